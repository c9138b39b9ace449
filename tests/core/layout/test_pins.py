"""A node that a person drags takes its edges along; what it is not joined to stays where it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.layout.test_lay_out import loop, rectangle, traces
from tests.core.traces import run

from nablascope.core.layout.check import check_layout
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.pins import pinned

MOVES = st.tuples(st.integers(-500, 500).map(float), st.integers(-500, 500).map(float))


@pytest.fixture
def drawn():
    trace = run("y = a*b + sin(a)", a=1.0, b=2.0)
    return trace, lay_out(trace)


def test_without_pins_it_is_the_same_drawing(drawn):
    trace, layout = drawn

    assert pinned(layout, trace.edges, {}) is layout
    assert pinned(layout, trace.edges, {"gone": (5.0, 5.0)}) is layout


def test_a_dragged_node_is_where_it_was_dropped_and_the_rest_where_it_was(drawn):
    trace, layout = drawn
    moved = pinned(layout, trace.edges, {layout.keys[-1]: (40.0, 90.0)})

    (x, y), (new_x, new_y) = layout.positions[-1], moved.positions[-1]
    assert (new_x - x, new_y - y) == (40.0, 90.0)
    assert list(moved.positions)[:-1] == list(layout.positions)[:-1]


def test_a_node_dragged_out_of_the_picture_makes_room_for_itself(drawn):
    trace, layout = drawn
    moved = pinned(layout, trace.edges, {layout.keys[0]: (-500.0, -300.0)})

    assert min(x for x, _ in moved.positions) == 0
    assert min(y for _, y in moved.positions) == 0
    (ax, ay), (bx, by) = moved.positions[0], moved.positions[1]
    (cx, cy), (dx, dy) = layout.positions[0], layout.positions[1]
    assert (ax - bx, ay - by) == (cx - dx - 500, cy - dy - 300)


@given(traces(), st.lists(MOVES, min_size=14, max_size=14))
def test_every_edge_still_joins_its_cards(trace, moves):
    layout = lay_out(trace)
    moved = pinned(layout, trace.edges, dict(zip(layout.keys, moves, strict=False)))

    check_layout(moved, trace)
    for edge, route in zip(trace.edges, moved.routes, strict=True):
        source, target = rectangle(moved, edge.source), rectangle(moved, edge.target)
        assert route[0][0] == source[2]
        assert source[1] <= route[0][1] <= source[3]
        assert route[-1][0] == target[0]
        assert target[1] <= route[-1][1] <= target[3]


@given(traces(), st.lists(MOVES, min_size=14, max_size=14))
def test_everything_is_inside_the_extent(trace, moves):
    layout = lay_out(trace)
    moved = pinned(layout, trace.edges, dict(zip(layout.keys, moves, strict=False)))

    boxes = [rectangle(moved, id) for id in range(len(trace.nodes))]
    assert min(min(left, top) for left, top, _, _ in boxes) >= 0
    assert max(right for _, _, right, _ in boxes) <= moved.width
    assert max(bottom for _, _, _, bottom in boxes) <= moved.height


def test_a_chip_goes_with_its_consumer():
    trace = loop(20)
    layout = lay_out(trace)
    edge = layout.chips[0]
    target = trace.edges.target[edge]

    moved = pinned(layout, trace.edges, {layout.keys[target]: (10.0, 20.0)})

    (x, y), (new_x, new_y) = layout.chip_corners[0], moved.chip_corners[0]
    assert (new_x - x, new_y - y) == (10.0, 20.0)
    assert moved.routes[edge] == tuple((px + 10.0, py + 20.0) for px, py in layout.routes[edge])


def test_a_way_to_a_card_that_was_dragged_past_its_consumer_has_no_spikes(drawn):
    trace, layout = drawn
    moved = pinned(layout, trace.edges, {layout.keys[0]: (2000.0, 0.0)})

    for edge in (edge for edge, source in enumerate(trace.edges.source) if source == 0):
        (x, y), *between, (end_x, end_y) = moved.routes[edge]
        assert x > end_x
        assert all(end_x - 96 <= px <= x + 96 for px, _ in between)
        assert all(min(y, end_y) <= py <= max(y, end_y) for _, py in between)
