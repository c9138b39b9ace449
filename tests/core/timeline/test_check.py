"""A timeline from outside can be read to its end, or it is refused."""

from dataclasses import fields, replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.timeline.runs import typed
from nablascope.core.graph.backward_pass import MOST_PASSES, BackwardPass
from nablascope.core.graph.check import DamagedTraceError, check
from nablascope.core.graph.columns import Ints
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.check import check_timeline
from nablascope.core.timeline.frame import frame_at
from nablascope.core.timeline.moments import following, jump_to, moment_at, previous, span_of
from nablascope.core.timeline.playback import play_back
from nablascope.core.timeline.timeline import GRAINS, StepKind, Timeline


@cache
def a_run():
    return typed(
        "y = x * x * w\ny.backward(retain_graph=True)\nx.grad.zero_()\nz = y + x\nz.backward()", x=2.0, w=3.0
    )


def read_all(trace, timeline):
    """Everything a window asks for."""
    playback = play_back(trace, timeline)
    for k in range(len(timeline) + 1):
        frame = frame_at(playback, k)
        for id in range(len(trace.nodes)):
            frame.node(id), frame.leaf_grad(id), frame.grad_before(id), jump_to(timeline, id, k)
        for edge in range(len(trace.edges)):
            frame.share(edge)
        for grain in GRAINS:
            moment_at(timeline, grain, k), following(timeline, grain, k), previous(timeline, grain, k)
    span_of(timeline, "backward")
    return list(timeline.steps())


def mutated(draw, column):
    """A column with a number changed, left out or added, or with bytes left out."""
    numbers = list(column)
    place = draw(st.integers(0, max(len(numbers) - 1, 0)))
    change = draw(st.sampled_from(("set", "swap", "delete", "insert", "cut")))
    if change == "cut":
        return Ints(column.code, column.data[: -draw(st.integers(1, 3))])
    if change == "insert" or not numbers:
        numbers.insert(place, draw(_numbers))
    elif change == "delete":
        del numbers[place]
    elif change == "swap":
        other = draw(st.integers(0, len(numbers) - 1))
        numbers[place], numbers[other] = numbers[other], numbers[place]
    else:
        numbers[place] = draw(_numbers)
    return Ints.of(numbers, column.code)


_numbers = st.one_of(st.integers(-3, 20), st.sampled_from((-128, 127)))


@st.composite
def forged_timelines(draw):
    timeline = a_run().timeline
    names = draw(st.sets(st.sampled_from([one.name for one in fields(Timeline)]), min_size=1, max_size=2))
    return replace(timeline, **{name: mutated(draw, getattr(timeline, name)) for name in names})


@st.composite
def forged_traces(draw):
    trace = a_run().trace
    number = draw(st.integers(0, len(trace.passes) - 1))
    one = trace.passes[number]
    columns = [each.name for each in fields(BackwardPass) if isinstance(getattr(one, each.name), Ints)]
    name = draw(st.sampled_from([*columns, "before"]))
    new = draw(_numbers) if name == "before" else mutated(draw, getattr(one, name))
    passes = list(trace.passes)
    passes[number] = replace(one, **{name: new})
    return replace(trace, passes=tuple(passes))


@given(timeline=forged_timelines())
def test_a_forged_timeline_is_refused_or_can_be_read(timeline):
    trace = a_run().trace
    try:
        check_timeline(timeline, trace)
    except DamagedTraceError:
        return
    assert len(read_all(trace, timeline)) == len(timeline)


@given(trace=forged_traces())
def test_a_trace_with_a_forged_pass_is_refused_or_gives_a_timeline_that_can_be_read(trace):
    try:
        check(trace)
    except DamagedTraceError:
        return
    timeline = build_timeline(trace)
    check_timeline(timeline, trace)
    assert len(read_all(trace, timeline)) == len(timeline)


