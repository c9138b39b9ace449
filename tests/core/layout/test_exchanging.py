"""Two neighbours that cross each other change places, unless both were on screen already."""

from hypothesis import given
from tests.core.layout.test_lay_out import traces
from tests.core.layout.test_ordering import longest_ways

from nablascope.core.layout.exchanging import exchanged
from nablascope.core.layout.ordering import count_crossings
from nablascope.core.layout.proper import cut

CROSSED = cut([0, 0, 1, 1], [(0, 0, 3), (1, 0, 2)])


def test_neighbours_that_cross_change_places():
    assert exchanged(CROSSED.layers, CROSSED, ()) == [[1, 0], [2, 3]]


def test_of_two_survivors_none_passes_the_other():
    assert exchanged(CROSSED.layers, CROSSED, range(4)) == CROSSED.layers
    assert exchanged(CROSSED.layers, CROSSED, (0, 1)) == [[0, 1], [3, 2]]


@given(traces())
def test_exchanges_never_add_a_crossing(trace):
    graph = cut(
        longest_ways(trace), list(dict.fromkeys((edge.source, 0, edge.target) for edge in trace.edges))
    )

    layers = exchanged(graph.layers, graph, ())

    assert [sorted(layer) for layer in layers] == [sorted(layer) for layer in graph.layers]
    assert count_crossings(layers, graph.right) <= count_crossings(graph.layers, graph.right)
