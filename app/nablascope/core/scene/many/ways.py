"""The part of a long way that is in view: Qt takes longer, the farther one goes out of it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from nablascope.core.layout.layout import Point
from nablascope.core.scene.display_list import Curve
from nablascope.core.scene.many.arrays import Box

_FAR = 2.0
"""A way that goes farther than so many times the size of the view is cut."""

_STEPS = 64
_T = np.linspace(0.0, 1.0, _STEPS + 1)
_WEIGHTS = np.stack(((1 - _T) ** 3, 3 * (1 - _T) ** 2 * _T, 3 * (1 - _T) * _T**2, _T**3), axis=1)


def parts_in_view(curve: Curve, box: Box) -> list[Curve]:
    """A curve, or if it goes far out of a box its pieces in there, each cut down to about that."""
    points = curve.points
    if not _goes_far(points, box):
        return [curve]
    pieces = (points[start : start + 4] for start in range(0, len(points) - 1, 3))
    cut = (_cut(_cut(piece, box), box) for piece in pieces if _reaches(piece, box))
    return [replace(curve, points=part) for part in cut if part]


def _goes_far(points: Sequence[Point], box: Box) -> bool:
    (x, y), (end_x, end_y) = points[0], points[-1]
    return max(abs(end_x - x), abs(end_y - y)) > _FAR * max(box[2] - box[0], box[3] - box[1])


def _reaches(piece: Sequence[Point], box: Box) -> bool:
    xs, ys = zip(*piece, strict=True)
    return min(xs) < box[2] and max(xs) > box[0] and min(ys) < box[3] and max(ys) > box[1]


def _cut(piece: tuple[Point, ...], box: Box) -> tuple[Point, ...]:
    if not piece or not _goes_far(piece, box):
        return piece
    along = _WEIGHTS @ np.array(piece)
    low, high = np.minimum(along[:-1], along[1:]), np.maximum(along[:-1], along[1:])
    inside = (low < box[2:]).all(axis=1) & (high > box[:2]).all(axis=1)
    steps = np.flatnonzero(inside)
    if not len(steps):
        return ()
    return _between(piece, float(_T[steps[0]]), float(_T[steps[-1] + 1]))


def _between(piece: tuple[Point, ...], start: float, end: float) -> tuple[Point, ...]:
    """The same curve from one place along it to another; each point is the blossom of its two ends."""
    turns = ((start, start, start), (start, start, end), (start, end, end), (end, end, end))
    return tuple(_blossom(piece, *turn) for turn in turns)


def _blossom(piece: tuple[Point, ...], *turn: float) -> Point:
    points = list(piece)
    for t in turn:
        points = [(ax + (bx - ax) * t, ay + (by - ay) * t) for (ax, ay), (bx, by) in pairwise(points)]
    return points[0]