def test_what_the_engine_made_passes():
    run = a_run()
    check(run.trace)
    check_timeline(run.timeline, run.trace)


def forge(**columns):
    return replace(
        a_run().timeline, **{name: Ints.of(numbers, code) for name, (numbers, code) in columns.items()}
    )


def changed(name, place, number):
    column = getattr(a_run().timeline, name)
    return {name: ([number if at == place else one for at, one in enumerate(column)], column.code)}


@pytest.mark.parametrize(
    ("timeline", "why"),
    [
        (lambda: replace(a_run().timeline, kind=Ints("i", b"123")), "within a number"),
        (lambda: replace(a_run().timeline, subject=Ints.of([])), "differ in length"),
        (lambda: replace(a_run().timeline, begins=Ints.of([1])), "differ in number"),
        (lambda: forge(begins=([9, 2], "i")), "a pass is out of order"),
        (lambda: forge(ends=([10_000, 10_001], "i")), "a pass is out of order"),
        (lambda: replace(a_run().timeline, stops=Ints.of([])), "stops"),
        (lambda: forge(**changed("stops", 0, 1)), "stops"),
        (lambda: forge(**changed("stops", 1, 0)), "stops"),
        (lambda: forge(**changed("kind", 0, 77)), "no known kind"),
        (lambda: forge(**changed("kind", 0, StepKind.CALL)), "wrong pass"),
        (lambda: forge(**changed("kind", 4, StepKind.FORWARD)), "wrong pass"),
        (lambda: forge(**changed("subject", 0, -1)), "about nothing"),
        (lambda: forge(**changed("subject", 0, 1000)), "about nothing"),
        (lambda: forge(**changed("subject", 2, 1)), "about nothing"),
    ],
)
def test_a_timeline_that_contradicts_itself_or_its_trace_says_how(timeline, why):
    with pytest.raises(DamagedTraceError, match=why):
        check_timeline(timeline(), a_run().trace)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"before": 1000}, "after the last node"),
        ({"root": Ints.of([]), "output": Ints.of([]), "seed": Ints.of([])}, "roots"),
        ({"output": Ints.of([0, 0])}, "roots"),
        ({"had": Ints.of([])}, "leaves"),
        ({"grad": Ints.of([])}, "gradients"),
        ({"share": Ints.of([])}, "shares"),
        ({"calls": Ints.of([0, 0])}, "twice"),
        ({"delivered": Ints.of([1, 1])}, "twice"),
        ({"delivered": Ints.of([1000])}, "edge"),
        ({"calls": Ints.of([-1])}, "node"),
        ({"seed": Ints.of([100_000])}, "tensor"),
    ],
)
def test_a_pass_that_contradicts_its_trace_says_how(change, why):
    trace = a_run().trace
    forged = replace(trace, passes=(replace(trace.passes[0], **change), *trace.passes[1:]))
    with pytest.raises(DamagedTraceError, match=why):
        check(forged)


def test_more_passes_than_are_kept_are_refused():
    trace = a_run().trace
    with pytest.raises(DamagedTraceError, match="more backward passes"):
        check(replace(trace, passes=trace.passes[:1] * (MOST_PASSES + 1)))


def test_a_share_that_was_sent_and_is_not_here_has_not_arrived():
    trace = a_run().trace
    nothing = replace(trace.passes[0], share=Ints.of([-1] * len(trace.edges)))
    forged = replace(trace, passes=(nothing, *trace.passes[1:]))
    timeline = build_timeline(forged)
    frame = frame_at(play_back(forged, timeline), timeline.ends[0])
    assert not any(frame.arrived(edge.source) for edge in trace.edges if edge.source not in nothing.root)


def test_a_forged_change_of_what_is_no_leaf_can_be_read():
    run = a_run()
    timeline = forge(**changed("subject", run.words().index("set x"), run.node("z")))
    check_timeline(timeline, run.trace)
    assert len(read_all(run.trace, timeline)) == len(timeline)
