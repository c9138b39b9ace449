"""`Playback`: when what happens in a run, looked up once, so that any frame of it is there at once."""

from collections.abc import Sequence

from nablascope.core.graph.trace import Trace
from nablascope.core.timeline.frame import NEVER, Frame, PassSteps
from nablascope.core.timeline.timeline import StepKind, Timeline


class Playback:
    """A trace with its timeline.

    Args:
        trace: one run.
        timeline: its own, as `build_timeline` made it.

    Attributes:
        computed: of each node the step after which its value is known; 0 where it is given.
        passes: what each backward pass brings where, by step.
        leaving: the edges of each node to its consumers.
    """

    def __init__(self, trace: Trace, timeline: Timeline) -> None:
        self.trace = trace
        self.timeline = timeline
        self.computed = [0] * len(trace.nodes)
        self.passes = tuple(PassSteps.of(one, len(trace.nodes)) for one in trace.passes)
        self.leaving = _leaving(trace)
        self._note_steps()

    def frame_at(self, k: int) -> Frame:
        """What is known after step `k`; a step beyond either end is that end."""
        return Frame(self, min(max(k, 0), len(self.timeline)))

    def _note_steps(self) -> None:
        begins, number = [*self.timeline.begins, NEVER], -1
        for k, row in enumerate(zip(self.timeline.kind, self.timeline.subject, strict=True), start=1):
            while begins[number + 1] < k:
                number += 1
            if row[0] == StepKind.FORWARD:
                self.computed[row[1]] = k
            else:
                self.passes[number].note(*row, k)


def _leaving(trace: Trace) -> Sequence[Sequence[int]]:
    found: list[list[int]] = [[] for _ in range(len(trace.nodes))]
    for edge, source in enumerate(trace.edges.source):
        found[source].append(edge)
    return found
