"""Chips: each edge's share of the gradient, near its start at the consumer; and labels of shapes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nablascope.core.layout.layout import Layout
from nablascope.core.scene.display_list import Box, Colour, Curve, Item, Label, Pen
from nablascope.core.scene.places import Places
from nablascope.core.scene.rectangles import Rectangle
from nablascope.core.scene.strength import BAD, EVEN, share_colour
from nablascope.core.scene.text import MONO_ADVANCE, cells
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.type_scale import BADGE, CHIP, MEDIUM, REGULAR

_RADIUS = 5.0
_PADDING, _SMALL_PADDING = 6.0, 4.0
_BASELINE, _SMALL_BASELINE = 13.0, 10.5


@dataclass(frozen=True, slots=True)
class Chips:
    """What is written at edges.

    Attributes:
        shares: the items of each share's chip, by edge.
        shapes: the labels of shapes.
    """

    shares: Mapping[int, tuple[Item, ...]]
    shapes: tuple[Item, ...]

    def items(self) -> list[Item]:
        """All of it, back to front."""
        return [*(item for chip in self.shares.values() for item in chip), *self.shapes]


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a chip: of its text, its ground and its border."""

    text: Colour
    ground: Colour
    border: Colour


def chips(
    shares: Mapping[int, str],
    shapes: Mapping[int, str],
    lines: tuple[Mapping[int, Curve], Mapping[int, Curve]],
    layout: Layout,
    theme: Theme,
    taken: Iterable[Rectangle] = (),
    strong: Mapping[int, int] = MappingProxyType({}),
) -> Chips:
    """A chip for each of `shares` and, where there is room, a label for each of `shapes`; none overlap.

    Args:
        shares: the shares' texts, by edge.
        shapes: how the shape of a value changes, by edge.
        lines: the ways of the gradients, and those of the values, by edge.
        layout: where the cards are.
        theme: the colours.
        taken: what else must stay free.
        strong: how strong the shares are, by edge, for their colours.
    """
    places = Places(*lines, layout, taken)
    chips: dict[int, tuple[Item, ...]] = {}
    for edge in sorted(shares, key=lambda edge: _reading_place(layout, edge)):
        place, inks = places.take(edge, chip_width(shares[edge])), share_inks(theme, strong.get(edge, EVEN))
        chips[edge] = chip_at(place, shares[edge], inks)
    items: list[Item] = []
    for edge in sorted(shapes, key=lambda edge: _reading_place(layout, edge)):
        place = places.take_beside(edge, shape_width(shapes[edge]))
        items += shape_label(place, shapes[edge], theme) if place else []
    return Chips(chips, tuple(items))


def chip_width(text: str) -> float:
    """How wide the chip of `text` is."""
    return cells(text) * CHIP * MONO_ADVANCE + 2 * _PADDING


def shape_width(text: str) -> float:
    """How wide the label of a shape is."""
    return cells(text) * BADGE * MONO_ADVANCE + 2 * _SMALL_PADDING


def _reading_place(layout: Layout, edge: int) -> tuple[float, ...]:
    return *layout.routes[edge][-1], *layout.routes[edge][0], edge


def share_inks(theme: Theme, strong: int = EVEN) -> Inks:
    """The colours of the chip of a share of that strength."""
    if strong == BAD:
        return Inks(theme.error, theme.error_wash, theme.error)
    border = share_colour(theme, strong) if theme.coloured else theme.gradient_border
    return Inks(theme.gradient, theme.gradient_wash, border)


def chip_at(place: Rectangle, text: str, inks: Inks) -> tuple[Item, Item]:
    """A chip of that height in those colours."""
    label = Label(_middle(place), place.top + _BASELINE, text, "mono", CHIP, MEDIUM, inks.text, "middle")
    return _ground(place, inks.ground, Pen(inks.border, 1.0)), label


def shape_label(place: Rectangle, text: str, theme: Theme) -> list[Item]:
    """A label of a shape."""
    top = place.top + _SMALL_BASELINE
    label = Label(_middle(place), top, text, "mono", BADGE, REGULAR, theme.muted, "middle")
    return [_ground(place, theme.paper, None), label]


def _ground(place: Rectangle, fill: str, pen: Pen | None) -> Box:
    width, height = place.right - place.left, place.bottom - place.top
    return Box(place.left, place.top, width, height, _RADIUS, fill, pen)


def _middle(place: Rectangle) -> float:
    return place.left + (place.right - place.left) / 2
