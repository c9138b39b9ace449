"""The overlay on the node under the pointer: its card and its edges stand out."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nablascope.core.scene.describe import COLUMNS, describe
from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.roles import ORDINARY, roles
from nablascope.core.scene.theme import Theme
from nablascope.render.painter import curve_path
from nablascope.ui.tooltips import plain
from nablascope.workspace.view_state import Picture, Selected

MOST_TOLD = 100
"""So many nodes are told in words."""

_MOST_EDGES = 200
_CARD_WIDTH = 2.0
_EDGE_WIDTH = 2.2
_RADIUS = 8.0
_GAP = 12


def paint_hover(painter: QPainter, picture: Picture, node: int, edges: Sequence[int], colour: Colour) -> None:
    """Strengthens a node's border and its edges, of a great many some; the painter is in scene units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), _EDGE_WIDTH))
    for edge in edges[:_MOST_EDGES]:
        painter.drawPath(curve_path(picture.layout.routes[edge]))
    painter.setPen(QPen(QColor(colour), _CARD_WIDTH))
    painter.drawRoundedRect(
        QRectF(*picture.layout.positions[node], *picture.layout.sizes[node]), _RADIUS, _RADIUS
    )


def tooltip(picture: Picture, node: int, theme: Theme) -> str:
    """What the node is: labels and numbers in two columns, coloured as on its card."""
    role = roles(picture.trace).get(node, ORDINARY)
    heading, *lines = describe(picture.trace.nodes[node], role)
    rows = [line.partition(COLUMNS) for line in lines]
    facts = "".join(_fact(label, number, theme) for label, between, number in rows if between)
    rest = plain("\n".join(label for label, between, _ in rows if not between), wraps=False)
    return f"{plain(heading, wraps=False)}<table>{facts}</table>{rest}"


def _fact(label: str, number: str, theme: Theme) -> str:
    colour = theme.value if label.startswith("value") else theme.gradient
    return (
        f'<tr><td style="padding-right: {_GAP}px">{html.escape(label)}</td>'
        f'<td style="color: {colour}; white-space: pre">{html.escape(number)}</td></tr>'
    )


def summary(picture: Picture) -> str:
    """The whole graph in words, for whoever cannot see it."""
    nodes, part = picture.trace.nodes, roles(picture.trace)
    told = range(min(len(nodes), MOST_TOLD))
    lines = ["; ".join(describe(nodes[id], part.get(id, ORDINARY))) for id in told]
    more = [f"and {len(nodes) - MOST_TOLD} more nodes"] if len(nodes) > MOST_TOLD else []
    return "\n".join(lines + more)


def selected_words(picture: Picture, selected: Selected) -> str:
    """What is selected, in one line."""
    nodes, edges = picture.trace.nodes, picture.trace.edges
    if selected.kind == "node":
        return describe(nodes[selected.index])[0]
    ends = edges.source[selected.index], edges.target[selected.index]
    return "edge from {} to {}".format(*(describe(nodes[id])[0] for id in ends))
