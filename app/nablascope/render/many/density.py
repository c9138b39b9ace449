"""Cards and edges too small or too many to draw one by one: how much of each is in every pixel."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.many.magnitude import Floats, Indexes

_EDGE = 0.42
"""How much of a pixel's colour one edge through it makes."""

_LEAST_CARD = 1.0
"""Pixels; a smaller card is drawn as large as this, so that a lonely one can be seen."""

Counts = npt.NDArray[Any]
"""How much is in each pixel, row by row."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Pixels of a part of the screen, in device pixels.

    Attributes:
        left, top: its corner on the screen.
        columns, rows: its size.
    """

    left: int
    top: int
    columns: int
    rows: int

    def counted(self, x: Indexes, y: Indexes, weights: Floats | None = None) -> Counts:
        """How much falls on each pixel; what is outside does not count."""
        x, y = x - self.left, y - self.top
        inside = (x >= 0) & (x < self.columns) & (y >= 0) & (y < self.rows)
        places = y[inside] * self.columns + x[inside]
        kept = None if weights is None else weights[inside]
        return np.bincount(places, kept, self.columns * self.rows)


class Pixels:
    """Premultiplied colours that are laid one over the other."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._colour = np.zeros((grid.columns * grid.rows, 4), np.float32)

    def lay(self, colour: Colour, cover: Counts) -> None:
        """Lays a colour over each pixel, from 0 for nothing to 1 for all of it."""
        there = np.flatnonzero(cover)
        share = np.minimum(cover[there], 1.0).astype(np.float32)[:, None]
        made = QColor(colour)
        ink = np.array([made.blue(), made.green(), made.red(), 255], np.float32)
        self._colour[there] += (ink - self._colour[there]) * share

    def image(self) -> QImage:
        """The pixels as Qt has them."""
        grid = self._grid
        data = np.rint(self._colour).astype(np.uint8).tobytes()
        image = QImage(
            data, grid.columns, grid.rows, 4 * grid.columns, QImage.Format.Format_ARGB32_Premultiplied
        )
        return image.copy()


def covered(grid: Grid, boxes: Floats) -> Counts:
    """How much of each pixel boxes cover; rows of left, top, right and bottom on the screen."""
    low, high = boxes[:, :2], np.maximum(boxes[:, 2:], boxes[:, :2] + _LEAST_CARD)
    first, end = np.floor(low).astype(np.int64), np.ceil(high).astype(np.int64)
    across, down = (end - first).T
    which = np.repeat(np.arange(len(boxes)), across * down)
    place = np.arange(len(which)) - np.repeat(np.cumsum(across * down) - across * down, across * down)
    x, y = first[which, 0] + place % across[which], first[which, 1] + place // across[which]
    width = np.minimum(high[which, 0], x + 1) - np.maximum(low[which, 0], x)
    height = np.minimum(high[which, 1], y + 1) - np.maximum(low[which, 1], y)
    return grid.counted(x, y, width * height)


def traced(grid: Grid, lines: Floats) -> Counts:
    """How many lines pass through each pixel; rows of x, y of the start and x, y of the end on the screen.

    A line is looked at once a column, or once a row if it is steep, at places that depend on nothing else:
    parts of the screen that are painted one after the other fit together.
    """
    steep = np.abs(lines[:, 3] - lines[:, 1]) > np.abs(lines[:, 2] - lines[:, 0])
    x, y = _along(lines[~steep], grid.left, grid.columns)
    down, across = _along(lines[steep][:, (1, 0, 3, 2)], grid.top, grid.rows)
    return grid.counted(np.concatenate((x, across)), np.concatenate((y, down)))


def faded(counts: Counts, every: int = 1) -> Floats:
    """How strong so many lines through one pixel look: more are stronger, and never full.

    Where each stands for many, it is no more than somewhat stronger: it is still one line to the eye.
    """
    strength = np.zeros(len(counts))
    there = np.flatnonzero(counts)
    strength[there] = 1.0 - (1.0 - _EDGE) ** (counts[there] * every**0.25)
    return strength


def _along(lines: Floats, begin: int, length: int) -> tuple[Indexes, Indexes]:
    """The pixels of lines that go along the first axis, as far as they are within a stretch of it."""
    swapped = lines[:, 0] > lines[:, 2]
    lines = np.where(swapped[:, None], lines[:, (2, 3, 0, 1)], lines)
    first = np.maximum(np.floor(lines[:, 0]).astype(np.int64), begin)
    last = np.minimum(np.floor(lines[:, 2]).astype(np.int64), begin + length - 1)
    counts = np.maximum(last - first + 1, 0)
    which = np.repeat(np.arange(len(lines)), counts)
    place = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts) + first[which]
    run = np.maximum(lines[:, 2] - lines[:, 0], 1e-9)
    slope = (lines[:, 3] - lines[:, 1]) / run
    share = np.clip(place + 0.5 - lines[which, 0], 0, run[which])
    return place, np.floor(lines[which, 1] + slope[which] * share).astype(np.int64)
