"""`show_node`: brings a node's card before a person's eyes, large enough to be read."""

from PySide6.QtCore import QPointF

from nablascope.ui.canvas import Canvas
from nablascope.ui.viewport import revealing

_LEGIBLE = 0.3
"""Below this scale a card has no words any more."""

_CLOSE = 0.75


def show_node(canvas: Canvas, id: int) -> None:
    """Moves the view no farther than the card needs; where it would be too small to read, goes near."""
    picture = canvas.picture
    if picture is None:
        return
    corner, size = picture.layout.positions[id], picture.layout.sizes[id]
    view, now = (canvas.width(), canvas.height()), canvas.viewport
    if now.scale < _LEGIBLE:
        at = (corner[0] + size[0] / 2) * now.scale + now.x, (corner[1] + size[1] / 2) * now.scale + now.y
        canvas.pan(QPointF(view[0] / 2 - at[0], view[1] / 2 - at[1]))
        canvas.zoom(_CLOSE / now.scale, QPointF(view[0] / 2, view[1] / 2))
        return
    moved = revealing(now, corner, size, view)
    if moved != now:
        canvas.pan(QPointF(moved.x - now.x, moved.y - now.y))
