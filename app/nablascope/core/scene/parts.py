"""The parts of a picture: what stays in its place while a run is stepped through."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain

from nablascope.core.graph.columns import NOTHING, Ints
from nablascope.core.graph.trace import Node, Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.badges import badge_row
from nablascope.core.scene.card import card
from nablascope.core.scene.chips import Chips, chips
from nablascope.core.scene.display_list import Box, Curve, Item
from nablascope.core.scene.edge_signs import cut_signs, port_signs, shape_changes
from nablascope.core.scene.edges import arrows, gradient_curves, value_curves
from nablascope.core.scene.numbers import preview
from nablascope.core.scene.plane import plane_of
from nablascope.core.scene.rectangles import Rectangle
from nablascope.core.scene.roles import ORDINARY, Role, roles
from nablascope.core.scene.strength import Range, strengths
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.trunks import without_shared_ways
from nablascope.core.scene.use_chips import use_chips

SHARE_WIDTH = 11
"""Characters of a share: what fits between two layers."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A picture's parts; those of the gradients are made for each backward pass by `gradients_of`.

    Attributes:
        trace: what is shown; `layout` where it goes, `theme` in which colours.
        roles: of the nodes that have one.
        values: the way of each value, by edge.
        cards: the items of each card with everything known, by node.
        signs: what stands on edges whatever happens.
    """

    trace: Trace
    layout: Layout
    theme: Theme
    roles: Mapping[int, Role]
    values: Mapping[int, Curve]
    cards: tuple[tuple[Item, ...], ...]
    signs: tuple[Item, ...]

    def without_shared_ways(self, curves: Mapping[int, Curve]) -> dict[int, Curve]:
        """See `trunks`."""
        return without_shared_ways(curves, plane_of(self.layout))

    def arrows(self, curves: Mapping[int, Curve]) -> list[Curve]:
        """See `edges`."""
        return arrows(curves, plane_of(self.layout))


@dataclass(frozen=True, slots=True)
class Gradients:
    """One backward pass in the picture.

    Attributes:
        curves: the way of each share that flows in it, by edge.
        chips: each share's number, and the labels of shapes.
        among: the range of the shares.
    """

    curves: Mapping[int, Curve]
    chips: Chips
    among: Range


def parts_of(trace: Trace, layout: Layout, theme: Theme, hidden: Collection[int] = ()) -> Parts:
    """The parts of the picture of `trace`; nodes that are `hidden` have no items, and no edges from them."""
    part, sources, plane = roles(trace), trace.edges.source.view(), plane_of(layout)
    every = value_curves(trace, layout, theme)
    values = {edge: curve for edge, curve in every.items() if sources[edge] not in hidden}
    signs = (
        *cut_signs(trace, without_shared_ways(values, plane), theme, plane),
        *port_signs(trace, layout, theme),
        *use_chips(trace, layout, theme, hidden),
    )
    cards = tuple(
        () if node.id in hidden else tuple(draw_card(node, layout, theme, part.get(node.id, ORDINARY)))
        for node in trace.nodes
    )
    return Parts(trace, layout, theme, part, values, cards, signs)


def draw_card(node: Node, layout: Layout, theme: Theme, role: Role) -> list[Item]:
    """The card of a node in its place."""
    return card(node, layout.positions[node.id], layout.sizes[node.id], theme, role)


def gradients_of(parts: Parts, shares: Ints) -> Gradients:
    """What a backward pass brings into the picture; `shares` are its columns' `BackwardPass.share`."""
    trace, layout, theme = parts.trace, parts.layout, parts.theme
    flowing = {edge: tensor for edge, tensor in enumerate(shares) if tensor != NOTHING}
    together = Counter(layout.leader(edge) for edge in flowing)
    strong, among = strengths(trace.tensors, flowing)
    curves = gradient_curves(trace, layout, theme, {edge: strong[edge] for edge in together})
    texts = {
        edge: shares_text(count) if count > 1 else preview(trace.tensors[flowing[edge]], SHARE_WIDTH)
        for edge, count in together.items()
    }
    lines = (parts.without_shared_ways(curves), parts.without_shared_ways(parts.values))
    shapes = {edge: text for edge, text in shape_changes(trace).items() if edge in parts.values}
    return Gradients(curves, chips(texts, shapes, lines, layout, theme, _taken(parts), strong), among)


def shares_text(count: int) -> str:
    """Instead of the numbers of shares that are drawn as one line."""
    return f"{count:,} shares"


def _taken(parts: Parts) -> list[Rectangle]:
    badges = chain.from_iterable(items[1:] for items in parts.cards)
    return [rectangle_of(box) for box in (*parts.signs, *badges) if isinstance(box, Box)]


def rectangle_of(box: Box) -> Rectangle:
    """The room that a box takes."""
    return Rectangle(box.x, box.y, box.x + box.width, box.y + box.height)


def card_with_badges(parts: Parts, node: Node) -> Rectangle:
    """The room that a card takes together with its badges."""
    (x, y), (width, height) = parts.layout.positions[node.id], parts.layout.sizes[node.id]
    row = badge_row(node, parts.roles.get(node.id, ORDINARY), (x, y), (width, height))
    return Rectangle(x, y, x + width, max([y + height, *(place.bottom for _, place in row)]))
