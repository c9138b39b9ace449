"""Drawings that run down: what holds from left to right holds from the top down."""

import random
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.layout.test_lay_out import (
    crossed_cards,
    loop,
    overlap,
    rectangle,
    renumbered,
    traces,
)
from tests.core.traces import node, run, trace_of

from nablascope.core.graph.trace import Edge
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.layout import Layout
from nablascope.core.layout.turned import turned


def down(trace, previous=None):
    return lay_out(trace, previous, down=True)


@given(traces())
def test_no_two_cards_overlap(trace):
    layout = down(trace)

    boxes = [rectangle(layout, id) for id in range(len(trace.nodes))]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


@given(traces())
def test_every_edge_runs_down_from_the_lower_side_of_a_card_to_the_upper_side_of_another(trace):
    layout = down(trace)

    for edge, route in zip(trace.edges, layout.routes, strict=True):
        (left, _, right, bottom), above = rectangle(layout, edge.source), route[0]
        assert above[1] == bottom
        assert left <= above[0] <= right
        left, top, right, _ = rectangle(layout, edge.target)
        assert route[-1][1] == top
        assert left <= route[-1][0] <= right
        ys = [y for _, y in route]
        assert ys == sorted(ys)
        assert ys[0] < ys[-1]


@given(traces())
def test_no_edge_crosses_a_card_that_is_not_its_end(trace):
    assert not list(crossed_cards(trace, turned(down(trace))))


@given(traces())
def test_everything_is_inside_the_layouts_extent(trace):
    layout = down(trace)

    points = [point for route in layout.routes for point in route]
    boxes = [rectangle(layout, id) for id in range(len(trace.nodes))]
    points += [point for box in boxes for point in (box[:2], box[2:])]
    assert min(y for _, y in points) == 0
    assert max(y for _, y in points) == layout.height
    assert 0 <= min(x for x, _ in points) <= max(x for x, _ in points) <= layout.width


@given(traces(), st.randoms(use_true_random=False))
def test_the_order_in_which_nodes_are_listed_changes_nothing(trace, rng: random.Random):
    new_ids = list(range(len(trace.nodes)))
    rng.shuffle(new_ids)

    layout, other = down(trace), down(renumbered(trace, new_ids))

    assert [other.positions[new] for new in new_ids] == list(layout.positions)
    assert sorted(other.routes) == sorted(layout.routes)


@given(traces())
def test_turned_twice_a_layout_is_itself(trace):
    layout = lay_out(trace)

    assert turned(layout).down
    assert turned(turned(layout)) == layout


@given(traces())
def test_a_changed_value_moves_nothing(trace):
    layout = down(trace)
    rows = [replace(row, values=(None,)) for row in trace.nodes]

    assert down(trace_of(rows, list(trace.edges), trace.output_node), layout) is layout


@settings(max_examples=50)
@given(traces(), traces(), st.booleans())
def test_a_layout_of_another_graph_does_no_harm(trace, other, other_runs_down):
    layout = down(trace, lay_out(other, down=other_runs_down))

    boxes = [rectangle(layout, id) for id in range(len(trace.nodes))]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert not list(crossed_cards(trace, turned(layout)))


@given(traces())
def test_there_and_back_a_graph_has_the_drawing_that_it_had(trace):
    across = lay_out(trace)

    assert lay_out(trace, down(trace, across)) == across


def test_survivors_keep_their_order_from_left_to_right():
    drawn = down(run("y = b*1.0 + a*2.0", a=1.0, b=2.0))

    redrawn = down(run("y = a*3.0 + b*1.0 + a*2.0", a=1.0, b=2.0), drawn)

    left = {key: x for key, (x, _) in zip(redrawn.keys, redrawn.positions, strict=True)}
    assert left["b#0"] < left["a#0"]


def test_the_first_argument_stands_left_of_the_second():
    layout = down(run("y = a / b", a=1.0, b=2.0))

    assert layout.positions[0][0] < layout.positions[1][0]
    assert layout.positions[0][1] == layout.positions[1][1]


def test_a_card_is_as_wide_as_any_and_no_higher_where_many_edges_arrive():
    nodes = [node(id, "leaf", name=f"x{id}") for id in range(9)]
    edges = [Edge(id, 0, 9, 0, str(id), None) for id in range(9)]
    layout = down(trace_of([*nodes, node(9, function="stack")], edges, 9))

    assert set(layout.sizes) == {(168.0, 92.0)}


def test_two_edges_end_far_enough_apart_for_their_shares_to_stand_side_by_side():
    layout = down(run("y = a / b", a=1.0, b=2.0))

    assert layout.routes[1][-1][0] - layout.routes[0][-1][0] == 76


def test_positions_are_whole():
    layout = down(run("f = u**2 + v**3 + u*v", u=2.0, v=4.0))

    assert all(x == int(x) and y == int(y) for x, y in layout.positions)


def test_no_edge_of_a_loop_crosses_a_card():
    trace = loop(20)

    assert not list(crossed_cards(trace, turned(down(trace))))


def test_chips_beside_their_consumers_do_not_touch():
    trace = loop(20)
    layout = down(trace)

    corners = sorted(set(layout.chip_corners))
    assert corners
    chips = [(x - 5, y, x + 88 + 5, y + 24) for x, y in corners]
    assert not [pair for pair in combinations(chips, 2) if overlap(*pair)]
    cards = [rectangle(layout, id) for id in range(len(trace.nodes))]
    assert not [(chip, card) for chip in chips for card in cards if overlap(chip, card)]
    for edge, (x, y) in zip(layout.chips, layout.chip_corners, strict=True):
        assert layout.routes[edge][0] == (x + 44, y + 24)


def test_an_empty_graph_has_an_empty_layout():
    assert down(trace_of([], [])) == replace(Layout.of((), (), (), (), 0.0, 0.0), down=True)


def test_a_large_graph_runs_down_too():
    trace = run("h = x\n" + "h = h.sin()\n" * 6100, x=1.0)
    layout = down(trace)

    assert len(layout.routes) == 6100
    within_a_column = [route for route in layout.routes if len(route) == 4]
    assert len(within_a_column) > 6000
    assert all(route[0][1] < route[-1][1] for route in within_a_column)
    assert layout.width > layout.height
