"""`Picture`: the graph on screen, as a value."""

from dataclasses import dataclass

from nablascope.core.graph.columns import NOTHING, Ints
from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.timeline.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Picture:
    """The graph on screen.

    Attributes:
        trace: what is seen.
        layout: where it goes.
        dimmed: whether it is not the graph of the text as it stands.
        timeline: its steps.
        whole: the trace that it was made of, where groups may be closed; None where it is that trace.
        originals: of each node the one of the whole trace that it is, or `NOTHING` of a closed group; None
            where they are the same.
    """

    trace: Trace
    layout: Layout
    dimmed: bool
    timeline: Timeline | None = None
    whole: Trace | None = None
    originals: Ints | None = None

    @property
    def recorded(self) -> Trace:
        """The whole trace."""
        return self.trace if self.whole is None else self.whole

    def original(self, node: int) -> int | None:
        """Which node of the whole trace a node is; None of a closed group."""
        if self.originals is None:
            return node
        found = self.originals[node]
        return None if found == NOTHING else found
