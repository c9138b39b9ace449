"""`draw`: a trace and its layout as a display list."""

from itertools import chain

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.card import card
from nablascope.core.scene.chips import chips
from nablascope.core.scene.colours import dimmed as dimmed_theme
from nablascope.core.scene.display_list import Box, DisplayList, Item
from nablascope.core.scene.edges import arrows, gradient_curves, value_curves
from nablascope.core.scene.numbers import preview
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
    shares = {
        edge: preview(share, _SHARE_WIDTH) for edge, share in enumerate(trace.edges.grad) if share is not None
    }
    cards = (
        card(node, corner, size, theme)
        for node, corner, size in zip(trace.nodes, layout.positions, layout.sizes, strict=True)
    )
    labels = chips(shares, gradients, values, layout, theme)
    items = (*values.values(), *gradients.values(), *arrows(whole), *labels, *chain.from_iterable(cards))
    return DisplayList(items, layout.width, _height(items, layout), theme.paper)


def _height(items: tuple[Item, ...], layout: Layout) -> float:
    """The layout's, or more where chips had to go below it."""
    return max([layout.height, *(item.y + item.height for item in items if isinstance(item, Box))])
