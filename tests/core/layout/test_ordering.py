from itertools import combinations

import pytest
from hypothesis import given
from tests.core.layout.test_lay_out import traces
from tests.core.traces import run

from nablascope.core.layout.crossings import count_crossings
from nablascope.core.layout.graph import graph_of
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.layering import layers_of
from nablascope.core.layout.ordering import MAX_SWEEPS, order
from nablascope.core.layout.proper import cut
from nablascope.core.layout.reading import ReadingGraph, read


def proper(inputs):
    graph = ReadingGraph(tuple(range(len(inputs))), inputs, len(inputs) - 1)
    links = [(producer, 0, rank) for rank, producers in enumerate(inputs) for producer in producers]
    return cut(layers_of(graph), links)


TANGLED = proper(((), (), (1,), (0,), (2, 3)))


def test_sweeps_untangle():
    layers = order(TANGLED, {}, MAX_SWEEPS)

    assert count_crossings(layers, TANGLED) == 0


def test_sweeping_ends_after_the_given_number():
    assert order(TANGLED, {}, sweeps=0) == TANGLED.layers


def test_survivors_keep_their_order_even_if_that_costs_a_crossing():
    places = dict(enumerate([0.0, 1.0, 0.0, 1.0, 0.0]))

    assert order(TANGLED, places, MAX_SWEEPS) == [[0, 1], [2, 3], [4]]


@given(traces())
def test_a_drawing_is_not_the_mirror_image_of_the_reading_order(trace):
    layout = lay_out(trace)
    ids = read(graph_of(trace, layout.keys)).ids

    pairs = [
        layout.positions[first][1] < layout.positions[second][1]
        for first, second in combinations(ids, 2)
        if layout.positions[first][0] == layout.positions[second][0]
    ]
    assert pairs.count(True) >= pairs.count(False)


@pytest.mark.parametrize(
    ("code", "inputs"), [("f = u**2 + v**3 + u*v", "uv"), ("y = b/a", "ab"), ("y = (a - b)*c", "abc")]
)
def test_inputs_stand_in_the_order_in_which_the_text_reads_them(code, inputs):
    trace = run(code, **dict.fromkeys(inputs, 2.0))
    layout = lay_out(trace)

    heights = {trace.nodes.name[id]: y for id, (_, y) in enumerate(layout.positions)}
    read_first = sorted(inputs, key=code.index)
    assert sorted(inputs, key=heights.__getitem__) == read_first


def longest_ways(trace):
    """Each node's layer: how many edges the longest way to it has."""
    layer = [0] * len(trace.nodes)
    for edge in trace.edges:
        layer[edge.target] = max(layer[edge.target], layer[edge.source] + 1)
    return layer
