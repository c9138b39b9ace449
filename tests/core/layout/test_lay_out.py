import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.traces import node, run, trace_of

from nablascope.core.graph.trace import Edge
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.polyline import Polyline


@st.composite
def traces(draw, most=14):
    """Acyclic graphs of every shape: fans, long edges, repeated edges, ends that lead nowhere."""
    size = draw(st.integers(1, most))
    nodes = [node(0, "leaf", name="x0")]
    edges = []
    for id in range(1, size):
        sources = draw(st.lists(st.integers(0, id - 1), max_size=3))
        kind = "op" if sources else "leaf"
        nodes.append(
            node(id, kind, op="F", function="f" if sources else None, name=None if sources else f"x{id}")
        )
        for position, source in enumerate(sources):
            edges.append(Edge(source, 0, id, sources[:position].count(source), str(position), None))
    return trace_of(nodes, edges, draw(st.integers(0, size - 1)))


def renumbered(trace, new_ids):
    """The same graph, its nodes and its consumers listed in another order."""
    old_ids = sorted(range(len(new_ids)), key=new_ids.__getitem__)
    nodes = [replace(trace.nodes[old], id=new) for new, old in enumerate(old_ids)]
    edges = [replace(edge, source=new_ids[edge.source], target=new_ids[edge.target]) for edge in trace.edges]
    return trace_of(nodes, sorted(edges, key=lambda edge: edge.target), new_ids[trace.output_node])


def rectangle(layout: Layout, id: int):
    (x, y), (width, height) = layout.positions[id], layout.sizes[id]
    return x, y, x + width, y + height


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def crossed_cards(trace, layout):
    """Each edge with each card on its way that is not its end."""
    for edge, route in zip(trace.edges, layout.routes, strict=True):
        line = Polyline(route)
        for id in set(range(len(trace.nodes))) - {edge.source, edge.target}:
            left, top, right, bottom = rectangle(layout, id)
            if left < line.xs[-1] and right > line.xs[0] and line.meets(left, top, right, bottom):
                yield edge, id


@given(traces())
def test_no_two_cards_overlap(trace):
    layout = lay_out(trace)

    boxes = [rectangle(layout, id) for id in range(len(trace.nodes))]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


@given(traces())
def test_every_edge_runs_from_left_to_right(trace):
    layout = lay_out(trace)

    for edge, route in zip(trace.edges, layout.routes, strict=True):
        assert route[0][0] == rectangle(layout, edge.source)[2]
        assert route[-1][0] == rectangle(layout, edge.target)[0]
        assert list(Polyline(route).xs) == sorted(Polyline(route).xs)
        assert route[0][0] < route[-1][0]


@given(traces())
def test_no_edge_crosses_a_card_that_is_not_its_end(trace):
    assert not list(crossed_cards(trace, lay_out(trace)))


@given(traces())
def test_everything_is_inside_the_layouts_extent(trace):
    layout = lay_out(trace)

    points = [point for route in layout.routes for point in route]
    points += [
        point
        for id in range(len(trace.nodes))
        for point in (rectangle(layout, id)[:2], rectangle(layout, id)[2:])
    ]
    assert min(x for x, _ in points) == 0
    assert max(x for x, _ in points) == layout.width
    assert 0 <= min(y for _, y in points) <= max(y for _, y in points) <= layout.height


@given(traces(), st.randoms(use_true_random=False))
def test_the_order_in_which_nodes_are_listed_changes_nothing(trace, rng: random.Random):
    new_ids = list(range(len(trace.nodes)))
    rng.shuffle(new_ids)

    layout, other = lay_out(trace), lay_out(renumbered(trace, new_ids))

    assert [other.positions[new] for new in new_ids] == list(layout.positions)
    assert [other.keys[new] for new in new_ids] == list(layout.keys)
    assert sorted(other.routes) == sorted(layout.routes)


@given(traces())
def test_the_same_graph_gets_the_same_layout(trace):
    assert lay_out(trace) == lay_out(trace)


@given(traces())
def test_a_changed_value_moves_nothing(trace):
    layout = lay_out(trace)
    rows = [replace(row, values=(None,)) for row in trace.nodes]

    assert lay_out(trace_of(rows, list(trace.edges), trace.output_node), layout) == layout


