"""A window on a recorded trace: it needs no engine."""

from dataclasses import replace

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.timeline.build import build_timeline
from nablascope.document.document import Document
from nablascope.workspace.editing import workspace_on
from nablascope.workspace.events import Open
from nablascope.workspace.recording import Recording
from nablascope.workspace.state import Workspace


def recorded(trace: Trace | None, path: str = "/data/run.nablatrace") -> Workspace:
    """A workspace that shows `trace`, or waits for it."""
    layout = lay_out(trace) if trace else None
    return replace(workspace_on(Open(Document())), recording=Recording(path, trace, layout))


def stepped(trace: Trace, path: str = "/data/run.nablatrace") -> Workspace:
    """A workspace on `trace` that can be stepped through."""
    recording = Recording(path, trace, lay_out(trace), timeline=build_timeline(trace))
    return replace(workspace_on(Open(Document())), recording=recording)
