"""Crossings are counted by edges: what shares a lane crosses together."""

from itertools import combinations, pairwise

from hypothesis import given
from tests.core.layout.test_lay_out import traces
from tests.core.layout.test_ordering import TANGLED, longest_ways

from nablascope.core.layout.crossings import count_crossings
from nablascope.core.layout.proper import cut


def test_two_edges_cross_once():
    assert count_crossings([[0, 1], [2, 3], [4]], TANGLED) == 1


def test_a_lane_is_crossed_as_often_as_edges_lead_through_it():
    graph = cut([0, 0, 1, 2, 3], [(0, 0, 3), (0, 0, 4), (1, 0, 2)])

    assert count_crossings([[0, 1], [2, 5], [6, 3], [4]], graph) == 2


@given(traces())
def test_as_many_are_found_as_by_comparing_all_pairs(trace):
    links = [(edge.source, 0, edge.target) for edge in trace.edges]
    graph = cut(longest_ways(trace), list(dict.fromkeys(links)))

    assert count_crossings(graph.layers, graph) == sum(
        graph.edges[c] * graph.edges[d]
        for above, below in pairwise(graph.layers)
        for (a, c), (b, d) in combinations([(a, c) for a in above for c in graph.right[a]], 2)
        if (above.index(a) - above.index(b)) * (below.index(c) - below.index(d)) < 0
    )
