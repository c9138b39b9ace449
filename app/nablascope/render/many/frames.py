"""Frames of open groups in a large graph: behind everything, with their names where these can be read."""

from PySide6.QtGui import QPainter

from nablascope.core.layout.layout import Layout
from nablascope.core.scene.display_list import Label
from nablascope.core.scene.frames import frame
from nablascope.core.scene.theme import Theme
from nablascope.render.many.screen import Screen
from nablascope.render.painter import paint_items


def paint_frames(painter: QPainter, screen: Screen, layout: Layout, theme: Theme, *, named: bool) -> None:
    """Every frame that reaches into the screen."""
    if not layout.frame_keys:
        return
    left, top, right, bottom = screen.narrow
    rows = zip(layout.frame_corners, layout.frame_sizes, strict=True)
    seen = [
        number
        for number, ((x, y), (width, height)) in enumerate(rows)
        if x < right and x + width > left and y < bottom and y + height > top
    ]
    items = (item for number in seen for item in frame(layout, theme, number))
    paint_items(painter, (item for item in items if named or not isinstance(item, Label)))
