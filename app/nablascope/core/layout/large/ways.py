"""Ways of a large graph's edges: one curve each, or from row to row around both ends of them."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from nablascope.core.layout.large.rows import ROW_ROOM, Rows
from nablascope.core.layout.large.sketch import Floats, Ints, Sketch

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_MARGIN = 44.0
"""What the ports of a side leave free of a card's height."""

_AROUND = 56.0
"""How far beside a row the ways from row to row run."""

DIRECT, AROUND = 4, 16
"""Points of a way within a row, and of one that leads to another row."""


def ports_of(sketch: Sketch, middles: Floats, most: float) -> Floats:
    """How far from its consumer's middle each edge ends: in order, neighbours at most so far apart."""
    order = np.lexsort((middles[sketch.source], sketch.target))
    counts = np.bincount(sketch.target, minlength=len(middles))
    firsts = (np.cumsum(counts) - counts)[sketch.target[order]]
    slots = np.arange(len(order)) - firsts
    several = np.maximum(counts[sketch.target[order]] - 1, 1)
    pitch = np.minimum(most, (sketch.heights[sketch.target[order]] - _MARGIN) / several)
    offsets = np.empty(len(order))
    offsets[order] = (slots - (counts[sketch.target[order]] - 1) / 2) * np.maximum(pitch, 0.0)
    return offsets


def settled(offsets: Floats, known: Mapping[int, float]) -> Floats:
    """`offsets` with those that are `known`, by edge."""
    if known:
        offsets[np.fromiter(known, np.int64)] = np.fromiter(known.values(), np.float64)
    return offsets


def ways_of(start: Array, end: Array, row: tuple[Ints, Ints], rows: Rows) -> tuple[Array, Ints]:
    """All ways' points one after the other, and where each begins, with one more at the end.

    Args:
        start: each edge's first point.
        end: its last one.
        row: of each edge's start and of its end.
        rows: of the page.
    """
    around = row[0] != row[1]
    counts = np.where(around, AROUND, DIRECT)
    starts = np.concatenate(([0], np.cumsum(counts)))
    points = np.empty((starts[-1], 2))
    for which, ways in ((~around, _direct), (around, _around)):
        numbers = np.flatnonzero(which)
        made = ways(start[numbers], end[numbers], (row[0][numbers], row[1][numbers]), rows)
        places = starts[numbers][:, None] + np.arange(made.shape[1])
        points[places] = made
    return points, starts


def _direct(start: Array, end: Array, row: tuple[Ints, Ints], rows: Rows) -> Array:
    """Curves that begin and end level."""
    half = (end[:, 0] - start[:, 0]) / 2
    first, second = start.copy(), end.copy()
    first[:, 0] += half
    second[:, 0] -= half
    return np.stack((start, first, second, end), axis=1)


def _around(start: Array, end: Array, row: tuple[Ints, Ints], rows: Rows) -> Array:
    """Right out of the row, back between two rows, and into the other from the left."""
    lane = rows.tops[row[1]] - ROW_ROOM / 2
    right = start[:, 0] + _AROUND
    left = np.minimum(end[:, 0] - _AROUND, -_AROUND / 2)
    corners = [
        start,
        np.stack((right, start[:, 1]), 1),
        np.stack((right, lane), 1),
        np.stack((left, lane), 1),
        np.stack((left, end[:, 1]), 1),
        end,
    ]
    points = [start]
    for before, after in pairwise(corners):
        points += [before, after, after]
    return np.stack(points, axis=1)
