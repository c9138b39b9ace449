"""`draw`: a trace and its layout as a display list."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.scene.colours import dimmed as dimmed_theme
from nablascope.core.scene.display_list import Box, Curve, DisplayList, Item
from nablascope.core.scene.frames import frames
from nablascope.core.scene.parts import Gradients, Parts, gradients_of, parts_of
from nablascope.core.scene.theme import Theme

_STRONG = 7.0
"""The width of a path's lines."""


def draw(
    trace: Trace, layout: Layout, theme: Theme, dimmed: bool = False, path: Collection[int] = ()
) -> DisplayList:
    """The whole graph, every value and every gradient on it.

    Args:
        trace: what to show.
        layout: where it goes, as `lay_out` made it from the same trace.
        theme: the colours.
        dimmed: draw it faded: the last good graph while the text has an error.
        path: the edges whose shares are drawn strong.
    """
    parts = parts_of(trace, layout, dimmed_theme(theme) if dimmed else theme)
    return draw_parts(parts, gradients_of(parts, trace.edge_columns.grad), path)


def draw_parts(parts: Parts, gradients: Gradients, path: Collection[int] = ()) -> DisplayList:
    """The same of parts that are made already; `gradients` are those of the trace's own edges."""
    curves = strong(gradients.curves, path)
    values, shares = parts.without_shared_ways(parts.values), parts.without_shared_ways(curves)
    lines = (*values.values(), *shares.values(), *parts.arrows(curves))
    cards = chain.from_iterable(parts.cards)
    return as_list(parts, (*lines, *gradients.chips.items(), *cards, *parts.signs))


def strong(curves: Mapping[int, Curve], path: Collection[int]) -> dict[int, Curve]:
    """The ways of shares, by edge, those of a path stronger."""
    return {edge: _strong(curve, edge in path) for edge, curve in curves.items()}


def _strong(curve: Curve, on: bool) -> Curve:
    return replace(curve, pen=replace(curve.pen, width=_STRONG)) if on else curve


def as_list(parts: Parts, items: Iterable[Item], room: Point = (0.0, 0.0)) -> DisplayList:
    """A picture of `items` over the parts' frames; larger than the layout where chips had to go out of it.

    Args:
        parts: of the picture.
        items: back to front.
        room: to leave to the right of the layout and below it in any case.
    """
    layout = parts.layout
    items = (*frames(layout, parts.theme), *items)
    right, bottom = lower_right(items)
    size = max(layout.width + room[0], right), max(layout.height + room[1], bottom)
    return DisplayList(items, *size, parts.theme.paper)


def lower_right(items: Iterable[Item]) -> Point:
    """How far the boxes among `items` reach."""
    boxes = [item for item in items if isinstance(item, Box)]
    right = max((box.x + box.width for box in boxes), default=0.0)
    return right, max((box.y + box.height for box in boxes), default=0.0)
