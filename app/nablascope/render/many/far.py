"""A large graph from far away: a density of cards and edges, and the dots that must not be overlooked."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from nablascope.core.layout.dimensions import CARD_WIDTH
from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.many.magnitude import Floats
from nablascope.render.many.density import Grid, Pixels, covered, faded, traced
from nablascope.render.many.detail import Detail
from nablascope.render.many.palette import Palette
from nablascope.render.many.screen import Screen

_SHARE, _SMALLEST, _LARGEST = 0.06, 1.25, 2.5
"""Of a dot's radius: which part of a card's width, and pixels."""

_APART = 8.0
"""Dots that are nearer than so many pixels to each other are one."""

_FAR = 1 << 31
"""Cells in a row."""


def paint_density(painter: QPainter, screen: Screen, palette: Palette, detail: Detail) -> None:
    """Lays edges, weak ones first, and on them cards, as far as they are not drawn one by one."""
    grid = screen.grid()
    if grid.columns <= 0 or grid.rows <= 0:
        return
    pixels = Pixels(grid)
    _lay_edges(pixels, grid, screen, palette, detail)
    if detail.cards == "density":
        _lay_cards(pixels, grid, screen, palette)
    image = pixels.image()
    painter.save()
    painter.resetTransform()
    painter.scale(1 / screen.ratio, 1 / screen.ratio)
    painter.drawImage(grid.left, grid.top, image)
    painter.restore()


def _lay_edges(pixels: Pixels, grid: Grid, screen: Screen, palette: Palette, detail: Detail) -> None:
    chosen = screen.drawn_as("density", detail) & (screen.owners % detail.every == 0)
    lines, owner = screen.lines(chosen)
    strength = palette.strength[owner]
    for band in np.unique(strength):
        counts = traced(grid, lines[strength == band] * screen.ratio)
        pixels.lay(palette.colours[band], faded(counts, detail.every))


def _lay_cards(pixels: Pixels, grid: Grid, screen: Screen, palette: Palette) -> None:
    look, cards = palette.look[screen.nodes], screen.cards * screen.ratio
    for number in np.unique(look):
        pixels.lay(palette.looks[number].block, covered(grid, cards[look == number]))


def paint_dots(painter: QPainter, screen: Screen, palette: Palette) -> None:
    """A red dot on each node with a NaN or an infinity; on neighbours one, where there is no room for two."""
    cards = screen.cards[palette.alarming[screen.nodes]]
    radius = min(max(_SHARE * CARD_WIDTH * screen.scale, _SMALLEST), _LARGEST)
    corners = np.stack((cards[:, 2], cards[:, 1]), axis=1)
    _paint_dots(painter, screen, _thinned(corners, screen), palette.theme.error, radius)


def _thinned(corners: Floats, screen: Screen) -> Floats:
    """Those places, one in each cell of a grid that moves with the scene."""
    cells = np.floor((corners - screen.origin) / _APART).astype(np.int64)
    keys = cells[:, 0] * _FAR + cells[:, 1]
    return corners[np.unique(keys, return_index=True)[1]]


def _paint_dots(painter: QPainter, screen: Screen, places: Floats, colour: Colour, radius: float) -> None:
    if not len(places):
        return
    dot = _dot(colour, radius, screen.ratio)
    painter.save()
    painter.resetTransform()
    for x, y in places - radius - 1:
        painter.drawPixmap(QPointF(x, y), dot)
    painter.restore()


def _dot(colour: Colour, radius: float, ratio: float) -> QPixmap:
    """Drawn once, since thousands of round points take long."""
    side = round(2 * (radius + 1) * ratio)
    dot = QPixmap(side, side)
    dot.setDevicePixelRatio(ratio)
    dot.fill(Qt.GlobalColor.transparent)
    with QPainter(dot) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(radius + 1, radius + 1), radius, radius)
    return dot
