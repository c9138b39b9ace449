"""What is at a place of the scene, and which node is next in a direction."""

from collections.abc import Sequence
from typing import Literal

from nablascope.core.layout.dimensions import GRADIENT_OFFSET
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.scene.polyline import Polyline

Direction = Literal["left", "right", "up", "down"]

_ASIDE = 3.0
"""How much farther away a node seems by what it lies aside of the direction."""

_ABOVE, _BELOW = 6.0, 10.0
"""How near to its lines an edge is met: a share's chip lies on the lower one."""


def node_at(layout: Layout, x: float, y: float) -> int | None:
    """The id of the node whose card is at a place of the scene, or None."""
    for id, ((left, top), (width, height)) in enumerate(zip(layout.positions, layout.sizes, strict=True)):
        if left <= x <= left + width and top <= y <= top + height:
            return id
    return None


def edge_at(layout: Layout, x: float, y: float) -> int | None:
    """The index of the edge whose value or gradient runs nearest to a place of the scene, or None."""
    best: tuple[float, int] | None = None
    for edge, route in enumerate(layout.routes):
        if not _is_near(route, x, y):
            continue
        depth = y - Polyline(route).y_at(x)
        if -_ABOVE <= depth <= GRADIENT_OFFSET + _BELOW:
            candidate = (min(abs(depth), abs(depth - GRADIENT_OFFSET)), edge)
            best = candidate if best is None else min(best, candidate)
    return best[1] if best else None


def next_in(layout: Layout, node: int, direction: Direction) -> int | None:
    """The nearest node in a direction; one straight ahead counts as nearer."""
    x, y = _middle(layout, node)
    best: tuple[float, int] | None = None
    for other in range(len(layout.positions)):
        ahead, aside = _turned(_middle(layout, other), (x, y), direction)
        if ahead > 0 and other != node:
            candidate = (ahead + _ASIDE * abs(aside), other)
            best = candidate if best is None else min(best, candidate)
    return best[1] if best else None


def reading_order(layout: Layout) -> list[int]:
    """The nodes column by column from left to right, each from top to bottom."""
    return sorted(range(len(layout.positions)), key=layout.positions.__getitem__)


def _turned(place: Point, origin: Point, direction: Direction) -> Point:
    """How far `place` lies ahead of `origin`, and how far aside."""
    dx, dy = place[0] - origin[0], place[1] - origin[1]
    return {"left": (-dx, dy), "right": (dx, dy), "up": (-dy, dx), "down": (dy, dx)}[direction]


def _middle(layout: Layout, node: int) -> Point:
    (x, y), (width, height) = layout.positions[node], layout.sizes[node]
    return x + width / 2, y + height / 2


def _is_near(route: Sequence[Point], x: float, y: float) -> bool:
    if not route[0][0] <= x <= route[-1][0]:
        return False
    ys = [point[1] for point in route]
    return min(ys) - _ABOVE <= y <= max(ys) + GRADIENT_OFFSET + _BELOW
