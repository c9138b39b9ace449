"""A large graph from where its cards have a shape: lines, blocks, and blocks with a name."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nablascope.core.graph.operations import symbol
from nablascope.core.graph.trace import Trace
from nablascope.core.scene.many.magnitude import Floats
from nablascope.core.scene.many.near import Near
from nablascope.render.many.batches import draw_lines, draw_rects
from nablascope.render.many.detail import Detail
from nablascope.render.many.labels import sprite
from nablascope.render.many.palette import Palette
from nablascope.render.many.screen import Screen

_RING, _RING_GAP = 2.0, 2.0


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
    below = np.array([near.offset(edge) for edge in edges.tolist()])[places] * screen.scale
    lowered = lines[flows] + np.stack((0 * below, below, 0 * below, below), axis=1)
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
    theme, kinds, functions, names = palette.theme, trace.nodes.kind, trace.nodes.function, trace.nodes.name
    inks = theme.ink, theme.muted
    painter.save()
    painter.resetTransform()
    for node, (left, top, right, bottom) in zip(screen.nodes.tolist(), screen.cards.tolist(), strict=True):
        function, name, kind = functions[node], names[node] or "", kinds[node] or ""
        sign = symbol(function) if function is not None else (name or kind)
        size = round(right - left, 1), round(bottom - top, 1)
        look = palette.looks[palette.look[node]]
        told = "" if sign == name else name
        painter.drawPixmap(QPointF(left, top), sprite(sign, told, size, screen.ratio, look, inks))
    painter.restore()


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
