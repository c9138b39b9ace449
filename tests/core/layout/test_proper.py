"""Long edges of one output share a lane, unless they end side by side."""

from hypothesis import given
from tests.core.layout.test_lay_out import traces
from tests.core.layout.test_ordering import longest_ways

from nablascope.core.layout.proper import count_bends, cut


def test_uses_one_after_the_other_share_a_lane():
    graph = cut([0, 1, 2, 3], [(0, 0, 1), (0, 0, 2), (0, 0, 3)])

    assert graph.bends[0, 0, 3][:1] == graph.bends[0, 0, 2]


def test_uses_side_by_side_have_lanes_of_their_own():
    graph = cut([0, 2, 2], [(0, 0, 1), (0, 0, 2)])

    assert graph.bends[0, 0, 1] != graph.bends[0, 0, 2]


def test_the_second_of_each_layer_share_a_lane():
    graph = cut([0, 2, 2, 4, 4], [(0, 0, 1), (0, 0, 2), (0, 0, 3), (0, 0, 4)])

    assert graph.bends[0, 0, 3][:1] == graph.bends[0, 0, 1]
    assert graph.bends[0, 0, 4][:1] == graph.bends[0, 0, 2]


def test_hundreds_side_by_side_share_a_few_lanes():
    graph = cut([0, *[2] * 400], [(0, 0, consumer) for consumer in range(1, 401)])

    assert len(set(graph.bends.values())) == 8
    assert [len(ends) for ends in graph.right[401:]] == [50] * 8


@given(traces())
def test_bends_are_counted_without_making_them(trace):
    layer = longest_ways(trace)
    links = list(dict.fromkeys((edge.source, 0, edge.target) for edge in trace.edges))

    graph = cut(layer, links)

    assert count_bends(layer, links) == len(graph.left) - graph.nodes
