"""How a view that a person moved follows the graph from one text to the next; pure."""

from collections import Counter
from dataclasses import replace

from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.points import Points
from nablascope.ui.viewport import Viewport, panned
from nablascope.workspace.view_state import Picture

_LEAST_MOVE = 1.0
"""Pixels; what goes less far does not seem to move."""


def is_same(one: Picture | None, other: Picture | None) -> bool:
    """Whether both are one run's graph in one layout; equal numbers do not do, since 0.0 equals -0.0."""
    if one is None or other is None:
        return one is other
    return one.trace is other.trace and one.layout is other.layout and one.dimmed == other.dimmed


def followed(viewport: Viewport, before: Layout, now: Layout) -> Viewport:
    """`viewport` shifted so that nodes which moved as a whole stay where they are on the screen."""
    dx, dy = _common_move(before, now)
    return panned(viewport, -dx * viewport.scale, -dy * viewport.scale)


def held_in_place(viewport: Viewport, before: Layout, now: Layout, node: int, by: Point) -> Viewport:
    """`viewport` shifted so that a node that was moved by `by` is where it was moved to on the screen."""
    (x, y), (now_x, now_y) = before.positions[node], now.positions[node]
    return panned(viewport, (x + by[0] - now_x) * viewport.scale, (y + by[1] - now_y) * viewport.scale)


def seen_through(layout: Layout, before: Viewport, now: Viewport) -> Layout:
    """`layout` shifted so that `now` shows its cards where `before` shows those of `layout`."""

    def shifted(points: Points) -> Points:
        return Points.of(
            now.to_scene(x * before.scale + before.x, y * before.scale + before.y) for x, y in points
        )

    moved = replace(layout, positions=shifted(layout.positions))
    return replace(moved, frame_corners=shifted(layout.frame_corners))


def moves_on_screen(before: Layout, now: Layout, viewport: Viewport) -> bool:
    """Whether a card in both layouts is in another place."""
    known = dict(zip(before.keys, before.positions, strict=True))
    pairs = [(known[key], place) for key, place in zip(now.keys, now.positions, strict=True) if key in known]
    least = _LEAST_MOVE / viewport.scale
    return any(max(abs(x - new_x), abs(y - new_y)) > least for (x, y), (new_x, new_y) in pairs)


def shows_a_card(viewport: Viewport, layout: Layout, view: Point) -> bool:
    """Whether a view of size `view` shows part of a node's card."""
    left, top = viewport.to_scene(0.0, 0.0)
    right, bottom = viewport.to_scene(*view)
    cards = zip(layout.positions, layout.sizes, strict=True)
    return any(
        x < right and x + width > left and y < bottom and y + height > top
        for (x, y), (width, height) in cards
    )


def _common_move(before: Layout, now: Layout) -> Point:
    """The way that more than half of the nodes in both layouts went; none where there is no such way."""
    old = dict(zip(before.keys, before.positions, strict=True))
    pairs = zip(now.keys, now.positions, strict=True)
    moves = Counter((x - old[key][0], y - old[key][1]) for key, (x, y) in pairs if key in old)
    move, count = max(moves.items(), key=lambda item: item[1], default=((0.0, 0.0), 0))
    return move if 2 * count > moves.total() else (0.0, 0.0)
