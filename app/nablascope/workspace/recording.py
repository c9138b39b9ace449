"""`Recording`: a trace from a file, to look at without running anything."""

from dataclasses import dataclass
from pathlib import PurePath

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.timeline.timeline import Timeline
from nablascope.workspace.arrangement import Arrangement
from nablascope.workspace.view_state import RecordingView

LOOK_ONLY = "This is a recorded trace. Nothing is run: the numbers are those of the recording."


@dataclass(frozen=True, slots=True)
class Recording:
    """A trace from a file.

    Attributes:
        path: the file.
        trace: what it holds; None while it is read, and where it cannot be.
        layout: where the nodes go; None with `trace`.
        problem: why it cannot be read, or empty.
        timeline: the run as steps; None with `trace`.
        arrangement: the trace in groups, where it is too large to be seen at once; it then has no layout
            and no timeline of its own.
    """

    path: str
    trace: Trace | None = None
    layout: Layout | None = None
    problem: str = ""
    timeline: Timeline | None = None
    arrangement: Arrangement | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return PurePath(self.path).name


def recording_view(recording: Recording) -> RecordingView:
    """What a person wants to know of a trace that they did not just make."""
    facts = _facts(recording.trace) if recording.trace else ()
    return RecordingView((("file", recording.name), *facts))


def _facts(trace: Trace) -> tuple[tuple[str, str], ...]:
    order = [("gradient order", str(trace.order))] if trace.order > 1 else []
    return (
        ("torch", trace.torch),
        ("device", trace.device),
        ("dtype", trace.dtype),
        ("nodes", f"{len(trace.nodes):,}"),
        ("edges", f"{len(trace.edges):,}"),
        ("outputs", ", ".join(output.name for output in trace.outputs)),
        *order,
    )
