"""What selecting does to a workspace."""

from dataclasses import replace

from nablascope.core.graph.written_at import nodes_at
from nablascope.core.language.span import Span
from nablascope.workspace.events import Select
from nablascope.workspace.picture import is_of_the_text, picture
from nablascope.workspace.selection import find, name_of
from nablascope.workspace.state import Step, Workspace


def node_at(workspace: Workspace, line: int, column: int) -> int | None:
    """The node that a place in the text made, of several the next after the one that is selected.

    None where nothing was made there, and while the graph on screen is that of another text.
    """
    shown = picture(workspace)
    if shown is None or not is_of_the_text(workspace):
        return None
    nodes = nodes_at(shown.trace, line, column)
    now = find(workspace.selection, shown)
    place = nodes.index(now.index) + 1 if now and now.kind == "node" and now.index in nodes else 0
    return nodes[place % len(nodes)] if nodes else None


def selected_span(workspace: Workspace) -> Span | None:
    """Where in the text the selected node was written; None where that is not in this text."""
    shown = picture(workspace)
    now = find(workspace.selection, shown)
    if shown is None or now is None or now.kind != "node" or not is_of_the_text(workspace):
        return None
    columns = shown.trace.node_columns
    return columns.span(now.index) if columns.file[now.index] is None else None


def selected(workspace: Workspace, event: Select, now: float) -> Step:
    """Remembers what was selected by its name, so that it is found again after an edit."""
    shown = picture(workspace)
    if event.selected is None or shown is None:
        return Step(replace(workspace, selection=None))
    return Step(replace(workspace, selection=name_of(event.selected, shown)))
