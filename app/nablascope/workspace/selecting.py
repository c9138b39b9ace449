"""What selecting does to a workspace."""

from dataclasses import replace

from nablascope.core.graph.written_at import nodes_at
from nablascope.core.language.span import Span
from nablascope.workspace.events import Select, SelectNodes
from nablascope.workspace.picture import is_of_the_text, picture
from nablascope.workspace.selection import NodeName, find, name_of
from nablascope.workspace.state import Step, Workspace
from nablascope.workspace.view_state import Picture


def node_at(workspace: Workspace, line: int, column: int) -> int | None:
    """The node of the whole trace that a place in the text made, of several the next after the selected one.

    None where nothing was made there, and while the graph on screen is that of another text.
    """
    shown = picture(workspace)
    if shown is None or not is_of_the_text(workspace):
        return None
    nodes = nodes_at(shown.recorded, line, column)
    now = find(workspace.selection, shown)
    selected = shown.original(now.index) if now and now.kind == "node" else None
    place = nodes.index(selected) + 1 if selected in nodes else 0
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
        return Step(replace(workspace, selection=None, also=frozenset()))
    return Step(replace(workspace, selection=name_of(event.selected, shown), also=frozenset()))


def several_selected(workspace: Workspace, event: SelectNodes, now: float) -> Step:
    """Remembers them likewise."""
    shown = picture(workspace)
    if shown is None or not event.nodes:
        return selected(workspace, Select(None), now)
    *others, last = (shown.layout.keys[node] for node in event.nodes)
    return Step(replace(workspace, selection=NodeName(last), also=frozenset(others) - {last}))


def also_selected(workspace: Workspace, shown: Picture | None) -> tuple[int, ...]:
    """The ids of the nodes that are selected beside the one that is told about."""
    if shown is None or not workspace.also:
        return ()
    return tuple(node for node, key in enumerate(shown.layout.keys) if key in workspace.also)
