"""Sifting: each item of a layer goes where it leaves the fewest crossings, as long as that pays.

Matuszewski, Schönfeld and Molitor: Using Sifting for k-Layer Straightline Crossing Minimization (1999).
"""

from collections.abc import Collection, Sequence

from nablascope.core.layout.crossings import crossings_after, slots
from nablascope.core.layout.proper import ProperGraph

_MOST_PASSES = 3
_REACH = 5
"""Places that an item goes up or down at once, so that wide layers take linear time."""


def sifted(layers: Sequence[Sequence[int]], graph: ProperGraph, kept: Collection[int]) -> list[list[int]]:
    """`layers` after all moves that pay; of two of the `kept`, none passes the other."""
    drawing = [list(layer) for layer in layers]
    slot = slots(drawing, len(graph.left))
    after = crossings_after(drawing, graph, slot)
    active = [number for number, count in enumerate(after) if count or (number and after[number - 1])]
    for _ in range(_MOST_PASSES):
        changed = [number for number in active if _Layer(drawing[number], graph, kept, slot).sift()]
        if not changed:
            break
        near = {number + step for number in changed for step in (-1, 0, 1)}
        active = sorted(near & set(range(len(drawing))))
    return drawing


class _Layer:
    """A layer between two others that stay as they are."""

    def __init__(self, items: list[int], graph: ProperGraph, kept: Collection[int], slot: list[int]) -> None:
        self._items, self._kept, self._slot = items, kept, slot
        self._edges = graph.edges
        self._left = {item: [slot[end] for end in graph.left[item]] for item in items}
        self._right = {item: [(slot[end], graph.edges[end]) for end in graph.right[item]] for item in items}
        self._gains: dict[tuple[int, int], int] = {}

    def sift(self) -> bool:
        """Moves every item once; whether anything was moved."""
        moved = False
        for item in tuple(self._items):
            place, best = self._slot[item], self._best_place(item)
            if best != place:
                moved = True
                self._items.insert(best, self._items.pop(place))
                for index in range(min(place, best), max(place, best) + 1):
                    self._slot[self._items[index]] = index
        return moved

    def _best_place(self, item: int) -> int:
        best, most = self._slot[item], 0
        above = self._items[max(best - _REACH, 0) : best][::-1]
        below = self._items[best + 1 : best + 1 + _REACH]
        for step, passed in ((-1, above), (1, below)):
            total, place = 0, self._slot[item]
            for other in passed:
                if item in self._kept and other in self._kept:
                    break
                total, place = total - step * self._gain(other, item), place + step
                if total > most:
                    best, most = place, total
        return best

    def _gain(self, above: int, below: int) -> int:
        """How many crossings fewer there are if the two, wherever they stand, change places."""
        known = self._gains.get((above, below))
        if known is None:
            known = self._gains[above, below] = self._gain_of(above, below)
            self._gains[below, above] = -known
        return known

    def _gain_of(self, above: int, below: int) -> int:
        left = 0
        for high in self._left[above]:
            for low in self._left[below]:
                left += (high > low) - (high < low)
        right = 0
        for high, edges in self._right[above]:
            for low, others in self._right[below]:
                right += ((high > low) - (high < low)) * edges * others
        return left * self._edges[above] * self._edges[below] + right
