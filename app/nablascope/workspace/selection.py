"""`Selection`: what a person selected, by names that outlive an edit."""

from dataclasses import dataclass

from nablascope.workspace.view_state import Picture, Selected


@dataclass(frozen=True, slots=True)
class NodeName:
    """A node by its stable key."""

    key: str


@dataclass(frozen=True, slots=True)
class EdgeName:
    """An edge by the stable keys of its ends and its number between them."""

    source: str
    target: str
    number: int


Selection = NodeName | EdgeName


def name_of(selected: Selected, picture: Picture) -> Selection:
    """How to find `selected` again in the next picture."""
    keys = picture.layout.keys
    if selected.kind == "node":
        return NodeName(keys[selected.index])
    edge = picture.trace.edges[selected.index]
    return EdgeName(keys[edge.source], keys[edge.target], edge.key)


def find(selection: Selection | None, picture: Picture | None) -> Selected | None:
    """Where `selection` is in `picture`; None where it is not there."""
    if selection is None or picture is None:
        return None
    if isinstance(selection, NodeName):
        return _node(selection, picture)
    return _edge(selection, picture)


def _node(name: NodeName, picture: Picture) -> Selected | None:
    keys = picture.layout.keys
    return Selected("node", keys.index(name.key)) if name.key in keys else None


def _edge(name: EdgeName, picture: Picture) -> Selected | None:
    keys = picture.layout.keys
    if name.source not in keys or name.target not in keys:
        return None
    wanted = keys.index(name.source), keys.index(name.target), name.number
    columns = picture.trace.edge_columns
    rows = enumerate(zip(columns.source, columns.target, columns.key, strict=True))
    return next((Selected("edge", index) for index, row in rows if row == wanted), None)
