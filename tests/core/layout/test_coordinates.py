from itertools import pairwise

import pytest
from hypothesis import given
from tests.core.layout.test_lay_out import traces
from tests.core.layout.test_ordering import longest_ways
from tests.core.traces import node, run, trace_of
from tests.worked_examples import EXAMPLES

from nablascope.core.graph.trace import Edge
from nablascope.core.layout.coordinates import place
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.proper import cut

CODE = {example["id"]: example["code"] for example in EXAMPLES}


def heights_of_bends(route):
    """Where the route runs straight for at least a card's width: the lanes of a long edge."""
    stations = route[::3]
    return [a[1] for a, b in pairwise(stations) if a[1] == b[1] and b[0] - a[0] >= 168]


@pytest.mark.parametrize(
    ("example", "inputs"),
    [
        ("micrograd_readme", {"a": -4.0, "b": 2.0}),
        ("micrograd_sanity", {"x": -4.0}),
        ("tut_uv", {"u": 2.0, "v": 4.0}),
    ],
)
def test_a_long_edge_runs_straight_past_all_cards(example, inputs):
    layout = lay_out(run(CODE[example], **inputs))

    bends = [heights_of_bends(route) for route in layout.routes]
    assert any(len(heights) > 0 for heights in bends)
    assert all(len(set(heights)) <= 1 for heights in bends)


def test_a_way_stays_straight_where_others_branch_off():
    pairs = [(0, 2), (1, 2), (1, 3), (2, 3), (2, 4), (3, 4), (2, 5), (1, 5), (2, 6), (3, 6), (6, 7), (6, 7)]
    pairs += [(0, 8), (4, 8), (3, 9), (1, 9)]
    nodes = [node(id, function=None if id < 2 else "f") for id in range(10)]
    edges = [Edge(source, 0, target, 0, str(source), None) for source, target in pairs]

    routes = lay_out(trace_of(nodes, edges)).routes

    assert all(len(set(heights_of_bends(route))) <= 1 for route in routes)


def test_a_chain_is_straight():
    layout = lay_out(run("y = sin(sin(sin(x)))", x=1.0))

    assert len({y for _, y in layout.positions}) == 1


def test_a_node_stands_half_way_between_its_two_inputs():
    trace = run("y = a*b", a=1.0, b=2.0)
    a, b, y = (corner[1] for corner in lay_out(trace).positions)

    assert y == (a + b) / 2


def test_a_constant_stands_beside_the_operation_that_uses_it():
    trace = run(CODE["schiendorfer"], x1=3.0, x2=1.0, w12=-3.0, w22=5.0)
    layout = lay_out(trace)

    for edge in trace.edges:
        if trace.nodes.kind[edge.source] == "constant":
            distance = layout.positions[edge.source][1] - layout.positions[edge.target][1]
            assert abs(distance) <= 128


@given(traces())
def test_an_input_of_one_operation_stands_as_near_to_it_as_there_is_room(trace):
    graph = cut(
        longest_ways(trace), list(dict.fromkeys((edge.source, 0, edge.target) for edge in trace.edges))
    )
    y = place(graph, graph.layers, lambda _upper, _lower: 10.0)

    for layer in graph.layers:
        for index, item in enumerate(layer):
            if not graph.left[item] and len(graph.right[item]) == 1:
                way = y[graph.right[item][0]] - y[item]
                toward = layer[index + 1 : index + 2] if way > 0 else layer[:index][-1:]
                assert abs(way) <= 5.001 or [abs(y[end] - y[item]) <= 10.001 for end in toward] == [True]


def test_a_picture_of_two_branches_is_symmetric():
    layout = lay_out(run("p = a*b\nq = c*d\ny = p + q", a=1.0, b=2.0, c=3.0, d=4.0))

    heights = sorted(y for _, y in layout.positions)
    assert [low + high for low, high in zip(heights, reversed(heights), strict=True)] == [
        layout.height - 92
    ] * 7
