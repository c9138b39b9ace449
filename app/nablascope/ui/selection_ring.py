"""The overlay on what is selected: a ring around a card, or a strong edge."""

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nablascope.core.scene.badges import badge_row
from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.roles import ORDINARY, Role, roles
from nablascope.render.painter import curve_path
from nablascope.workspace.view_state import Picture, Selected

_WIDTH = 2.0
_EDGE_WIDTH = 3.2
_GAP = 3.0
_RADIUS = 11.0

_MOST_RINGS = 2_000


def paint_selection(painter: QPainter, picture: Picture, selected: Selected, colour: Colour) -> None:
    """Draws what is selected in a stronger way than what is pointed at; the painter is in scene units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if selected.kind == "edge":
        painter.setPen(QPen(QColor(colour), _EDGE_WIDTH))
        painter.drawPath(curve_path(picture.layout.routes[selected.index]))
        return
    painter.setPen(QPen(QColor(colour), _WIDTH))
    painter.drawRoundedRect(_around(picture, selected.index), _RADIUS, _RADIUS)


def paint_rings(painter: QPainter, picture: Picture, nodes: Iterable[int], colour: Colour) -> None:
    """Draws the ring of a selected card around several; of a great many around some."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), _WIDTH))
    parts = roles(picture.trace)
    for node in islice(nodes, _MOST_RINGS):
        painter.drawRoundedRect(_with_badges(picture, node, parts.get(node, ORDINARY)), _RADIUS, _RADIUS)


def _around(picture: Picture, node: int) -> QRectF:
    return _with_badges(picture, node, roles(picture.trace).get(node, ORDINARY))


def _with_badges(picture: Picture, node: int, role: Role) -> QRectF:
    """The card with its badges, and a little more."""
    corner, size = picture.layout.positions[node], picture.layout.sizes[node]
    card = QRectF(*corner, *size)
    for _, place in badge_row(picture.trace.nodes[node], role, corner, size):
        card.setBottom(max(card.bottom(), place.bottom))
    return card.adjusted(-_GAP, -_GAP, _GAP, _GAP)
