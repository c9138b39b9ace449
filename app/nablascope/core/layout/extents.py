"""How much room the items of a proper graph take up above and below their middles."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nablascope.core.layout.dimensions import (
    LANE_ABOVE,
    LANE_BELOW,
    LANE_CLEARANCE,
    ROW_GAP,
    card_height,
)
from nablascope.core.layout.proper import ProperGraph


@dataclass(frozen=True, slots=True)
class Extents:
    """By item: a card is as high as it is; a bend as high as its line with its gradient's chip."""

    above: list[float]
    below: list[float]
    nodes: int

    def separation(self, upper: int, lower: int) -> float:
        """The least distance between the middles of an item and the one just below it."""
        cards = (upper < self.nodes) + (lower < self.nodes)
        clearance = (0, LANE_CLEARANCE, ROW_GAP)[cards]
        return self.below[upper] + self.above[lower] + clearance


def extents_of(graph: ProperGraph, targets: Iterable[int]) -> Extents:
    """The extents of every item of `graph`; `targets` has the consumer of every edge."""
    inputs = Counter(targets)
    bends = len(graph.left) - graph.nodes
    cards = [card_height(inputs[rank]) / 2 for rank in range(graph.nodes)]
    return Extents(cards + [float(LANE_ABOVE)] * bends, cards + [float(LANE_BELOW)] * bends, graph.nodes)
