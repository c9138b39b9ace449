"""Pins: where a person put nodes, and the drawing with them there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from nablascope.core.graph.trace import Edges
from nablascope.core.layout.layout import Layout
from nablascope.core.layout.points import Point, Points, Routes

Pins = Mapping[str, Point]
"""How far each node, by its stable key, was moved from where the layout had it."""

_STAYS = (0.0, 0.0)


def pinned(layout: Layout, edges: Edges, pins: Pins) -> Layout:
    """`layout` with the nodes of `pins` moved, and the ends of their edges with them.

    A long edge keeps its bends in between. What would lie left of or above the origin moves everything.
    """
    moves = [pins.get(key, _STAYS) for key in layout.keys]
    if all(move == _STAYS for move in moves):
        return layout
    positions = [_moved(corner, move) for corner, move in zip(layout.positions, moves, strict=True)]
    chips = set(layout.chips)
    routes = [
        _route(way, moves[target] if edge in chips else moves[source], moves[target])
        for edge, (way, source, target) in enumerate(
            zip(layout.routes, edges.source, edges.target, strict=True)
        )
    ]
    corners = zip(layout.chip_corners, layout.chips, strict=True)
    beside = [_moved(corner, moves[edges.target[edge]]) for corner, edge in corners]
    return _at_origin(layout, positions, routes, beside)


def _route(way: Sequence[Point], start: Point, end: Point) -> list[Point]:
    """The first piece begins with its card, the last ends with its; a way of one piece does both."""
    if start == end:
        return [_moved(point, start) for point in way]
    first, last = way[:2], way[-2:]
    return [*(_moved(p, start) for p in first), *way[2:-2], *(_moved(p, end) for p in last)]


def _at_origin(
    layout: Layout, positions: list[Point], routes: list[list[Point]], beside: list[Point]
) -> Layout:
    points = [_STAYS, *positions, *chain.from_iterable(routes), *beside]
    origin = (-min(x for x, _ in points), -min(y for _, y in points))
    ends = _ends(positions, layout.sizes, routes, layout)
    far = [max(column) for column in zip(*ends, strict=True)]
    return replace(
        layout,
        positions=Points.of(_moved(corner, origin) for corner in positions),
        routes=Routes.of([[_moved(point, origin) for point in way] for way in routes]),
        chip_corners=Points.of(_moved(corner, origin) for corner in beside),
        frame_corners=Points.of(_moved(corner, origin) for corner in layout.frame_corners),
        width=far[0] + origin[0],
        height=far[1] + origin[1],
    )


def _ends(
    positions: Sequence[Point], sizes: Points, routes: Sequence[Sequence[Point]], layout: Layout
) -> Iterator[Point]:
    """The lower right corner of everything."""
    yield from (_moved(corner, size) for corner, size in zip(positions, sizes, strict=True))
    yield from chain.from_iterable(routes)
    frames = zip(layout.frame_corners, layout.frame_sizes, strict=True)
    yield from (_moved(corner, size) for corner, size in frames)


def _moved(point: Point, by: Point) -> Point:
    return point[0] + by[0], point[1] + by[1]
