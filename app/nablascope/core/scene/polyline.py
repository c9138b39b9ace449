"""Curves as short straight pieces, to ask where they are."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import hypot

from nablascope.core.layout.layout import Point

_PIECES = 12
_STEPS = [step / _PIECES for step in range(1, _PIECES + 1)]
_WEIGHTS = [((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3) for t in _STEPS]


class Polyline:
    """A curve that runs from left to right, or from one row of a large graph back to the next."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.xs = [points[0][0]]
        self.ys = [points[0][1]]
        for index in range(0, len(points) - 1, 3):
            self._add_segment(points[index : index + 4])
        self.top, self.bottom = min(self.ys), max(self.ys)

    def y_at(self, x: float) -> float:
        """The curve's height at `x`, where it passes there last; beyond its ends, that of the end."""
        if self.xs[-1] < self.xs[0] or max(self.xs) > self.xs[-1]:
            return self._last_y_at(x)
        right = min(max(bisect_right(self.xs, x), 1), len(self.xs) - 1)
        x0, x1, y0, y1 = self.xs[right - 1], self.xs[right], self.ys[right - 1], self.ys[right]
        return y0 + (y1 - y0) * min(max((x - x0) / (x1 - x0), 0.0), 1.0)

    def _last_y_at(self, x: float) -> float:
        pieces = list(pairwise(zip(self.xs, self.ys, strict=True)))
        passing = ((a, b) for a, b in reversed(pieces) if a[0] <= x <= b[0] and a[0] < b[0])
        (x0, y0), (x1, y1) = next(passing, ((x - 1.0, self.ys[-1]), (x, self.ys[-1])))
        return y0 + (y1 - y0) * (x - x0) / (x1 - x0)

    def at(self, share: float) -> Point:
        """The point so far along the curve, of which 0 is the start and 1 the end."""
        corners = list(zip(self.xs, self.ys, strict=True))
        steps = [hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(corners)]
        gone = [0.0, *accumulate(steps)]
        place = min(max(share, 0.0), 1.0) * gone[-1]
        piece = min(max(bisect_right(gone, place), 1), len(gone) - 1)
        part = (place - gone[piece - 1]) / (steps[piece - 1] or 1.0)
        (ax, ay), (bx, by) = corners[piece - 1], corners[piece]
        return ax + (bx - ax) * part, ay + (by - ay) * part

    def meets(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether the curve enters the rectangle, which is narrow enough for it to turn there once."""
        if right < self.xs[0] or left > self.xs[-1] or bottom <= self.top or top >= self.bottom:
            return False
        a, b = self.y_at(left), self.y_at(right)
        return min(a, b) < bottom and max(a, b) > top

    def _add_segment(self, segment: Sequence[Point]) -> None:
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = segment
        if ay == by == cy == dy:
            self.xs.append(dx)
            self.ys.append(dy)
            return
        self.xs += [a * ax + b * bx + c * cx + d * dx for a, b, c, d in _WEIGHTS]
        self.ys += [a * ay + b * by + c * cy + d * dy for a, b, c, d in _WEIGHTS]
