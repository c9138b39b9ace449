"""`Playback`: when what happens in a run, looked up once, so that any frame of it is there at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.trace import Trace
from nablascope.core.timeline.timeline import Step, StepKind, Timeline

NEVER = 1 << 62
"""The step of what does not happen."""


@dataclass(frozen=True, slots=True)
class PassSteps:
    """At which steps one pass brings what where.

    Attributes:
        one: the pass.
        called: of each node the step of its call.
        sent: of each edge the step that sends its share.
        seeded: of each root the step of its seed.
        changed: of each leaf whose ``grad`` the program changed before the pass, the step of that.
    """

    one: BackwardPass
    called: list[int]
    sent: list[int]
    seeded: list[int]
    changed: dict[int, int]


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
    leaving: Sequence[Sequence[int]]


def play_back(trace: Trace, timeline: Timeline) -> Playback:
    """Looks everything up; `timeline` is what `build_timeline` made of `trace`."""
    computed = [0] * len(trace.nodes)
    passes = tuple(_unknown(one, len(trace.nodes)) for one in trace.passes)
    begins, number = [*timeline.begins, NEVER], -1
    for k, (kind, subject) in enumerate(zip(timeline.kind, timeline.subject, strict=True), start=1):
        while begins[number + 1] < k:
            number += 1
        if kind == StepKind.FORWARD:
            computed[subject] = k
        else:
            _note(passes[number], kind, subject, k)
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
    return (subject,)


def _unknown(one: BackwardPass, nodes: int) -> PassSteps:
    return PassSteps(one, [NEVER] * nodes, [NEVER] * len(one.share), [NEVER] * len(one.root), {})


def _note(steps: PassSteps, kind: int, subject: int, k: int) -> None:
    if kind == StepKind.DELIVER:
        steps.sent[subject] = k
    elif kind == StepKind.SEED:
        steps.seeded[subject] = k
    elif kind == StepKind.SET:
        steps.changed[subject] = k
    else:
        steps.called[subject] = k


def _leaving(trace: Trace) -> Sequence[Sequence[int]]:
    found: list[list[int]] = [[] for _ in range(len(trace.nodes))]
    for edge, source in enumerate(trace.edges.source):
        found[source].append(edge)
    return found
