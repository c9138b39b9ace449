"""`draw`: a trace and its layout as a display list."""

from itertools import chain

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.card import card
from nablascope.core.scene.chips import chips
from nablascope.core.scene.colours import dimmed as dimmed_theme
from nablascope.core.scene.display_list import Box, DisplayList, Item
from nablascope.core.scene.edge_signs import cut_signs, port_signs, shape_changes
from nablascope.core.scene.edges import arrows, gradient_curves, value_curves
from nablascope.core.scene.numbers import preview
from nablascope.core.scene.rectangles import Rectangle
from nablascope.core.scene.roles import ORDINARY, roles
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.trunks import without_shared_ways

_SHARE_WIDTH = 11
"""Characters of a share: what fits between two layers."""


def draw(trace: Trace, layout: Layout, theme: Theme, dimmed: bool = False) -> DisplayList:
    """The whole graph, every value and every gradient on it.

    Args:
        trace: what to show.
        layout: where it goes, as `lay_out` made it from the same trace.
        theme: the colours.
        dimmed: draw it faded: the last good graph while the text has an error.
    """
    theme = dimmed_theme(theme) if dimmed else theme
    values = without_shared_ways(value_curves(trace, layout, theme))
    whole = gradient_curves(trace, layout, theme)
    gradients = without_shared_ways(whole)
    cards = _cards(trace, layout, theme)
    signs = [*cut_signs(trace, values, theme), *port_signs(trace, layout, theme)]
    badges = chain.from_iterable(card[1:] for card in cards)
    taken = [_rectangle(box) for box in (*signs, *badges) if isinstance(box, Box)]
    labels = chips(_shares(trace), shape_changes(trace), (gradients, values), layout, theme, taken)
    lines = (*values.values(), *gradients.values(), *arrows(whole))
    items = (*lines, *labels, *chain.from_iterable(cards), *signs)
    return DisplayList(items, layout.width, _height(items, layout), theme.paper)


def _cards(trace: Trace, layout: Layout, theme: Theme) -> list[list[Item]]:
    part = roles(trace)
    places = zip(trace.nodes, layout.positions, layout.sizes, strict=True)
    return [card(node, corner, size, theme, part.get(node.id, ORDINARY)) for node, corner, size in places]


def _shares(trace: Trace) -> dict[int, str]:
    shares = enumerate(trace.edges.grad)
    return {edge: preview(share, _SHARE_WIDTH) for edge, share in shares if share is not None}


def _rectangle(box: Box) -> Rectangle:
    return Rectangle(box.x, box.y, box.x + box.width, box.y + box.height)


def _height(items: tuple[Item, ...], layout: Layout) -> float:
    """The layout's, or more where chips had to go below it."""
    return max([layout.height, *(item.y + item.height for item in items if isinstance(item, Box))])
