"""Checks a timeline that came from outside: a forged one must not break whoever reads it."""

from itertools import chain, pairwise
from operator import lt
from struct import calcsize

from nablascope.core.graph.check import DamagedTraceError
from nablascope.core.graph.columns import Ints
from nablascope.core.graph.trace import Trace
from nablascope.core.timeline.timeline import StepKind, Timeline

_ABOUT_A_NODE = (StepKind.CALL, StepKind.ACCUMULATE, StepKind.SET)


def check_timeline(timeline: Timeline, trace: Trace) -> None:
    """Makes sure that every step can be read and is about something in `trace`.

    Raises:
        DamagedTraceError: if one is not.
    """
    columns = (timeline.kind, timeline.subject, timeline.begins, timeline.ends, timeline.stops)
    _demand(all(len(one.data) % calcsize(one.code) == 0 for one in columns), "a column ends within a number")
    steps = len(timeline.kind)
    _demand(len(timeline.subject) == steps, "the columns of steps differ in length")
    _demand(len(timeline.begins) == len(timeline.ends) == len(trace.passes), "passes differ in number")
    bounds = [0, *chain.from_iterable(zip(timeline.begins, timeline.ends, strict=True)), steps]
    _demand(all(one <= other for one, other in pairwise(bounds)), "a pass is out of order")
    _demand(_rises(timeline.stops) and _spans(timeline.stops, steps), "stops are out of order")
    _check_subjects(timeline, trace, bounds)


def _check_subjects(timeline: Timeline, trace: Trace, bounds: list[int]) -> None:
    """Between passes there are forward steps alone, and inside of them there is none."""
    forward = {int(StepKind.FORWARD): len(trace.nodes)}
    for begin, end in zip(bounds[::2], bounds[1::2], strict=True):
        _check_span(timeline, begin, end, forward)
    for one, begin, end in zip(trace.passes, timeline.begins, timeline.ends, strict=True):
        limits = dict.fromkeys(map(int, _ABOUT_A_NODE), len(trace.nodes))
        limits |= {int(StepKind.DELIVER): len(trace.edges), int(StepKind.SEED): len(one.root)}
        _check_span(timeline, begin, end, limits)


def _check_span(timeline: Timeline, begin: int, end: int, limits: dict[int, int]) -> None:
    """Runs for every step while a person waits, so it calls no function of ours for one."""
    kinds, subjects = timeline.kind.view()[begin:end], timeline.subject.view()[begin:end]
    _demand(limits.keys() >= set(kinds), "a step is in the wrong pass, or of no known kind")
    _demand(min(subjects, default=0) >= 0, "a step is about nothing")
    _demand(all(map(lt, subjects, map(limits.__getitem__, kinds))), "a step is about nothing")


def _rises(stops: Ints) -> bool:
    view = stops.view()
    return all(map(lt, view, view[1:]))


def _spans(stops: Ints, end: int) -> bool:
    return len(stops) > 0 and stops[0] == 0 and stops[len(stops) - 1] == end


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise DamagedTraceError(what)
