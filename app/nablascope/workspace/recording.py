"""`Recording`: a trace from a file, to look at without running anything."""

from dataclasses import dataclass
from pathlib import PurePath

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.workspace.view_state import RecordingView

LOOK_ONLY = "This is a recorded trace. Nothing is run: the numbers are those of the recording."


@dataclass(frozen=True, slots=True)
class Recording:
    """A loaded trace, where its nodes go, and the file it came from."""

    path: str
    trace: Trace
    layout: Layout

    @property
    def name(self) -> str:
        """The file's name."""
        return PurePath(self.path).name


def recording_view(recording: Recording) -> RecordingView:
    """What a person wants to know of a trace that they did not just make."""
    trace = recording.trace
    order = [("gradient order", str(trace.order))] if trace.order > 1 else []
    return RecordingView(
        (
            ("file", recording.name),
            ("torch", trace.torch),
            ("device", trace.device),
            ("dtype", trace.dtype),
            ("nodes", f"{len(trace.nodes):,}"),
            ("edges", f"{len(trace.edges):,}"),
            ("outputs", ", ".join(output.name for output in trace.outputs)),
            *order,
        )
    )
