"""`in_whole`: the graph on screen as if no group were closed, for what looks through all nodes; pure."""

from dataclasses import replace

from nablascope.workspace.view_state import Picture, Selected


def in_whole(picture: Picture | None, selected: Selected | None) -> tuple[Picture | None, Selected | None]:
    """The whole trace, and what is selected in it; nothing of a closed group or of an edge in groups."""
    if picture is None or picture.whole is None:
        return picture, selected
    whole = replace(picture, trace=picture.whole, whole=None, originals=None)
    if selected is None or selected.kind != "node":
        return whole, None
    original = picture.original(selected.index)
    return whole, None if original is None else Selected("node", original)
