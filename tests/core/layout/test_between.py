"""A drawing that is on its way: what was there before glides, edges stay on their cards."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.layout.test_lay_out import loop, rectangle, traces
from tests.core.traces import run

from nablascope.core.layout.between import between
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.pins import pinned
from nablascope.core.layout.points import Points

SHORT = run("y = sin(x)", x=1.0)
LONG = run("y = sin(x) * exp(x)", x=1.0)
TIMES = st.floats(0.0, 1.0)


def places(layout):
    return dict(zip(layout.keys, layout.positions, strict=True))


def test_at_the_start_survivors_are_where_they_were_and_newcomers_where_they_will_be():
    before, now = lay_out(SHORT), lay_out(LONG)
    before = replace(before, positions=Points.of((x + 30.0, y + 500.0) for x, y in before.positions))
    start = places(between(before, now, LONG.edges, 0.0))

    survivors = set(before.keys) & set(now.keys)
    assert survivors
    assert {key: start[key] for key in survivors} == {key: places(before)[key] for key in survivors}
    fresh = set(now.keys) - survivors
    assert {key: start[key] for key in fresh} == {key: places(now)[key] for key in fresh}


def test_at_the_end_it_is_the_new_drawing():
    now = lay_out(LONG)
    assert between(lay_out(SHORT), now, LONG.edges, 1.0) is now


@given(traces(), st.lists(st.tuples(TIMES, TIMES), min_size=14, max_size=14), TIMES)
def test_edges_end_on_their_cards_all_the_way(trace, moves, t):
    now = lay_out(trace)
    pins = {key: (900 * x, -700 * y) for key, (x, y) in zip(now.keys, moves, strict=False)}
    middle = between(pinned(now, trace.edges, pins), now, trace.edges, t)

    for edge, route in zip(trace.edges, middle.routes, strict=True):
        source, target = rectangle(middle, edge.source), rectangle(middle, edge.target)
        assert route[0][0] == pytest.approx(source[2])
        assert source[1] <= route[0][1] <= source[3]
        assert route[-1][0] == pytest.approx(target[0])
        assert target[1] <= route[-1][1] <= target[3]


def test_half_way_is_in_the_middle():
    now = lay_out(SHORT)
    before = replace(now, positions=Points.of((x + 10.0, y + 20.0) for x, y in now.positions))
    middle = between(before, now, SHORT.edges, 0.5)

    assert list(middle.positions) == [(x + 5.0, y + 10.0) for x, y in now.positions]


def test_a_chip_and_its_edge_go_with_the_consumer():
    trace = loop(20)
    now = lay_out(trace)
    edge = now.chips[0]
    key = now.keys[trace.edges.target[edge]]
    start = between(pinned(now, trace.edges, {key: (10.0, 20.0)}), now, trace.edges, 0.0)

    (x, y), (at_x, at_y) = now.chip_corners[0], start.chip_corners[0]
    assert (at_x - x, at_y - y) == (10.0, 20.0)
    (x, y), (at_x, at_y) = now.routes.start(edge), start.routes.start(edge)
    assert (at_x - x, at_y - y) == (10.0, 20.0)


def test_a_frame_grows_out_of_the_card_of_its_group():
    now = lay_out(SHORT)
    before = replace(now, keys=("the group", "y"))
    frames = {"frame_keys": ("the group",), "frame_labels": ("f",)}
    opened = replace(
        now, **frames, frame_corners=Points.of([(3.0, 4.0)]), frame_sizes=Points.of([(500.0, 400.0)])
    )
    start = between(before, opened, SHORT.edges, 0.0)

    assert start.frame_corners[0] == before.positions[0]
    assert start.frame_sizes[0] == before.sizes[0]
