"""What selecting does to a workspace."""

from dataclasses import replace

from nablascope.workspace.events import Select
from nablascope.workspace.picture import picture
from nablascope.workspace.selection import name_of
from nablascope.workspace.state import Step, Workspace


def selected(workspace: Workspace, event: Select, now: float) -> Step:
    """Remembers what was selected by its name, so that it is found again after an edit."""
    shown = picture(workspace)
    if event.selected is None or shown is None:
        return Step(replace(workspace, selection=None))
    return Step(replace(workspace, selection=name_of(event.selected, shown)))
