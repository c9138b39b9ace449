"""`Far`: a graph of thousands of nodes from so far away that nothing on its cards can be read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nablascope.core.scene.display_list import Box, Colour, Curve, Item

_LEAST_SIDE = 40.0
"""Scene units; a lower box is a chip or a badge and not a card."""


class Far:
    """Cards as plain rectangles and edges as straight lines, by their colours."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._cards: Mapping[Colour, list[QRectF]] = defaultdict(list)
        self._edges: Mapping[Colour, list[QLineF]] = defaultdict(list)
        for item in items:
            if isinstance(item, Curve):
                (x, y), (end_x, end_y) = item.points[0], item.points[-1]
                self._edges[item.pen.colour].append(QLineF(x, y, end_x, end_y))
            elif isinstance(item, Box) and item.pen is not None and item.height >= _LEAST_SIDE:
                self._cards[item.pen.colour].append(QRectF(item.x, item.y, item.width, item.height))

    def paint(self, painter: QPainter) -> None:
        """Paints everything in a few calls."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, lines in self._edges.items():
            painter.setPen(QPen(QColor(colour), 0))
            painter.drawLines(lines)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, cards in self._cards.items():
            painter.setBrush(QColor(colour))
            painter.drawRects(cards)
