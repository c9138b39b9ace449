"""A small graph as small as a stamp: its cards as blocks, its edges as lines."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.layout.points import Points
from nablascope.core.scene.colours import mixed
from nablascope.core.scene.theme import Theme

_STRONG = 0.55
"""How far a card has gone from the colour of borders to that of text."""

_LEAF = "#2f9e6b"
"""What leaves are tinted with, as they are in a large graph from far away."""


def paint_overview(painter: QPainter, trace: Trace, layout: Layout, theme: Theme) -> None:
    """Paints all of it; the painter is in scene units."""
    painter.setPen(QPen(QColor(theme.edge_outside), 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRects(_boxes(layout.frame_corners, layout.frame_sizes))
    ways = layout.routes
    ends = ((ways.start(edge), ways.end(edge)) for edge in range(len(ways)))
    painter.drawLines([QLineF(QPointF(*start), QPointF(*end)) for start, end in ends])
    painter.setPen(Qt.PenStyle.NoPen)
    cards, kinds = _boxes(layout.positions, layout.sizes), list(trace.nodes.kind)
    for kind, colour in _colours(theme).items():
        painter.setBrush(QColor(colour))
        painter.drawRects([card for card, one in zip(cards, kinds, strict=True) if one == kind])


def _boxes(corners: Points, sizes: Points) -> list[QRectF]:
    return [QRectF(*corner, *size) for corner, size in zip(corners, sizes, strict=True)]


def _colours(theme: Theme) -> dict[str, str]:
    block = mixed(theme.border, theme.muted, _STRONG)
    return {
        "op": block,
        "group": mixed(theme.border, theme.muted, 1.0),
        "leaf": mixed(block, _LEAF, 0.6),
        "constant": theme.border,
        "cut": theme.border,
    }
