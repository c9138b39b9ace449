"""Runs of torch programs, ready to be stepped through."""

from dataclasses import dataclass
from itertools import pairwise

from nablascope.core.graph.trace import Trace
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.frame import Frame, frame_at
from nablascope.core.timeline.playback import Playback, play_back
from nablascope.core.timeline.timeline import Step, StepKind, Timeline
from nablascope.core.wire.messages import Evaluate, Input
from nablascope.engine.session import answer
from worked_examples import flat


@dataclass(frozen=True)
class Played:
    """A run and its steps, read by the program's own names."""

    trace: Trace
    timeline: Timeline
    playback: Playback

    def frame(self, k) -> Frame:
        return frame_at(self.playback, k)

    def frames(self):
        return [self.frame(k) for k in range(len(self.timeline) + 1)]

    def node(self, name) -> int:
        return next(node.id for node in self.trace.nodes if name in (node.name, node.op))

    def words(self):
        return [self.word(step) for step in self.timeline.steps()]

    def word(self, step: Step) -> str:
        """A step as a few words, such as ``deliver y to x``."""
        kind = step.kind.name.lower()
        if step.kind == StepKind.DELIVER:
            edge = self.trace.edges[step.subject]
            return f"{kind} {self._named(edge.target)} to {self._named(edge.source)}"
        if step.kind == StepKind.SEED:
            return f"{kind} {self._named(self.trace.passes[step.number].root[step.subject])}"
        return f"{kind} {self._named(step.subject)}"

    def grads_of(self, name):
        """The ``grad`` of a leaf at first, and whenever a step made it another one, as numbers."""
        told = [number(frame.leaf_grad(self.node(name))) for frame in self.frames()]
        return [told[0], *(after for before, after in pairwise(told) if after != before)]

    def _named(self, id):
        node = self.trace.nodes[id]
        return node.name or node.op or node.function or node.kind


def played(trace: Trace) -> Played:
    timeline = build_timeline(trace)
    return Played(trace, timeline, play_back(trace, timeline))


def typed(text, dtype="float64", order=1, output=None, **inputs) -> Played:
    """The run of a program in the expression language; free names are leaves."""
    given = tuple(Input(name, tuple(flat(value)), shape_of(value)) for name, value in inputs.items())
    reply = answer(Evaluate(1, text, given, fill=True, dtype=dtype, order=order, output=output, whole=True))
    assert reply.trace is not None, reply.failure
    assert reply.timeline == build_timeline(reply.trace)
    return played(reply.trace)


def shape_of(value):
    return (len(value), *shape_of(value[0])) if isinstance(value, list) else ()


def number(tensor):
    """A scalar's number; None for None."""
    return None if tensor is None else tensor.values[0]
