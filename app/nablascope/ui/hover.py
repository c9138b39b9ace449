"""The overlay on the node under the pointer: its card and its edges stand out."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nablascope.core.scene.describe import describe
from nablascope.core.scene.display_list import Colour
from nablascope.render.painter import curve_path
from nablascope.ui.tooltips import plain
from nablascope.workspace.view_state import Picture

MOST_TOLD = 100
"""So many nodes are told in words."""

_CARD_WIDTH = 2.0
_EDGE_WIDTH = 2.2
_RADIUS = 8.0


def paint_hover(painter: QPainter, picture: Picture, node: int, colour: Colour) -> None:
    """Strengthens a node's border and its edges; the painter is in scene units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), _EDGE_WIDTH))
    edges = picture.trace.edges
    for index, ends in enumerate(zip(edges.source, edges.target, strict=True)):
        if node in ends:
            painter.drawPath(curve_path(picture.layout.routes[index]))
    painter.setPen(QPen(QColor(colour), _CARD_WIDTH))
    painter.drawRoundedRect(
        QRectF(*picture.layout.positions[node], *picture.layout.sizes[node]), _RADIUS, _RADIUS
    )


def tooltip(picture: Picture, node: int) -> str:
    """What the node is."""
    return plain("\n".join(describe(picture.trace.nodes[node])), wraps=False)


def summary(picture: Picture) -> str:
    """The whole graph in words, for whoever cannot see it."""
    nodes = picture.trace.nodes
    lines = ["; ".join(describe(nodes[id])) for id in range(min(len(nodes), MOST_TOLD))]
    more = [f"and {len(nodes) - MOST_TOLD} more nodes"] if len(nodes) > MOST_TOLD else []
    return "\n".join(lines + more)
