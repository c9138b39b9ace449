"""What the window shows of a graph's groups; pure."""

from nablascope.workspace.arrangement import group_at, groups_around, has_scopes
from nablascope.workspace.groups_shown import GroupsView
from nablascope.workspace.selection import find
from nablascope.workspace.source import shows_groups, source
from nablascope.workspace.state import Workspace
from nablascope.workspace.view_state import Picture, Selected


def groups_view(workspace: Workspace, picture: Picture | None) -> GroupsView:
    """Whether there are groups, and which of them are around what is selected."""
    found = source(workspace)
    if found is None or not has_scopes(found.trace):
        return GroupsView(possible=False, on=False)
    node = _node(find(workspace.selection, picture), picture)
    seen = workspace.arrangement
    if not shows_groups(workspace) or seen is None or node is None:
        return GroupsView(possible=True, on=shows_groups(workspace))
    groups = seen.groups
    around = tuple((groups.key[group], groups.label[group] or "") for group in groups_around(seen, node))
    return GroupsView(True, True, around, closed=group_at(seen, node) is not None)


def _node(selected: Selected | None, picture: Picture | None) -> int | None:
    """Of an edge, the node that it leads to."""
    if selected is None or picture is None:
        return None
    return selected.index if selected.kind == "node" else picture.trace.edges.target[selected.index]
