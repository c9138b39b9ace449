"""`Glide`: cards on their way as a drawing."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from nablascope.core.scene.gliding import Glimpse
from nablascope.render.painter import paint_items


class Glide:
    """One moment of it; see `Drawing`."""

    def __init__(self, seen: Glimpse, width: float, height: float) -> None:
        self._seen = seen
        self.width, self.height = width, height

    def detail(self, view: QRectF, scale: float) -> object:
        """All of it, at any size."""
        return None

    def paint(self, painter: QPainter, clip: QRectF, detail: object) -> None:
        """See `Drawing`."""
        paint_items(painter, self._seen.lines)
        for by, items in self._seen.cards:
            painter.translate(*by)
            paint_items(painter, items)
            painter.translate(-by[0], -by[1])
