"""A card in a person's hand: the picture that it was taken out of, and what goes with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from nablascope.core.layout.layout import Point
from nablascope.core.layout.pins import moved_way
from nablascope.core.scene.chips import Chips
from nablascope.core.scene.display_list import Curve, DisplayList, Item
from nablascope.core.scene.draw import draw_parts
from nablascope.core.scene.parts import Gradients, Parts

Thing = TypeVar("Thing")

_STAYS = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Lifted:
    """What goes with a card.

    Attributes:
        card: its items, where they were.
        starting: lines that start at it; `ending` those that end there.
        going: lines that do both.
    """

    card: tuple[Item, ...]
    starting: tuple[Curve, ...] = ()
    ending: tuple[Curve, ...] = ()
    going: tuple[Curve, ...] = ()

    def lines(self, by: Point) -> list[Curve]:
        """The lines when the card has moved so far."""
        return [
            *(_moved(curve, by, _STAYS) for curve in self.starting),
            *(_moved(curve, _STAYS, by) for curve in self.ending),
            *(_moved(curve, by, by) for curve in self.going),
        ]


def lift(parts: Parts, gradients: Gradients, node: int) -> Lifted:
    """What goes with the card of `node`; a line from a chip goes with the card that the chip is beside."""
    edges, chips = parts.trace.edges, set(parts.layout.chips)
    starting: list[Curve] = []
    ending: list[Curve] = []
    going: list[Curve] = []
    for edge in _edges_of(parts, node):
        curves = [lines[edge] for lines in (parts.values, gradients.curves) if edge in lines]
        if edges.target[edge] == node:
            (going if edge in chips else ending).extend(curves)
        elif edge not in chips:
            starting.extend(curves)
    return Lifted(parts.cards[node], tuple(starting), tuple(ending), tuple(going))


def left_behind(parts: Parts, gradients: Gradients, node: int, path: Collection[int] = ()) -> DisplayList:
    """The picture without the card of `node`, its edges and what stands at them."""
    gone = set(_edges_of(parts, node))
    cards = tuple(() if id == node else card for id, card in enumerate(parts.cards))
    rest = replace(parts, cards=cards, values=_without(parts.values, gone))
    chips = Chips(_without(gradients.chips.shares, gone), gradients.chips.shapes)
    return draw_parts(rest, Gradients(_without(gradients.curves, gone), chips), path)


def _without(things: Mapping[int, Thing], gone: Collection[int]) -> dict[int, Thing]:
    return {edge: thing for edge, thing in things.items() if edge not in gone}


def _edges_of(parts: Parts, node: int) -> list[int]:
    edges, chips = parts.trace.edges, set(parts.layout.chips)
    ends = enumerate(zip(edges.source, edges.target, strict=True))
    return [e for e, (source, target) in ends if target == node or (source == node and e not in chips)]


def _moved(curve: Curve, start: Point, end: Point) -> Curve:
    return Curve(tuple(moved_way(curve.points, start, end)), curve.pen)
