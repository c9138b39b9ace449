"""A large graph from where its cards have a shape: lines, blocks, and blocks with a name."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nablascope.core.graph.operations import symbol
from nablascope.core.graph.trace import Trace
from nablascope.core.scene.many.magnitude import Floats
from nablascope.core.scene.many.near import Near
from nablascope.core.scene.numbers import preview
from nablascope.render.many.batches import draw_lines, draw_rects
from nablascope.render.many.detail import Detail
from nablascope.render.many.labels import sprite
from nablascope.render.many.palette import Palette
from nablascope.render.many.screen import Screen

_RING, _RING_GAP = 2.0, 2.0

_NUMBER = 7
"""Characters of a constant."""


def paint_lines(painter: QPainter, screen: Screen, palette: Palette, detail: Detail) -> None:
    """Each edge by itself, as wide as a pixel: the colour says how large its gradient is."""
    lines = screen.lines(screen.drawn_as("lines", detail)), screen.curves(screen.drawn_as("curves", detail))
    for line, owner in lines:
        _draw(painter, palette, line, palette.strength[owner])


def paint_pairs(painter: QPainter, screen: Screen, palette: Palette, detail: Detail, near: Near) -> None:
    """The same where cards are whole: the value's line, and the gradient's just under it."""
    chosen = screen.drawn_as("curves", detail) | screen.drawn_as("lines", detail)
    if not chosen.any():
        return
    lines, owner = screen.curves(chosen)
    _draw(painter, palette, lines, np.zeros(len(owner), np.uint8))
    flows = palette.strength[owner] > 0
    edges, places = np.unique(owner[flows], return_inverse=True)
    below = np.array([near.offsets[edge] for edge in edges.tolist()])[places] * screen.scale
    dx, dy = (below, 0 * below) if near.plane.down else (0 * below, below)
    lowered = lines[flows] + np.stack((dx, dy, dx, dy), axis=1)
    _draw(painter, palette, lowered, palette.strength[owner[flows]])


def _draw(painter: QPainter, palette: Palette, lines: Floats, strength: npt.NDArray[np.uint8]) -> None:
    painter.save()
    painter.resetTransform()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for band in np.unique(strength):
        painter.setPen(QPen(QColor(palette.colours[band]), 0))
        draw_lines(painter, lines[strength == band])
    painter.restore()


def paint_blocks(painter: QPainter, screen: Screen, palette: Palette) -> None:
    """Each card as a rectangle in its colour."""
    look = palette.look[screen.nodes]
    rects = np.hstack((screen.cards[:, :2], screen.cards[:, 2:] - screen.cards[:, :2]))
    painter.save()
    painter.resetTransform()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for number in np.unique(look):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.looks[number].block))
        draw_rects(painter, rects[look == number])
    painter.restore()


def paint_labels(painter: QPainter, screen: Screen, palette: Palette, trace: Trace) -> None:
    """Each card with its sign and its name."""
    inks = palette.theme.ink, palette.theme.muted
    painter.save()
    painter.resetTransform()
    for node, (left, top, right, bottom) in zip(screen.nodes.tolist(), screen.cards.tolist(), strict=True):
        size = round(right - left, 1), round(bottom - top, 1)
        look = palette.looks[palette.look[node]]
        pixels = sprite(*_words(trace, node), size, screen.ratio, look, inks)
        painter.drawPixmap(QPointF(left, top), pixels)
    painter.restore()


def _words(trace: Trace, node: int) -> tuple[str, str]:
    """A node's sign and its name; a leaf's sign is its name, and a constant's its number."""
    function, name, kind = trace.nodes.function[node], trace.nodes.name[node] or "", trace.nodes.kind[node]
    if function is not None:
        return symbol(function), name
    value = trace.nodes[node].value if kind == "constant" and not name else None
    if value is not None and not value.shape:
        return preview(value, _NUMBER), ""
    return name or kind or "", ""


def paint_in_play(painter: QPainter, screen: Screen, palette: Palette) -> None:
    """A ring around each card that a step is about."""
    if not palette.in_play:
        return
    painter.save()
    painter.resetTransform()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for node, colour in palette.in_play.items():
        left, top, right, bottom = screen.pixels(palette.cards[[node]])[0]
        painter.setPen(QPen(QColor(colour), _RING))
        place = QRectF(left, top, right - left, bottom - top)
        painter.drawRoundedRect(place.adjusted(-_RING_GAP, -_RING_GAP, _RING_GAP, _RING_GAP), 3.0, 3.0)
    painter.restore()
