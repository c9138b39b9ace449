"""`Playback`: when what happens in a run, looked up once, so that any frame of it is there at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.incoming import edges_into
from nablascope.core.graph.trace import Trace
from nablascope.core.timeline.build import left_behind
from nablascope.core.timeline.timeline import Step, StepKind, Timeline

NEVER = 1 << 62
"""The step of what does not happen."""

_Steps = list[int] | dict[int, int]
"""By subject the step."""


@dataclass(frozen=True, slots=True)
class PassSteps:
    """At which steps one pass brings what where.

    Attributes:
        one: the pass.
        called: of each node the step of its call.
        sent: of each edge the step that sends its share.
        seeded: of each root the step of its seed.
        starts: of each node that is a root its places among the roots.
        changed: of each leaf whose ``grad`` the program changed before the pass, the step of that.
        end: its last step.
        had: the ``grad`` of each of its leaves before it, an index into `Tensors`, or `NOTHING`.
        left: the ``grad`` of each of its leaves after it, likewise.
    """

    one: BackwardPass
    called: list[int]
    sent: list[int]
    seeded: list[int]
    starts: dict[int, list[int]]
    changed: dict[int, int]
    end: int
    had: dict[int, int]
    left: dict[int, int]


@dataclass(frozen=True, slots=True)
class Leaving:
    """By node the edges to its consumers.

    They are chained: a list for each node keeps the garbage collector busy.

    Attributes:
        newest: of each node its last edge, or `NOTHING`.
        before: of each edge the one before it from the same node, or `NOTHING`.
    """

    newest: list[int]
    before: list[int]

    def __getitem__(self, node: int) -> list[int]:
        """In their order in the trace."""
        edges: list[int] = []
        edge = self.newest[node]
        while edge != NOTHING:
            edges.append(edge)
            edge = self.before[edge]
        return edges[::-1]


@dataclass(frozen=True, slots=True)
class Playback:
    """A trace with its timeline.

    Attributes:
        trace: one run.
        timeline: its own.
        computed: of each node the step after which its value is known; 0 where it is given.
        passes: what each backward pass brings where.
        leaving: the edges of each node to its consumers.
    """

    trace: Trace
    timeline: Timeline
    computed: Sequence[int]
    passes: tuple[PassSteps, ...]
    leaving: Leaving


def play_back(trace: Trace, timeline: Timeline) -> Playback:
    """Looks everything up; `timeline` is what `build_timeline` made of `trace`."""
    computed = [0] * len(trace.nodes)
    passes = tuple(_unknown(one, end, trace) for one, end in zip(trace.passes, timeline.ends, strict=True))
    done = 0
    for begin, steps in zip(timeline.begins, passes, strict=True):
        _note(timeline, done, begin, [computed])
        _note(timeline, begin, steps.end, _tables(steps))
        done = steps.end
    _note(timeline, done, len(timeline), [computed])
    return Playback(trace, timeline, computed, passes, _leaving(trace))


def subject_of(playback: Playback, step: Step) -> int:
    """The node that a step is about."""
    if step.kind == StepKind.DELIVER:
        return playback.trace.edges.target[step.subject]
    if step.kind == StepKind.SEED:
        return playback.passes[step.number].one.root[step.subject]
    return step.subject


def nodes_of(playback: Playback, step: Step) -> tuple[int, ...]:
    """The nodes that take part in a step, the one that it is about first."""
    subject = subject_of(playback, step)
    if step.kind == StepKind.DELIVER:
        return subject, playback.trace.edges.source[step.subject]
    if step.kind == StepKind.FORWARD:
        sources = playback.trace.edges.source.view()
        return subject, *(sources[edge] for edge in edges_into(playback.trace, subject))
    return (subject,)


def _unknown(one: BackwardPass, end: int, trace: Trace) -> PassSteps:
    called, sent, seeded = ([NEVER] * count for count in (len(trace.nodes), len(trace.edges), len(one.root)))
    had = dict(zip(one.leaves, one.had, strict=True))
    return PassSteps(one, called, sent, seeded, _starts(one), {}, end, had, left_behind(one))


def _starts(one: BackwardPass) -> dict[int, list[int]]:
    starts: dict[int, list[int]] = {}
    for place, root in enumerate(one.root):
        starts.setdefault(root, []).append(place)
    return starts


def _tables(steps: PassSteps) -> list[_Steps]:
    """Where the steps of each kind are noted, by the kind."""
    table: dict[StepKind, _Steps] = {
        StepKind.FORWARD: {},
        StepKind.SEED: steps.seeded,
        StepKind.CALL: steps.called,
        StepKind.DELIVER: steps.sent,
        StepKind.ACCUMULATE: steps.called,
        StepKind.SET: steps.changed,
    }
    return [table[kind] for kind in StepKind]


def _note(timeline: Timeline, begin: int, end: int, tables: list[_Steps]) -> None:
    """Runs for every step while a person waits, so it calls no function of ours."""
    kinds, subjects = timeline.kind.view()[begin:end], timeline.subject.view()[begin:end]
    for k, kind, subject in zip(range(begin + 1, end + 1), kinds, subjects, strict=True):
        tables[kind][subject] = k


def _leaving(trace: Trace) -> Leaving:
    newest, before = [NOTHING] * len(trace.nodes), [NOTHING] * len(trace.edges)
    for edge, source in enumerate(trace.edges.source.view()):
        before[edge] = newest[source]
        newest[source] = edge
    return Leaving(newest, before)
