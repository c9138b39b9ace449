"""`between`: a drawing on its way from the one before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nablascope.core.graph.trace import Edges
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.points import Points, Routes

_STAYS = (0.0, 0.0)


def between(before: Layout, now: Layout, edges: Edges, t: float) -> Layout:
    """`now` with every card and frame that `before` has still on its way from there; what is new is there.

    Edges end on their cards at any time, so that they bend as these move.

    Args:
        before: the layout to come from.
        now: the layout to come to.
        edges: those of `now`.
        t: how much of the way is behind them, from 0 to 1.
    """
    if t >= 1.0:
        return now
    known = _corners(before)
    cards = _moves(now.keys, now.positions, known, 1.0 - t)
    frames = _moves(now.frame_keys, now.frame_corners, known, 1.0 - t)
    beside = (cards[edges.target[edge]] for edge in now.chips)
    return replace(
        now,
        positions=_moved(now.positions, cards),
        routes=Routes.of(list(_ways(now, edges, cards))),
        chip_corners=_moved(now.chip_corners, beside),
        frame_corners=_moved(now.frame_corners, frames),
        frame_sizes=_sizes(before, now, 1.0 - t),
    )


def _corners(layout: Layout) -> dict[str, Point]:
    """Of frames and of cards: a group has one key as both."""
    frames = zip(layout.frame_keys, layout.frame_corners, strict=True)
    return {**dict(frames), **dict(zip(layout.keys, layout.positions, strict=True))}


def _moves(keys: Sequence[str], corners: Points, known: dict[str, Point], left: float) -> list[Point]:
    """How far each is from its place."""
    rows = zip(keys, corners, strict=True)
    return [_part(known.get(key, corner), corner, left) for key, corner in rows]


def _part(start: Point, end: Point, left: float) -> Point:
    return (start[0] - end[0]) * left, (start[1] - end[1]) * left


def _moved(points: Points, moves: Iterator[Point] | Sequence[Point]) -> Points:
    return Points.of((x + dx, y + dy) for (x, y), (dx, dy) in zip(points, moves, strict=True))


def _ways(layout: Layout, edges: Edges, moves: Sequence[Point]) -> Iterator[list[Point]]:
    chips = set(layout.chips)
    ends = zip(layout.routes, edges.source, edges.target, strict=True)
    for edge, (way, source, target) in enumerate(ends):
        yield list(_way(way, moves[target if edge in chips else source], moves[target]))


def _way(way: Sequence[Point], start: Point, end: Point) -> Iterator[Point]:
    """Where pieces meet they move along by as much as they are far on; controls with the nearer end."""
    pieces = max((len(way) - 1) // 3, 1)
    for place, (x, y) in enumerate(way):
        share = (place + 1) // 3 / pieces
        yield (
            x + start[0] + (end[0] - start[0]) * share,
            y + start[1] + (end[1] - start[1]) * share,
        )


def _sizes(before: Layout, now: Layout, left: float) -> Points:
    """A frame grows out of its card, or out of the frame that it was."""
    known = dict(zip((*before.frame_keys, *before.keys), (*before.frame_sizes, *before.sizes), strict=True))
    rows = zip(now.frame_keys, now.frame_sizes, strict=True)
    sizes = ((size, _part(known.get(key, size), size, left)) for key, size in rows)
    return Points.of((width + dx, height + dy) for (width, height), (dx, dy) in sizes)
