"""`ManyPlaces`: what of a large graph is where; the same questions as in `core.scene.pointing`."""

from functools import cached_property

import numpy as np

from nablascope.core.layout.dimensions import GRADIENT_OFFSET
from nablascope.core.scene.many.arrays import Arrays, within
from nablascope.core.scene.many.magnitude import Indexes
from nablascope.core.scene.plane import Plane
from nablascope.core.scene.pointing import ABOVE, ASIDE, BELOW, Direction, nearest_line

_COLUMNS = (((0, 1), (2, 3)), ((1, 0), (3, 2)))
"""Of a box: what is left and top to edges, then what is right and bottom; and so where they run down."""


class ManyPlaces:
    """Answers within a millisecond for 100,000 nodes."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays, self._plane = arrays, Plane(arrays.down)

    def node_at(self, x: float, y: float) -> int | None:
        """The id of the node whose card is at a place of the scene, or None."""
        cards = self._arrays.cards
        across = (cards[:, 0] <= x) & (x <= cards[:, 2])
        return _first(np.flatnonzero(across & (cards[:, 1] <= y) & (y <= cards[:, 3])))

    def edge_at(self, x: float, y: float) -> int | None:
        """The index of the edge whose value or gradient runs nearest to a place of the scene, or None."""
        areas, plane = self._arrays.areas, self._plane
        (left, top), (right, bottom) = _COLUMNS[self._arrays.down]
        along, aside = plane.point((x, y))
        across = (areas[:, left] <= along) & (along <= areas[:, right])
        near = (areas[:, top] - ABOVE <= aside) & (aside <= areas[:, bottom] + GRADIENT_OFFSET + BELOW)
        edges = np.unique(self._arrays.owner[across & near]).tolist()
        return nearest_line(((edge, self.way(edge)) for edge in edges), (x, y), plane)

    def way(self, edge: int) -> tuple[tuple[float, float], ...]:
        """The points of an edge's way."""
        first = self._arrays.first
        points = self._arrays.points[first[edge] : first[edge + 1]]
        return tuple((float(x), float(y)) for x, y in points)

    def next_in(self, node: int, direction: Direction) -> int | None:
        """The nearest node in a direction; one straight ahead counts as nearer."""
        cards = self._arrays.cards
        middles = (cards[:, :2] + cards[:, 2:]) / 2
        dx, dy = (middles - middles[node]).T
        ahead, aside = {"left": (-dx, dy), "right": (dx, dy), "up": (-dy, dx), "down": (dy, dx)}[direction]
        there = np.flatnonzero(ahead > 0)
        if not len(there):
            return None
        return int(there[np.argmin(ahead[there] + ASIDE * np.abs(aside[there]))])

    def in_order(self, node: int | None, step: int) -> int | None:
        """The node `step` further in reading order; without a node, the first or the last."""
        order, place = self._reading
        there = place[node] + step if node is not None else (0 if step > 0 else len(order) - 1)
        return int(order[there]) if 0 <= there < len(order) else None

    def edges_at(self, node: int) -> list[int]:
        """The edges from and to a node."""
        meets = (self._arrays.source == node) | (self._arrays.target == node)
        edges = np.flatnonzero(meets)
        return edges[~np.isnan(self._arrays.cards[self._arrays.source[edges], 0])].tolist()

    def shows(self, edge: int) -> bool:
        """Whether an edge is there, and its producer not hidden."""
        return not np.isnan(self._arrays.cards[self._arrays.source[edge], 0])

    def nodes_within(self, left: float, top: float, right: float, bottom: float) -> list[int]:
        """The nodes whose cards reach into a rectangle."""
        return within(self._arrays.cards, (left, top, right, bottom)).tolist()

    @cached_property
    def _reading(self) -> tuple[Indexes, Indexes]:
        """The nodes column by column, or row by row; and the place of each in that order."""
        (along, across), _ = _COLUMNS[self._arrays.down]
        cards = self._arrays.cards
        order = np.lexsort((cards[:, across], cards[:, along]))
        order = order[~np.isnan(cards[order, 0])]
        place = np.full(len(cards), -1, np.int64)
        place[order] = np.arange(len(order))
        return order, place


def _first(found: Indexes) -> int | None:
    return int(found[0]) if len(found) else None
