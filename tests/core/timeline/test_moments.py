"""Moments: at the grain of nodes a call is one step with all it sends; at that of edges each share is."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.timeline.runs import typed
from nablascope.core.timeline.moments import (
    Moment,
    Stretch,
    count,
    end_of,
    following,
    is_forward,
    jump_to,
    moment_at,
    place_of,
    previous,
    settled,
    span_of,
    steps_in,
    steps_of_node,
    stretches,
)
from nablascope.core.timeline.timeline import GRAINS

TWICE = "y = x * w\ny.backward(retain_graph=True)\ny.backward()"


@cache
def a_run(text=TWICE):
    return typed(text, x=2.0, w=3.0)


def words_of(moment):
    run = a_run()
    return [run.word(step) for step in steps_in(run.timeline, moment)]


grains = st.sampled_from(GRAINS)
places = st.integers(0, 30)


def test_a_moment_at_the_grain_of_nodes_is_a_call_with_all_it_sends():
    timeline = a_run().timeline
    k, told = 0, []
    while k < len(timeline):
        k = following(timeline, "node", k)
        told.append(words_of(moment_at(timeline, "node", k)))
    once = [["seed y"], ["call y", "deliver y to x", "deliver y to w"], ["accumulate x"], ["accumulate w"]]
    assert told == [["forward y"], *once, *once]
    assert count(timeline, "node") == len(told)


def test_a_moment_at_the_grain_of_edges_is_one_step():
    run = a_run()
    moments = [moment_at(run.timeline, "edge", k) for k in range(1, len(run.timeline) + 1)]
    assert [words_of(moment) for moment in moments] == [[word] for word in run.words()]
    assert count(run.timeline, "edge") == len(run.words())


@pytest.mark.parametrize("grain", GRAINS)
def test_after_step_0_the_moment_is_empty(grain):
    moment = moment_at(a_run().timeline, grain, 0)
    assert moment == Moment(0, 0)
    assert moment.empty
    assert not moment_at(a_run().timeline, grain, 1).empty


def test_in_the_middle_of_a_call_a_node_moment_is_that_call():
    run = a_run()
    middle = run.words().index("deliver y to x") + 1
    assert words_of(moment_at(run.timeline, "node", middle))[0] == "call y"
    assert settled(run.timeline, "node", middle) == middle + 1
    assert settled(run.timeline, "edge", middle) == middle


@given(grain=grains, place=places)
def test_going_on_and_back_are_inverses(grain, place):
    timeline = a_run().timeline
    here = end_of(timeline, grain, min(place, count(timeline, grain) - 1))
    assert previous(timeline, grain, following(timeline, grain, here)) == here
    assert place_of(timeline, grain, following(timeline, grain, here)) == place_of(timeline, grain, here) + 1


@given(grain=grains, place=places)
def test_a_moment_and_its_place_are_inverses(grain, place):
    timeline = a_run().timeline
    place = min(place, count(timeline, grain))
    assert place_of(timeline, grain, end_of(timeline, grain, place)) == place


@given(grain=grains, k=st.integers(-5, 40))
def test_beyond_either_end_there_is_no_other_moment(grain, k):
    timeline = a_run().timeline
    for place in (settled(timeline, grain, k), following(timeline, grain, k), previous(timeline, grain, k)):
        assert 0 <= place <= len(timeline)
    assert following(timeline, grain, len(timeline)) == len(timeline)
    assert previous(timeline, grain, 0) == 0
    assert (end_of(timeline, grain, -1), end_of(timeline, grain, 1000)) == (0, len(timeline))


def test_the_parts_of_a_run_are_what_computes_values_and_what_computes_gradients():
    run = a_run()
    seeded = run.words().index("seed y")
    assert span_of(run.timeline, "forward") == (0, seeded)
    assert span_of(run.timeline, "backward") == (seeded, len(run.timeline))
    assert span_of(run.timeline, "all") == (0, len(run.timeline))
    with pytest.raises(ValueError, match="there is no part sideways; there is all, forward, backward"):
        span_of(run.timeline, "sideways")


def test_a_step_says_whether_it_computes_a_value():
    timeline = a_run().timeline
    assert [is_forward(timeline, k) for k in (0, 1, 2, len(timeline), len(timeline) + 1)] == [
        *(False, True, False),
        *(False, False),
    ]


def test_there_is_no_step_0_and_none_after_the_last():
    timeline = a_run().timeline
    for k in (0, len(timeline) + 1):
        with pytest.raises(IndexError, match=f"no step {k} among {len(timeline)}"):
            timeline.step(k)


def test_pointing_at_a_node_leads_to_its_step_in_the_pass_that_is_shown():
    run = a_run()
    forward, first, second = steps_of_node(run.timeline, run.node("y"))
    assert [run.words()[k - 1] for k in (forward, first, second)] == ["forward y", "call y", "call y"]
    y, begins = run.node("y"), [k for k, word in enumerate(run.words(), 1) if word == "seed y"]
    assert jump_to(run.timeline, y, 0) == forward
    assert jump_to(run.timeline, y, forward) == forward
    assert [jump_to(run.timeline, y, k) for k in begins] == [first, second]
    assert [jump_to(run.timeline, y, k) for k in (first, second, len(run.timeline))] == [
        first,
        second,
        second,
    ]


def test_pointing_at_a_leaf_during_the_forward_pass_leads_to_its_accumulation():
    run = a_run()
    first, second = steps_of_node(run.timeline, run.node("x"))
    assert run.words()[first - 1] == run.words()[second - 1] == "accumulate x"
    assert jump_to(run.timeline, run.node("x"), 1) == first


def test_pointing_at_what_the_newest_pass_did_not_call_leads_to_the_pass_that_did():
    text = "a = x * w\nb = a * 2\nb.backward(retain_graph=True)\na.backward(retain_graph=True)\nb.backward()"
    run = a_run(text)
    during_the_second = run.words().index("seed a") + 1
    first, _ = (k for k, word in enumerate(run.words(), 1) if word == "call b")
    assert jump_to(run.timeline, run.node("b"), during_the_second) == first


def test_pointing_at_a_constant_leads_nowhere():
    run = a_run("y = x * w * 3")
    constant = next(node.id for node in run.trace.nodes if node.kind == "constant")
    assert jump_to(run.timeline, constant, 3) is None


def test_two_backward_passes_make_four_stretches_and_what_comes_after_a_fifth():
    text = "y = x * w\ny.backward(retain_graph=True)\nz = y * y\nz.backward()\nlast = z * z"
    timeline = a_run(text).timeline
    for grain in GRAINS:
        found = stretches(timeline, grain)
        assert [one.forward for one in found] == [True, False, True, False, True]
        assert found[0].first == 0
        assert found[-1].last == count(timeline, grain)
        assert all(one.last == other.first for one, other in pairwise(found))


def test_a_stretch_holds_the_steps_of_its_kind():
    timeline = a_run().timeline
    assert stretches(timeline, "node") == (Stretch(0, 1, True), Stretch(1, 5, False), Stretch(5, 9, False))
    for grain in GRAINS:
        for one in stretches(timeline, grain):
            for place in range(one.first + 1, one.last + 1):
                assert is_forward(timeline, end_of(timeline, grain, place)) == one.forward


def test_a_run_that_computes_nothing_has_only_its_backward_pass():
    (only,) = stretches(typed("y = x", x=2.0).timeline, "node")
    assert (only.first, only.forward) == (0, False)
