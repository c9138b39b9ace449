"""Trunks: the way several lines share is drawn once, or their smooth edges add up to a thicker line."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from nablascope.core.layout.layout import Point
from nablascope.core.scene.display_list import Curve, Pen
from nablascope.core.scene.plane import ACROSS, Plane


def without_shared_ways(curves: Mapping[int, Curve], plane: Plane = ACROSS) -> dict[int, Curve]:
    """Each curve from where it leaves the longest one with its start and pen, which is the trunk.

    Wider ones come later, so that where they share a way with a narrower one they lie over it.
    """
    trunks: dict[tuple[Point, Pen], Curve] = {}
    level = {key: plane.curve(curve) for key, curve in curves.items()}
    for curve in sorted(level.values(), key=lambda curve: -curve.points[-1][0]):
        trunks.setdefault((curve.points[0], curve.pen), curve)
    drawn = sorted(level.items(), key=lambda item: item[1].pen.width)
    branches = {key: _branch(curve, trunks[curve.points[0], curve.pen]) for key, curve in drawn}
    return {key: plane.curve(branch) for key, branch in branches.items()}


def _branch(curve: Curve, trunk: Curve) -> Curve:
    if curve == trunk:
        return curve
    shared = 0
    for piece, other in zip(_pieces(curve), _pieces(trunk), strict=False):
        if piece == other or _is_start_of(piece, other):
            shared += 1
        if piece != other:
            break
    return Curve(curve.points[3 * shared :], curve.pen)


def _pieces(curve: Curve) -> Iterable[tuple[Point, ...]]:
    points = curve.points
    return (points[start : start + 4] for start in range(0, len(points) - 1, 3))


def _is_start_of(piece: tuple[Point, ...], other: tuple[Point, ...]) -> bool:
    """Whether both are straight and level, from one place, and `other` goes as far."""
    level = all(a[1] == b[1] for way in (piece, other) for a, b in pairwise(way))
    return level and piece[0] == other[0] and piece[-1][0] <= other[-1][0]
