"""`source`: the whole graph that the picture is made of; pure."""

from dataclasses import dataclass

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.timeline.timeline import Timeline
from nablascope.workspace.arrangement import has_scopes, starts_grouped
from nablascope.workspace.state import Workspace


@dataclass(frozen=True, slots=True)
class Source:
    """The whole graph; `layout` and `timeline` are None where they are not made yet."""

    trace: Trace
    layout: Layout | None
    timeline: Timeline | None


def source(workspace: Workspace) -> Source | None:
    """That of the recording, or of the last run that has one."""
    if workspace.recording is not None:
        found = workspace.recording
        return Source(found.trace, found.layout, found.timeline) if found.trace is not None else None
    shown = workspace.shown
    if shown is None or shown.reply.trace is None:
        return None
    return Source(shown.reply.trace, shown.reply.layout, shown.reply.timeline)


def shows_groups(workspace: Workspace) -> bool:
    """Whether the graph is to be seen in groups: as a person said, else where it is large."""
    found = source(workspace)
    if found is None:
        return False
    wanted = starts_grouped(found.trace) if workspace.grouped is None else workspace.grouped
    return wanted and has_scopes(found.trace)


def is_arranged(workspace: Workspace) -> bool:
    """Whether the picture is an arrangement, and not the whole graph as it came."""
    found = source(workspace)
    if found is None:
        return False
    return found.layout is None or found.layout.down != workspace.down or shows_groups(workspace)
