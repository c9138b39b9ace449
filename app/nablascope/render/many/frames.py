"""Frames of open groups in a large graph: behind everything, with their names where these can be read."""

import numpy as np
from PySide6.QtGui import QPainter

from nablascope.core.layout.layout import Layout
from nablascope.core.scene.display_list import Label
from nablascope.core.scene.frames import frame
from nablascope.core.scene.many.arrays import within
from nablascope.core.scene.theme import Theme
from nablascope.render.many.screen import Screen
from nablascope.render.painter import paint_items

_LEAST_PIXELS = 6.0
_MOST = 600
"""In view; more are too small to be told apart."""


def paint_frames(painter: QPainter, screen: Screen, layout: Layout, theme: Theme, *, named: bool) -> None:
    """Every frame that reaches into the screen."""
    if not layout.frame_keys:
        return
    items = (item for number in _seen(screen, layout) for item in frame(layout, theme, number))
    paint_items(painter, (item for item in items if named or not isinstance(item, Label)))


def _seen(screen: Screen, layout: Layout) -> list[int]:
    """Those that are in view, and of some size there; the outer ones come first."""
    corners = np.frombuffer(layout.frame_corners.data).reshape(-1, 2)
    sizes = np.frombuffer(layout.frame_sizes.data).reshape(-1, 2)
    boxes = np.asfortranarray(np.hstack((corners, corners + sizes)))
    found = within(boxes, screen.narrow)
    large = sizes[found].max(axis=1) * screen.scale >= _LEAST_PIXELS
    return found[large][:_MOST].tolist()
