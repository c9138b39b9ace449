"""Checks a timeline that came from outside: a forged one must not break whoever reads it."""

from itertools import pairwise
from struct import calcsize

from nablascope.core.graph.check import DamagedTraceError
from nablascope.core.graph.columns import Ints
from nablascope.core.graph.trace import Trace
from nablascope.core.timeline.timeline import StepKind, Timeline


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
    _demand(all(0 <= k <= steps for k in (*timeline.begins, *timeline.ends)), "a pass is out of range")
    _demand(_rises(timeline.stops) and _spans(timeline.stops, steps), "stops are out of order")
    _check_subjects(timeline, trace)


def _check_subjects(timeline: Timeline, trace: Trace) -> None:
    roots = max((len(one.root) for one in trace.passes), default=0)
    limits = dict.fromkeys(map(int, StepKind), len(trace.nodes))
    limits |= {int(StepKind.DELIVER): len(trace.edges), int(StepKind.SEED): roots}
    for kind, subject in zip(timeline.kind, timeline.subject, strict=True):
        _demand(kind in limits and 0 <= subject < limits[kind], "a step is about nothing")
    first = next(iter(timeline.begins), len(timeline.kind))
    _demand(all(kind == StepKind.FORWARD for kind in timeline.kind.view()[:first]), "a step is in no pass")


def _rises(stops: Ints) -> bool:
    return all(one < other for one, other in pairwise(stops.view()))


def _spans(stops: Ints, end: int) -> bool:
    return len(stops) > 0 and stops[0] == 0 and stops[len(stops) - 1] == end


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise DamagedTraceError(what)
