"""How much room the items of a proper graph take up above and below their middles."""

from collections.abc import Sequence
from dataclasses import dataclass

from nablascope.core.layout.dimensions import LANE_ABOVE, LANE_CLEARANCE, ROW_GAP
from nablascope.core.layout.measures import Measures
from nablascope.core.layout.proper import ProperGraph


@dataclass(frozen=True, slots=True)
class Extents:
    """By item: a card is as high as it is; a bend, and a chip, as high as its line with its gradient."""

    above: list[float]
    below: list[float]
    is_card: list[bool]
    is_chip: list[bool]
    between_chips: float

    def separation(self, upper: int, lower: int) -> float:
        """The least distance between the middles of an item and the one just below it."""
        cards = self.is_card[upper] + self.is_card[lower]
        chips = self.is_chip[upper] or self.is_chip[lower]
        clearance = (self.between_chips if chips else 0, LANE_CLEARANCE, ROW_GAP)[cards]
        return self.below[upper] + self.above[lower] + clearance


def extents_of(
    graph: ProperGraph, heights: Sequence[float], chips: Sequence[bool], measures: Measures
) -> Extents:
    """The extents of every item of `graph`, whose ranks have those heights; `chips` tells which are chips."""
    bends, room = len(graph.left) - graph.nodes, measures.lane_below
    halves = [height / 2 for height in heights]
    below = [max(half, room) if chip else half for half, chip in zip(halves, chips, strict=True)]
    above = [*halves, *[float(LANE_ABOVE)] * bends]
    is_card = [*(not chip for chip in chips), *[False] * bends]
    is_chip = [*chips, *[False] * bends]
    return Extents(above, [*below, *[room] * bends], is_card, is_chip, measures.chip_clearance)
