"""One picture of a film in pixels: always as many, fitted and centred on paper."""

from PySide6.QtGui import QColor, QImage, QPainter

from nablascope.core.scene.display_list import DisplayList
from nablascope.render.gui import ensure_gui
from nablascope.render.painter import paint

USUAL_SIZE = (960, 600)
"""Pixels."""

_MARGIN = 32.0
"""More than that of a still picture: a seed comes from 29 to the right of the graph, which stays centred."""

_LARGEST_SCALE = 2.0
"""Of a frame of the usual size; a graph of two nodes is no poster."""


def to_frame(display_list: DisplayList, width: int, height: int) -> QImage:
    """`display_list` on paper of that many pixels, RGBX of one byte each."""
    ensure_gui()
    # Qt's painter is fastest on this format.
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(display_list.background))
    scale = _scale(display_list, width, height)
    with QPainter(image) as painter:
        painter.translate(
            (width - scale * display_list.width) / 2, (height - scale * display_list.height) / 2
        )
        painter.scale(scale, scale)
        paint(painter, display_list)
    return image.convertToFormat(QImage.Format.Format_RGBX8888)


def _scale(display_list: DisplayList, width: int, height: int) -> float:
    """What fits with the margin, up to what looks calm."""
    fits = min(width / (display_list.width + 2 * _MARGIN), height / (display_list.height + 2 * _MARGIN))
    return min(fits, _LARGEST_SCALE * min(width / USUAL_SIZE[0], height / USUAL_SIZE[1]))
