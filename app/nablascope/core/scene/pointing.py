"""What is at a place of the scene, and which node is next in a direction."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Literal, Protocol

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.dimensions import GRADIENT_OFFSET
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.scene.plane import Plane, plane_of
from nablascope.core.scene.polyline import Polyline

Direction = Literal["left", "right", "up", "down"]

ASIDE = 3.0
"""How much farther away a node seems by what it lies aside of the direction."""

ABOVE, BELOW = 6.0, 10.0
"""How near to its lines an edge is met: a share's chip lies on the lower one."""


class Pointing(Protocol):
    """Where everything of one graph is."""

    def node_at(self, x: float, y: float) -> int | None:
        """The id of the node whose card is at a place of the scene, or None."""
        ...

    def edge_at(self, x: float, y: float) -> int | None:
        """The index of the edge whose value or gradient runs nearest to a place of the scene, or None."""
        ...

    def next_in(self, node: int, direction: Direction) -> int | None:
        """The nearest node in a direction; one straight ahead counts as nearer."""
        ...

    def in_order(self, node: int | None, step: int) -> int | None:
        """The node `step` further in reading order; without a node, the first or the last."""
        ...

    def edges_at(self, node: int) -> list[int]:
        """The edges from and to a node."""
        ...

    def nodes_within(self, left: float, top: float, right: float, bottom: float) -> list[int]:
        """The nodes whose cards reach into a rectangle."""
        ...


class Places:
    """Of a graph that can be looked through node by node; nodes that are hidden are nowhere."""

    def __init__(self, trace: Trace, layout: Layout, hidden: Collection[int] = ()) -> None:
        self._trace, self._layout, self._hidden = trace, layout, hidden
        self._nodes = [node for node in range(len(layout.positions)) if node not in hidden]

    def node_at(self, x: float, y: float) -> int | None:
        """See `Pointing`."""
        for id in self._nodes:
            (left, top), (width, height) = self._layout.positions[id], self._layout.sizes[id]
            if left <= x <= left + width and top <= y <= top + height:
                return id
        return None

    def edge_at(self, x: float, y: float) -> int | None:
        """See `Pointing`."""
        sources = self._trace.edges.source.view()
        lines = enumerate(self._layout.routes)
        shown = (line for line in lines if sources[line[0]] not in self._hidden)
        return nearest_line(shown, (x, y), plane_of(self._layout))

    def next_in(self, node: int, direction: Direction) -> int | None:
        """See `Pointing`."""
        x, y = _middle(self._layout, node)
        best: tuple[float, int] | None = None
        for other in self._nodes:
            ahead, aside = _turned(_middle(self._layout, other), (x, y), direction)
            if ahead > 0 and other != node:
                candidate = (ahead + ASIDE * abs(aside), other)
                best = candidate if best is None else min(best, candidate)
        return best[1] if best else None

    def in_order(self, node: int | None, step: int) -> int | None:
        """See `Pointing`."""
        order = self._reading
        node = node if node in order else None
        there = order.index(node) + step if node is not None else (0 if step > 0 else len(order) - 1)
        return order[there] if 0 <= there < len(order) else None

    def edges_at(self, node: int) -> list[int]:
        """See `Pointing`."""
        ends = zip(self._trace.edges.source, self._trace.edges.target, strict=True)
        return [index for index, pair in enumerate(ends) if node in pair and pair[0] not in self._hidden]

    def nodes_within(self, left: float, top: float, right: float, bottom: float) -> list[int]:
        """See `Pointing`."""
        cards = ((node, self._layout.positions[node], self._layout.sizes[node]) for node in self._nodes)
        return [
            node
            for node, (x, y), (width, height) in cards
            if x < right and x + width > left and y < bottom and y + height > top
        ]

    @cached_property
    def _reading(self) -> list[int]:
        """The nodes column by column from left to right, each from top to bottom; or row by row."""
        positions = plane_of(self._layout).points(list(self._layout.positions))
        return sorted(self._nodes, key=positions.__getitem__)


def nearest_line(lines: Iterable[tuple[int, Sequence[Point]]], place: Point, plane: Plane) -> int | None:
    """Of edges with their ways, the one whose value or gradient runs nearest to a place, or None."""
    (x, y), best = plane.point(place), None
    for edge, way in lines:
        route = plane.points(way)
        if not _is_near(route, x, y):
            continue
        depth = y - Polyline(route).y_at(x)
        if -ABOVE <= depth <= GRADIENT_OFFSET + BELOW:
            candidate = (min(abs(depth), abs(depth - GRADIENT_OFFSET)), edge)
            best = candidate if best is None else min(best, candidate)
    return best[1] if best else None


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
    return min(ys) - ABOVE <= y <= max(ys) + GRADIENT_OFFSET + BELOW
