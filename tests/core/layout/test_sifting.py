"""What crosses others goes past them, but nothing goes past another that was on screen too."""

from hypothesis import given
from tests.core.layout.test_lay_out import traces
from tests.core.layout.test_ordering import longest_ways

from nablascope.core.layout.crossings import count_crossings
from nablascope.core.layout.proper import cut
from nablascope.core.layout.sifting import sifted

CROSSED = cut([0, 0, 1, 1], [(0, 0, 3), (1, 0, 2)])


def test_neighbours_that_cross_change_places():
    assert sifted(CROSSED.layers, CROSSED, ()) == [[1, 0], [2, 3]]


def test_of_two_survivors_none_passes_the_other():
    assert sifted(CROSSED.layers, CROSSED, range(4)) == CROSSED.layers
    assert sifted(CROSSED.layers, CROSSED, (0, 1)) == [[0, 1], [3, 2]]


def test_a_newcomer_passes_one_that_is_better_below_it_if_what_comes_next_pays_for_that():
    links = [(0, 5), (0, 7), (1, 6), (1, 8), (2, 3), (2, 4)]
    graph = cut([0, 0, 0, *[1] * 6], [(source, 0, target) for source, target in links])

    assert sifted(graph.layers, graph, range(1, 9)) == [[1, 2, 0], graph.layers[1]]


@given(traces())
def test_exchanges_never_add_a_crossing(trace):
    graph = cut(
        longest_ways(trace), list(dict.fromkeys((edge.source, 0, edge.target) for edge in trace.edges))
    )

    layers = sifted(graph.layers, graph, ())

    assert [sorted(layer) for layer in layers] == [sorted(layer) for layer in graph.layers]
    assert count_crossings(layers, graph) <= count_crossings(graph.layers, graph)
