"""`Screen`: a part of a large graph in pixels."""

from functools import cached_property
from math import ceil, floor

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from nablascope.core.layout.dimensions import LAYER_GAP
from nablascope.core.scene.many.arrays import Arrays, Box, within
from nablascope.core.scene.many.magnitude import Flags, Floats, Indexes
from nablascope.render.many.density import Grid
from nablascope.render.many.detail import Detail, EdgeDetail, is_long

_MARGIN = 48.0
"""Pixels around what is painted, or as much as a number may stand off its card: more is looked at."""

_LINE_MARGIN = 4.0
"""The same around lines, and scene units."""

_CURVE = np.linspace(0.0, 1.0, 13)
_WEIGHTS = np.stack(
    ((1 - _CURVE) ** 3, 3 * (1 - _CURVE) ** 2 * _CURVE, 3 * (1 - _CURVE) * _CURVE**2, _CURVE**3), axis=1
)
"""Of the four points of a cubic Bézier curve, along it."""


class Screen:
    """What a painter in scene units is about to paint.

    Args:
        arrays: the graph.
        painter: tells where the scene is on the screen.
        clip: the part to paint, in scene units.

    Attributes:
        scale: pixels a scene unit.
        ratio: device pixels a pixel.
        origin: of the scene, in pixels.
        box: what is looked at; `narrow` what lines are cut down to.
    """

    def __init__(self, arrays: Arrays, painter: QPainter, clip: QRectF) -> None:
        self._arrays = arrays
        transform = painter.worldTransform()
        self.scale = transform.m11()
        self.ratio = painter.device().devicePixelRatio()
        self.origin = np.array((transform.dx(), transform.dy()))
        self._clip = clip
        self.box = _around(clip, max(_MARGIN / self.scale, LAYER_GAP))
        self.narrow = _around(clip, _LINE_MARGIN + _LINE_MARGIN / self.scale)

    @cached_property
    def nodes(self) -> Indexes:
        """The nodes whose cards reach into it."""
        return within(self._arrays.cards, self.box)

    @cached_property
    def pieces(self) -> Indexes:
        """The pieces of ways that may reach into it."""
        return within(self._arrays.areas, self.box)

    @cached_property
    def owners(self) -> Indexes:
        """Of each piece its edge."""
        return self._arrays.owner[self.pieces]

    @cached_property
    def edges(self) -> Indexes:
        """The edges of these pieces."""
        return np.unique(self.owners)

    @cached_property
    def cards(self) -> Floats:
        """Of each of the nodes its card in pixels: left, top, right, bottom."""
        return self.pixels(self._arrays.cards[self.nodes])

    def pixels(self, places: Floats) -> Floats:
        """Rows of places of the scene as pixels."""
        return places * self.scale + np.tile(self.origin, places.shape[1] // 2)

    def lines(self, chosen: Flags) -> tuple[Floats, Indexes]:
        """Straight lines in pixels of the chosen pieces, and of each its edge."""
        pieces, points = self._arrays.pieces[self.pieces[chosen]], self._arrays.points
        return self.pixels(np.hstack((points[pieces], points[pieces + 3]))), self.owners[chosen]

    def curves(self, chosen: Flags) -> tuple[Floats, Indexes]:
        """The same of curves, as short lines."""
        pieces = self._arrays.pieces[self.pieces[chosen]]
        points = self._arrays.points[pieces[:, None] + np.arange(4)]
        along = np.einsum("sk,nkd->nsd", _WEIGHTS, points)
        lines = self.pixels(np.concatenate((along[:, :-1], along[:, 1:]), axis=2).reshape(-1, 4))
        low, high = np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])
        seen = within(np.hstack((low, high)), self._pixel_box)
        return lines[seen], np.repeat(self.owners[chosen], len(_CURVE) - 1)[seen]

    def drawn_as(self, style: EdgeDetail, detail: Detail) -> Flags:
        """The pieces that `detail` draws in a style."""
        if detail.long == detail.short:
            return np.full(len(self.pieces), detail.long == style)
        return self._long if detail.long == style else ~self._long & (detail.short == style)

    @cached_property
    def _long(self) -> Flags:
        return is_long(self._arrays.reach[self.pieces], self.scale)

    def grid(self) -> Grid:
        """The device pixels of the part, as far as the graph reaches."""
        margin = _LINE_MARGIN / self.scale
        all_of_it = QRectF(0.0, 0.0, self._arrays.width, self._arrays.height)
        clip = self._clip.intersected(all_of_it.adjusted(-margin, -margin, margin, margin))
        ratio = self.ratio
        left, top = self.pixels(np.array([[clip.left(), clip.top()]]))[0] * ratio
        right, bottom = self.pixels(np.array([[clip.right(), clip.bottom()]]))[0] * ratio
        corner = floor(left + 1e-6), floor(top + 1e-6)
        return Grid(*corner, ceil(right - 1e-6) - corner[0], ceil(bottom - 1e-6) - corner[1])

    @property
    def _pixel_box(self) -> Box:
        left, top, right, bottom = self.pixels(np.array([self.box]))[0].tolist()
        return left, top, right, bottom


def _around(clip: QRectF, margin: float) -> Box:
    wide = clip.adjusted(-margin, -margin, margin, margin)
    return wide.left(), wide.top(), wide.right(), wide.bottom()
