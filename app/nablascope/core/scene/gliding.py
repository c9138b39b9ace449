"""Cards on their way to new places, with their edges: fewer things than a picture has, for many a second."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from nablascope.core.layout.layout import Layout, Point
from nablascope.core.scene.display_list import Item
from nablascope.core.scene.draw import strong
from nablascope.core.scene.edges import gradient_curves, value_curves
from nablascope.core.scene.frames import frames
from nablascope.core.scene.parts import Gradients, Parts
from nablascope.core.scene.strength import EVEN


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is seen for one moment, back to front.

    Attributes:
        lines: frames, values and shares.
        cards: the items of cards and chips where the picture has them, and how far they are from there.
    """

    lines: tuple[Item, ...]
    cards: tuple[tuple[Point, tuple[Item, ...]], ...]


def glimpse(parts: Parts, gradients: Gradients, layout: Layout, path: Collection[int] = ()) -> Glimpse:
    """The picture of `parts` with everything where `layout` has it at the moment; signs are left out."""
    every = value_curves(parts.trace, layout, parts.theme)
    values = {edge: curve for edge, curve in every.items() if edge in parts.values}
    moved = gradient_curves(parts.trace, layout, parts.theme, dict.fromkeys(gradients.curves, EVEN))
    alike = {edge: replace(curve, pen=gradients.curves[edge].pen) for edge, curve in moved.items()}
    shares = strong(alike, path)
    ways = (*parts.without_shared_ways(values).values(), *parts.without_shared_ways(shares).values())
    places = zip(parts.layout.positions, layout.positions, strict=True)
    away = [(now[0] - x, now[1] - y) for (x, y), now in places]
    target = parts.trace.edges.target
    chips = ((away[target[edge]], chip) for edge, chip in gradients.chips.shares.items())
    cards = zip(away, parts.cards, strict=True)
    return Glimpse((*frames(layout, parts.theme), *ways), (*chips, *cards))
