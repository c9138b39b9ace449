"""Rows: a drawing much wider than high is folded like text, row under row."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from nablascope.core.layout.large.sketch import Floats, Ints, Sketch
from nablascope.core.layout.measures import Measures

_WIDEST = 6.0
"""A drawing that is at most so many times wider than high stays in one row."""

_FEW_LAYERS = 100
"""Of a drawing that stays in one row too."""

ROW_ROOM = 160.0
"""Between two rows, where the ways run that lead from one to the next."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where every layer went.

    Attributes:
        row: of each layer.
        left: each layer's left side; `right` its right side.
        top: by rank, what is added to its middle.
        tops: of each row, and at the end the bottom of all.
    """

    row: Ints
    left: Floats
    right: Floats
    top: Floats
    tops: Floats


def rows_of(sketch: Sketch, middles: Floats, measures: Measures) -> Rows:
    """Folds the layers of a drawing."""
    widest = np.zeros(len(sketch.starts) - 1)
    np.maximum.at(widest, sketch.layer, sketch.widths)
    pitch = widest + measures.layer_gap
    left = np.cumsum(pitch) - pitch
    row = _row_of(left, float(pitch.sum()), _heights(sketch, middles), measures.aspect)
    left = left - left[np.searchsorted(row, row)]
    tops, bottoms = _bounds(sketch, middles, row[sketch.layer])
    starts = np.concatenate(([0.0], np.cumsum(bottoms - tops + ROW_ROOM)))
    shift = (starts[:-1] - tops)[row[sketch.layer]]
    return Rows(row, left, left + widest, shift, starts)


def _row_of(left: Floats, width: float, heights: Floats, aspect: float) -> Ints:
    """Rows of one width, so that the page has its shape."""
    height = float(np.mean(heights)) + ROW_ROOM
    if len(left) <= _FEW_LAYERS or width <= _WIDEST * max(height, float(heights.max())):
        return np.zeros(len(left), np.int64)
    row_width = sqrt(aspect * width * height)
    return np.unique(left // row_width, return_inverse=True)[1]


def _heights(sketch: Sketch, middles: Floats) -> Floats:
    tops, bottoms = _bounds(sketch, middles, sketch.layer)
    return bottoms - tops


def _bounds(sketch: Sketch, middles: Floats, group: Ints) -> tuple[Floats, Floats]:
    """The highest and the lowest place of every group of ranks."""
    tops, bottoms = np.full(group.max() + 1, np.inf), np.full(group.max() + 1, -np.inf)
    np.minimum.at(tops, group, middles - sketch.heights / 2)
    np.maximum.at(bottoms, group, middles + sketch.heights / 2)
    return tops, bottoms
