"""Where in a run the window is, and how time goes on from there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.traces import run

from nablascope.core.graph.columns import Ints
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.moments import count, following, settled
from nablascope.core.timeline.tempo import MOTION, REST
from nablascope.core.timeline.timeline import GRAINS
from nablascope.workspace.transport import (
    SPEEDS,
    WHOLE,
    Transport,
    at,
    carried_over,
    played_or_paused,
    stepped_back,
    stepped_on,
    stilled,
    ticked,
    with_breakpoint,
    with_grain,
)

SINE = build_timeline(run("y = torch.sin(x / 2**1.5)", x=100.0))
LONGER = build_timeline(run("y = torch.sin(x / 2**1.5)\nz = torch.exp(y)\nw = z * z", x=100.0))
FRAME = 1 / 60
ONE_STEP = MOTION + REST


def never(moment):
    return False


def after(transport, seconds, pauses=never, frame=FRAME, start=0.0, timeline=SINE):
    """Time as a screen reads it."""
    now = start
    transport = ticked(transport, timeline, pauses, now)
    while now < start + seconds:
        now += frame
        transport = ticked(transport, timeline, pauses, now)
    return transport


def playing(**more):
    return replace(played_or_paused(WHOLE, SINE), **more)


def test_play_begins_with_the_untouched_graph_and_its_first_step_moves_at_once():
    start = playing()
    assert (start.k, start.playing) == (0, True)
    first = after(start, FRAME)
    assert first.k == 1
    assert first.t < 1.0


def test_play_again_pauses_and_once_more_goes_on_from_there():
    there = after(playing(), 2.5 * ONE_STEP)
    paused = played_or_paused(there, SINE)
    assert (paused.playing, paused.k) == (False, there.k)
    assert after(paused, 60.0).k == there.k
    assert after(played_or_paused(paused, SINE), FRAME).k == following(SINE, "node", there.k)


def test_whoever_pauses_in_a_motion_sees_it_come_to_its_end():
    paused = played_or_paused(after(playing(), MOTION / 2), SINE)
    assert paused.running
    ended = after(paused, 2 * MOTION)
    assert (ended.k, ended.t, ended.running) == (1, 1.0, False)


def test_play_at_the_end_begins_again():
    assert played_or_paused(at(WHOLE, len(SINE)), SINE).k == 0


def test_every_step_moves_and_then_stays():
    start = after(playing(), FRAME)
    assert after(start, 0.9 * MOTION, start=FRAME).t < 1.0
    rested = after(start, 0.9 * ONE_STEP, start=FRAME)
    assert (rested.k, rested.t) == (1, 1.0)
    assert after(start, 1.1 * ONE_STEP, start=FRAME).k == 2


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_speed_is_so_many_times_as_fast(speed):
    whole = (count(SINE, "node") * ONE_STEP) / speed
    assert not after(playing(speed=speed), 1.1 * whole + 0.2).playing
    assert after(playing(speed=speed), 0.8 * whole).playing


def test_playing_ends_after_the_last_step_and_shows_it():
    ended = after(playing(), 60.0)
    assert (ended.k, ended.playing, ended.running, ended.t) == (len(SINE), False, False, 1.0)


def test_with_loop_it_begins_again_and_shows_the_untouched_graph_first():
    looped, now, seen = playing(loop=True), 0.0, []
    while now < 3 * (count(SINE, "node") + 1) * ONE_STEP:
        looped = ticked(looped, SINE, never, now)
        seen += [looped.k] if not seen or seen[-1] != looped.k else []
        now += FRAME
    assert looped.playing
    assert [0, *seen][: 2 * len(SINE.stops)] == [*SINE.stops, *SINE.stops]


def test_a_window_held_up_for_ten_seconds_skips_no_step():
    there = after(playing(), 0.5)
    late = ticked(there, SINE, never, there.ticked + 10.0)
    assert late.k == there.k, "it goes on where it was"
    assert late.running


@pytest.mark.parametrize("frame", [0.25, 1.0, 1e3, 1e9, 1e300])
def test_however_long_a_frame_takes_every_step_is_shown(frame):
    seen, now, run_now = [], 0.0, playing(speed=8.0)
    for _ in range(60):
        run_now = ticked(run_now, SINE, never, now)
        seen += [run_now.k] if not seen or seen[-1] != run_now.k else []
        now += frame
    assert seen[0] in (0, 1)
    assert seen == [*SINE.stops][seen[0] :]


def test_a_clock_that_stood_between_two_plays_is_not_counted():
    paused = played_or_paused(after(playing(), 2.0), SINE)
    on = ticked(played_or_paused(paused, SINE), SINE, never, 1e6)
    assert on.k == following(SINE, "node", paused.k)
    assert on.t == 0.0


def test_a_step_forward_moves_and_a_step_back_does_not():
    first = stepped_on(WHOLE, SINE)
    assert (first.k, first.t, first.playing) == (1, 0.0, False)
    back = stepped_back(stepped_on(first, SINE), SINE)
    assert (back.k, back.t) == (1, 1.0)


def test_back_from_the_whole_graph_is_the_last_step():
    assert stepped_back(WHOLE, SINE).k == len(SINE)


def test_there_is_no_step_beyond_either_end():
    last = stepped_on(at(WHOLE, len(SINE)), SINE)
    assert (last.k, last.running) == (len(SINE), False)
    assert stepped_back(at(WHOLE, 0), SINE).k == 0


@pytest.mark.parametrize("step", [stepped_on, stepped_back])
def test_whoever_steps_while_it_plays_pauses_it(step):
    assert not step(playing(k=3), SINE).playing


def test_a_breakpoint_pauses_once_its_numbers_have_arrived():
    paused = after(playing(), 60.0, pauses=lambda moment: moment.last == 2)
    assert (paused.k, paused.playing) == (2, False)
    assert paused.t == 1.0
    assert after(played_or_paused(paused, SINE), 60.0, lambda moment: moment.last == 2).k == len(SINE)


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("still", [False, True])
@pytest.mark.parametrize("frame", [FRAME, 0.3, 50.0])
def test_no_breakpoint_is_overrun(speed, still, frame):
    start = playing(speed=speed, still=still)
    paused = after(start, 200 * frame + 60.0, pauses=lambda moment: moment.last == 5, frame=frame)
    assert (paused.k, paused.playing) == (5, False)


def test_a_breakpoint_that_is_set_twice_is_none():
    assert with_breakpoint(with_breakpoint(WHOLE, "x#0"), "x#0") == WHOLE


def test_nothing_moves_for_whoever_asked_for_stillness_and_playing_goes_on():
    still = after(playing(still=True), FRAME)
    assert (still.k, still.t) == (1, 1.0)
    assert not stepped_on(replace(WHOLE, still=True), SINE).running
    assert after(playing(still=True), 60.0).k == len(SINE)


def test_whoever_wants_stillness_in_a_motion_still_pauses_at_its_breakpoint():
    moving = after(playing(), FRAME + MOTION / 2)
    assert moving.t < 1.0
    paused = after(stilled(moving, True), 60.0, pauses=lambda moment: moment.last == 1)
    assert paused.k == 1


def test_both_grains_keep_the_place():
    by_edge = replace(WHOLE, grain="edge")
    for k in range(len(SINE) + 1):
        there = with_grain(at(by_edge, k), SINE, "node")
        assert (there.k, there.grain) == (settled(SINE, "node", k), "node")
    for k in SINE.stops:
        assert with_grain(at(WHOLE, k), SINE, "edge").k == k


def test_a_grain_can_be_chosen_where_there_is_nothing_to_step():
    assert with_grain(WHOLE, None, "edge").grain == "edge"


def test_another_run_of_as_many_steps_is_at_the_same_step_and_goes_on():
    there = after(playing(), 2.2)
    again = build_timeline(run("y = torch.sin(x / 2**1.5)", x=7.0))
    assert carried_over(there, SINE, again) == there


def test_a_longer_run_is_as_far_gone():
    for place, k in enumerate(SINE.stops):
        there = carried_over(at(WHOLE, k), SINE, LONGER).k
        share = list(LONGER.stops).index(there) / count(LONGER, "node")
        assert share == pytest.approx(place / count(SINE, "node"), abs=0.5 / count(LONGER, "node"))


@pytest.mark.parametrize(("before", "now"), [(None, SINE), (SINE, None), (None, None)])
def test_where_there_was_or_is_no_run_the_whole_graph_is_shown(before, now):
    shown = carried_over(playing(), before, now)
    assert (shown.k, shown.running) == (None, False)


def test_a_run_of_no_steps_has_nothing_to_play():
    shown = carried_over(playing(), SINE, replace(SINE, kind=Ints.of(()), subject=Ints.of(())))
    assert (shown.k, shown.running) == (None, False)


frames = st.lists(st.floats(0.0, 1e9), min_size=1, max_size=40)
transports = st.builds(
    Transport,
    k=st.sampled_from([*SINE.stops]),
    playing=st.booleans(),
    speed=st.sampled_from(SPEEDS),
    loop=st.booleans(),
    still=st.booleans(),
    elapsed=st.floats(0.0, 10.0),
    grain=st.sampled_from(GRAINS),
)
acts = st.sampled_from(
    [
        lambda transport: played_or_paused(transport, SINE),
        lambda transport: stepped_on(transport, SINE),
        lambda transport: stepped_back(transport, SINE),
        lambda transport: with_grain(transport, SINE, "edge"),
        lambda transport: with_grain(transport, SINE, "node"),
        lambda transport: at(transport, None),
    ]
)


@given(transports, st.lists(st.tuples(st.one_of(st.none(), acts), st.floats(0.0, 1e9)), max_size=40))
def test_whatever_a_person_and_time_do_there_is_such_a_step(transport, happenings):
    now = 0.0
    for act, passed in happenings:
        now += passed
        transport = ticked(act(transport) if act else transport, SINE, never, now)
        assert transport.k is None or 0 <= transport.k <= len(SINE)
        assert transport.k is None or settled(SINE, transport.grain, transport.k) == transport.k
        assert 0.0 <= transport.t <= 1.0


@given(transports, st.floats(0.01, 1e9))
def test_playing_ends_at_the_end_and_with_loop_never(transport, frame):
    transport = replace(transport, playing=True, k=settled(SINE, transport.grain, transport.k))
    ticks = round((len(SINE) + 2) * (ONE_STEP + 10.0) / transport.speed / min(frame, 0.25)) + 50
    for tick in range(min(ticks, 4000)):
        transport = ticked(transport, SINE, never, tick * frame)
    if transport.loop:
        assert transport.playing
    elif ticks <= 4000:
        assert (transport.k, transport.playing) == (len(SINE), False)