@settings(max_examples=50)
@given(traces(), traces())
def test_a_layout_of_another_graph_does_no_harm(trace, other):
    layout = lay_out(trace, lay_out(other))

    boxes = [rectangle(layout, id) for id in range(len(trace.nodes))]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert not list(crossed_cards(trace, layout))


def test_positions_are_whole():
    layout = lay_out(run("f = u**2 + v**3 + u*v", u=2.0, v=4.0))

    assert all(x == int(x) and y == int(y) for x, y in layout.positions)


def test_a_constant_stands_just_before_the_operation_that_uses_it():
    trace = run("y = (x.sin().sin() + 1).sin()", x=1.0)
    layout = lay_out(trace)

    (constant,) = [each.id for each in trace.nodes if each.kind == "constant"]
    (add,) = [each.id for each in trace.nodes if each.function == "add"]
    assert layout.routes[[*trace.edges.source].index(constant)][0][0] < layout.positions[add][0]
    assert layout.positions[constant][0] == layout.positions[add][0] - (168 + 128)


def test_the_first_argument_stands_above_the_second():
    trace = run("y = a / b", a=1.0, b=2.0)
    layout = lay_out(trace)

    assert layout.positions[0][1] < layout.positions[1][1]


def test_x_times_x_has_two_routes_that_can_be_told_apart():
    layout = lay_out(run("y = x*x", x=3.0))

    first, second = layout.routes
    assert second[0][1] - first[0][1] == 28
    assert second[-1][1] - first[-1][1] == 28


def test_survivors_keep_their_order_when_a_term_is_added_in_front():
    before = run("y = b*1.0 + a*2.0", a=1.0, b=2.0)
    after = run("y = a*3.0 + b*1.0 + a*2.0", a=1.0, b=2.0)
    drawn = lay_out(before)

    redrawn = lay_out(after, drawn)

    height = {key: y for key, (_, y) in zip(redrawn.keys, redrawn.positions, strict=True)}
    assert (
        dict(zip(drawn.keys, drawn.positions, strict=True))["b#0"]
        < dict(zip(drawn.keys, drawn.positions, strict=True))["a#0"]
    )
    assert height["b#0"] < height["a#0"]


def test_an_empty_graph_has_an_empty_layout():
    layout = lay_out(trace_of([], []))

    assert layout == Layout.of((), (), (), (), 0.0, 0.0)


def test_a_cycle_is_refused():
    nodes = [node(0, function="f"), node(1, function="f")]
    cycle = [Edge(0, 0, 1, 0, "0", None), Edge(1, 0, 0, 0, "0", None)]

    with pytest.raises(ValueError, match="cycle"):
        lay_out(trace_of(nodes, cycle))


def loop(repeats):
    """A recurrent network: every step uses the same parameters."""
    return run("\n".join(["h = x", *["h = tanh(w*h + u*x + b)"] * repeats]), w=0.5, u=0.3, b=0.1, x=1.0)


@pytest.mark.parametrize("repeats", [20, 50])
def test_no_edge_of_a_loop_crosses_a_card(repeats):
    trace = loop(repeats)

    assert len(trace.nodes) == 4 + 5 * repeats
    assert not list(crossed_cards(trace, lay_out(trace)))


def test_the_uses_of_a_parameter_share_one_straight_way():
    trace = loop(3)
    layout = lay_out(trace)

    uses = [route for route, source in zip(layout.routes, trace.edges.source, strict=True) if source == 0]
    far = [Polyline(route) for route in uses[1:]]
    assert len({route[0] for route in uses[1:]}) == 1
    assert len({line.y_at(layout.positions[0][0] + 2 * (168 + 128)) for line in far}) == 1


def test_two_outputs_of_one_operation_have_ways_of_their_own():
    nodes = [node(0, function="unbind"), *[node(id, function="f") for id in range(1, 4)]]
    edges = [Edge(id, 0, id + 1, 0, "0", None) for id in range(3)]
    both = [Edge(0, output, 3, output, str(output), None) for output in (0, 1)]
    layout = lay_out(trace_of(nodes, [*edges, *both]))

    assert layout.routes[3][0] != layout.routes[4][0]


def test_the_layouts_value_is_read_without_numpy(run_python):
    printed = run_python("import sys, nablascope.core.layout.layout; print('numpy' in sys.modules)")

    assert printed.strip() == "False"
