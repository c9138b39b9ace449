"""Pins: where a person put nodes, and the drawing with them there."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from operator import add

from nablascope.core.graph.trace import Edges
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.points import Points, Routes

Pins = Mapping[str, Point]
"""How far each node, by its stable key, was moved from where the layout had it."""

_STAYS = (0.0, 0.0)
_SWING = 96.0
"""How far a way that turns back goes on before it does."""


def pinned(layout: Layout, edges: Edges, pins: Pins) -> Layout:
    """`layout` with the nodes of `pins` moved, and the ends of their edges with them.

    A long edge keeps its bends in between. What would lie left of or above the origin moves everything.
    """
    moves = {node: pins[key] for node, key in enumerate(layout.keys) if pins.get(key, _STAYS) != _STAYS}
    if not moves:
        return layout
    chips = dict(zip(layout.chips, range(len(layout.chips)), strict=True))
    ways: dict[int, Sequence[Point]] = {}
    corners: dict[int, Point] = {}
    for edge, source, target in _touched(edges, moves):
        end = moves.get(target, _STAYS)
        start = end if edge in chips else moves.get(source, _STAYS)
        way = moved_way(layout.routes[edge], start, end)
        ways[edge] = direct(way, down=layout.down) if _turns_back(way, down=layout.down) else way
        if edge in chips:
            corners[chips[edge]] = _moved(layout.chip_corners[chips[edge]], end)
    cards = {node: _moved(layout.positions[node], move) for node, move in moves.items()}
    return _at_origin(_with(layout, cards, ways, corners))


def moved_way(way: Sequence[Point], start: Point, end: Point) -> list[Point]:
    """The first piece begins with its card, the last ends with its; a way of one piece does both."""
    if start == end:
        return [_moved(point, start) for point in way]
    first, last = way[:2], way[-2:]
    return [*(_moved(p, start) for p in first), *way[2:-2], *(_moved(p, end) for p in last)]


def _turns_back(way: Sequence[Point], *, down: bool) -> bool:
    """Whether it ends before it begins: its bends lead nowhere then."""
    return way[-1][down] < way[0][down]


def direct(way: Sequence[Point], *, down: bool) -> list[Point]:
    """One curve from the start to the end of `way`, of as many points."""
    (x, y), (end_x, end_y) = way[0], way[-1]
    dx, dy = (0.0, _SWING) if down else (_SWING, 0.0)
    curve = [(x, y), (x + dx, y + dy), (end_x - dx, end_y - dy)]
    return [*curve, *[(end_x, end_y)] * (len(way) - len(curve))]


def _touched(edges: Edges, moves: Mapping[int, Point]) -> Iterator[tuple[int, int, int]]:
    ends = zip(edges.source, edges.target, strict=True)
    return ((edge, *pair) for edge, pair in enumerate(ends) if pair[0] in moves or pair[1] in moves)


def _with(
    layout: Layout,
    cards: Mapping[int, Point],
    ways: Mapping[int, Sequence[Point]],
    corners: Mapping[int, Point],
) -> Layout:
    """`layout` with some of its rows in other places; a way keeps its number of points."""
    starts = layout.routes.starts
    points = {starts[edge] + place: p for edge, way in ways.items() for place, p in enumerate(way)}
    return replace(
        layout,
        positions=_changed(layout.positions, cards),
        routes=Routes(_changed(layout.routes.points, points), starts),
        chip_corners=_changed(layout.chip_corners, corners),
    )


def _changed(points: Points, rows: Mapping[int, Point]) -> Points:
    numbers = array("d", points.data)
    for row, (x, y) in rows.items():
        numbers[2 * row], numbers[2 * row + 1] = x, y
    return Points(numbers.tobytes())


def _at_origin(layout: Layout) -> Layout:
    columns = layout.positions, layout.routes.points, layout.chip_corners
    # By whole units, so that rounding does not part an edge from its card.
    x, y = (
        float(ceil(-min(0.0, *(min(column.view()[side::2], default=0.0) for column in columns))))
        for side in (0, 1)
    )
    shifted = _shifted(layout, (x, y)) if x or y else layout
    return replace(shifted, width=_far(shifted, 0), height=_far(shifted, 1))


def _shifted(layout: Layout, by: Point) -> Layout:
    return replace(
        layout,
        positions=_all_moved(layout.positions, by),
        routes=Routes(_all_moved(layout.routes.points, by), layout.routes.starts),
        chip_corners=_all_moved(layout.chip_corners, by),
        frame_corners=_all_moved(layout.frame_corners, by),
    )


def _all_moved(points: Iterable[Point], by: Point) -> Points:
    return Points.of((x + by[0], y + by[1]) for x, y in points)


def _far(layout: Layout, side: int) -> float:
    """How far everything reaches, across (0) or down (1)."""
    boxes = (layout.positions, layout.sizes), (layout.frame_corners, layout.frame_sizes)
    ends = (map(add, a.view()[side::2], b.view()[side::2]) for a, b in boxes)
    ways = max(layout.routes.points.view()[side::2], default=0.0)
    return max(ways, *(max(column, default=0.0) for column in ends))


def _moved(point: Point, by: Point) -> Point:
    return point[0] + by[0], point[1] + by[1]
