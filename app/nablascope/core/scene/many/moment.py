"""`Known`: how much of a large run has happened, for single nodes and for all of them at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.trace import Trace
from nablascope.core.scene.many.magnitude import Flags
from nablascope.core.timeline.frame import Frame, frame_at
from nablascope.core.timeline.moments import Moment, steps_in
from nablascope.core.timeline.playback import Playback
from nablascope.core.timeline.timeline import Step


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What has happened.

    Attributes:
        trace: the run.
        frame: the moment; None for the whole graph.
        steps: what happens at this moment.
        ran: of each node whether its value is known; None where all are.
        sent: of each edge whether a share went along; None where all have that did in the end.
    """

    trace: Trace
    frame: Frame | None = None
    steps: tuple[Step, ...] = ()
    ran: Flags | None = None
    sent: Flags | None = None

    def has_run(self, node: int) -> bool:
        """Whether a node's value is known."""
        return self.ran is None or bool(self.ran[node])

    def share(self, edge: int) -> int:
        """What has gone along an edge, an index into the trace's tensors, or `NOTHING`."""
        if self.frame is None or self.frame.whole:
            return self.trace.edge_columns.grad[edge]
        if not self.frame.has_sent(edge):
            return NOTHING
        return self.frame.playback.passes[self.frame.number].one.share[edge]

    def has_sent(self, edge: int) -> bool:
        """Whether a share of the gradient has gone along an edge."""
        return self.share(edge) != NOTHING


class Times:
    """When what happens in a run, as arrays; each pass is looked up when it is first shown."""

    def __init__(self, playback: Playback) -> None:
        self.playback = playback
        self._computed = np.array(playback.computed, np.int64)
        self._sent: dict[int, npt.NDArray[np.int64]] = {}

    def known(self, moment: Moment, *, moving: bool) -> Known:
        """What is known during a moment: before its numbers arrive, or after."""
        trace, steps = self.playback.trace, steps_in(self.playback.timeline, moment)
        frame = frame_at(self.playback, moment.first if moving else moment.last)
        if frame.whole:
            return Known(trace, frame, steps)
        return Known(trace, frame, steps, self._computed <= frame.k, self._sent_in(frame))

    def _sent_in(self, frame: Frame) -> Flags:
        if frame.number < 0:
            return np.zeros(len(frame.playback.trace.edges), np.bool_)
        if frame.number not in self._sent:
            self._sent = {frame.number: np.array(frame.playback.passes[frame.number].sent, np.int64)}
        return self._sent[frame.number] <= frame.k
