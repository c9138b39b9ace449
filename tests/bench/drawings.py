"""How good a drawing is: what crosses, bends and overlaps, measured on what is drawn.

A drawing is boxes and lines, whoever made it, so that all are measured alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nablascope.core.layout.graph import graph_of
from nablascope.core.scene.polyline import Polyline

CELL = np.array([64.0, 128.0])
"""Of the grid in which what is close to each other is looked for."""

MOST_PAIRS = 4_000_000
"""Looked at in one go."""


@dataclass(frozen=True)
class Drawing:
    """Boxes as left, top, right, bottom; lines as corners; ends as the boxes each line runs between."""

    boxes: np.ndarray
    lines: Sequence[np.ndarray]
    ends: np.ndarray


def drawing_of(trace, layout):
    """What a layout of ours draws, chips included."""
    graph = graph_of(trace, layout.keys)
    corners = np.zeros((len(graph.keys), 2))
    corners[: graph.nodes] = list(layout.positions)
    for edge, corner in zip(layout.chips, layout.chip_corners, strict=True):
        corners[graph.source[edge]] = corner
    boxes = np.hstack((corners, corners + np.array(graph.sizes)))
    return Drawing(
        boxes, [curve(route) for route in layout.routes], np.stack((graph.source, graph.target), 1)
    )


def strip(drawing, share):
    """The lines that begin within that share of the width, in its middle: all would take minutes."""
    begins = np.array([line[0, 0] for line in drawing.lines])
    low, high = np.quantile(begins, (0.5 - share / 2, 0.5 + share / 2))
    kept = np.flatnonzero((low <= begins) & (begins <= high))
    return Drawing(drawing.boxes, [drawing.lines[line] for line in kept], drawing.ends[kept])


def curve(points):
    """The corners of a way of cubic pieces."""
    line = Polyline(points)
    return np.stack((line.xs, line.ys), 1)


def crossings(drawing):
    """Where two lines without a common end cross; pieces of two lines on one line do not."""
    pieces = _pieces(drawing)
    return sum(
        int(np.count_nonzero(_cross(pieces, drawing.ends, one, other)))
        for one, other in _close(pieces.low, pieces.high)
    )


def bends(drawing):
    """Places where a line leaves a level or comes to one: a step to another height has two."""
    rises = [np.sign(np.diff(line[:, 1])) for line in drawing.lines]
    return sum(int(np.count_nonzero(rise[1:] != rise[:-1])) for rise in rises)


def overlaps(drawing):
    """Pairs of boxes that share some room."""
    low, high = drawing.boxes[:, :2], drawing.boxes[:, 2:]
    return sum(
        int(np.count_nonzero(((low[one] < high[other]) & (low[other] < high[one])).all(axis=1)))
        for one, other in _close(low, high)
    )


def boxes_crossed(drawing):
    """Lines that run through a box that is not their end, counted once a box."""
    pieces, count = _pieces(drawing), len(drawing.boxes)
    low = np.concatenate((drawing.boxes[:, :2], pieces.low))
    high = np.concatenate((drawing.boxes[:, 2:], pieces.high))
    met = set()
    for one, other in _close(low, high):
        mixed = (one < count) & (other >= count)
        box, piece = one[mixed], other[mixed] - count
        strange = (drawing.ends[pieces.line[piece]] != box[:, None]).all(axis=1)
        through = strange & _through(pieces, piece, drawing.boxes[box])
        met.update(zip(box[through].tolist(), pieces.line[piece[through]].tolist(), strict=True))
    return len(met)


@dataclass(frozen=True)
class _Pieces:
    """Straight pieces of lines."""

    start: np.ndarray
    end: np.ndarray
    line: np.ndarray

    @property
    def low(self):
        return np.minimum(self.start, self.end)

    @property
    def high(self):
        return np.maximum(self.start, self.end)


def _pieces(drawing):
    lines = drawing.lines
    owners = np.repeat(np.arange(len(lines)), [len(line) - 1 for line in lines])
    starts, ends = ([line[part] for line in lines] for part in (slice(-1), slice(1, None)))
    return _Pieces(np.concatenate(starts), np.concatenate(ends), owners)


def _close(low, high):
    """Every pair of rectangles that meet, once, a part of the pairs at a time; the lower number first."""
    item, cells = _in_cells(low, high)
    bounds = np.flatnonzero(np.concatenate(([True], (cells[1:] != cells[:-1]).any(axis=1), [True])))
    after = np.repeat(bounds[1:], np.diff(bounds)) - np.arange(len(item)) - 1
    parts = np.searchsorted(np.cumsum(after), np.arange(0, after.sum() + MOST_PAIRS, MOST_PAIRS))
    for first, end in pairwise([*parts, len(item)]):
        counts = after[first:end]
        left = np.repeat(np.arange(first, end), counts)
        right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
        one, other = item[left], item[right]
        corner = np.maximum(low[one], low[other])
        # Two may share several cells; the top left corner of what they share is in one.
        here = (np.floor(corner / CELL) == cells[left]).all(axis=1)
        here &= (corner <= np.minimum(high[one], high[other])).all(axis=1)
        yield one[here], other[here]


def _in_cells(low, high):
    """Each rectangle with each cell that it touches, by cell, then by rectangle."""
    first = np.floor(low / CELL).astype(np.int64)
    spans = np.floor(high / CELL).astype(np.int64) - first + 1
    counts = spans.prod(axis=1)
    item = np.repeat(np.arange(len(low)), counts)
    nth = np.arange(len(item)) - np.repeat(np.cumsum(counts) - counts, counts)
    cells = first[item] + np.stack((nth % spans[item, 0], nth // spans[item, 0]), 1)
    order = np.lexsort((cells[:, 1], cells[:, 0]))
    return item[order], cells[order]


def _cross(pieces, tips, one, other):
    """Whether the two pieces of each pair cross and are of lines that have no end in common."""
    first, second = tips[pieces.line[one]], tips[pieces.line[other]]
    strangers = (first[:, :, None] != second[:, None, :]).all(axis=(1, 2))
    a, b, c, d = pieces.start[one], pieces.end[one], pieces.start[other], pieces.end[other]
    split = (_beside(a, b, c) >= 0) != (_beside(a, b, d) >= 0)
    return strangers & split & ((_beside(c, d, a) >= 0) != (_beside(c, d, b) >= 0))


def _through(pieces, piece, boxes):
    """Whether each piece runs through the inside of its box: the part of it within both strips is long."""
    start, way = pieces.start[piece], pieces.end[piece] - pieces.start[piece]
    with np.errstate(divide="ignore", invalid="ignore"):
        entry, exit_ = (boxes[:, :2] - start) / way, (boxes[:, 2:] - start) / way
    level = way == 0
    inside = (boxes[:, :2] < start) & (start < boxes[:, 2:])
    near = np.where(level, np.where(inside, 0.0, 2.0), np.minimum(entry, exit_)).max(axis=1)
    far = np.where(level, np.where(inside, 1.0, -2.0), np.maximum(entry, exit_)).min(axis=1)
    return np.minimum(far, 1.0) - np.maximum(near, 0.0) > 1e-9


def _beside(start, end, point):
    """On which side of a line each point is."""
    way, off = end - start, point - start
    return way[:, 0] * off[:, 1] - way[:, 1] * off[:, 0]
