from nablascope.core.layout.layering import layers_of, pinned
from nablascope.core.layout.reading import ReadingGraph


def layers(inputs, output):
    return layers_of(ReadingGraph(tuple(range(len(inputs))), inputs, output))


def test_an_input_stands_just_before_its_first_use():
    assert layers(((), (0,), (), (1, 2)), output=3) == [0, 1, 1, 2]


def test_an_input_used_twice_stands_before_the_earlier_use():
    assert layers(((), (0,), (1, 0)), output=2) == [0, 1, 2]


def test_a_branch_that_leads_nowhere_stands_just_after_its_source():
    assert layers(((), (0,), (1,), (2,), (0,)), output=3)[4] == 1


def test_an_input_of_a_branch_that_leads_nowhere_stands_beside_it():
    assert layers(((), (0,), (1,), (), (2, 3)), output=2)[3] == 2


def test_what_comes_in_stands_first_and_what_goes_out_last():
    assert pinned([1, 0, 1, 2], first={0}, last={1}) == [0, 3, 1, 2]


def test_no_layer_is_left_empty():
    assert pinned([0, 1, 2, 3], first=(), last={1}) == [0, 3, 1, 2]
