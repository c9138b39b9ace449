"""Routes: monotone cubics with horizontal tangents that turn between layers and run straight in them."""

from collections.abc import Iterator, Sequence

from nablascope.core.layout.columns import Columns
from nablascope.core.layout.layout import Point
from nablascope.core.layout.ports import Ports

_LEAST_TURN = 48.0
"""How wide a turn is at least; what is left of the gap is straight, and carries the share's chip."""

_TURN_PER_RISE = 0.6
_MOST_TURN = 72.0


def routes(
    ways: Sequence[Sequence[int]], ports: Ports, columns: Columns, middles: Sequence[float]
) -> list[tuple[Point, ...]]:
    """Each edge's route.

    Args:
        ways: the items each edge leads through, its two cards included.
        ports: where it touches them.
        columns: where the cards and the layers are.
        middles: each item's middle.
    """
    drawn: list[tuple[Point, ...]] = []
    for edge, way in enumerate(ways):
        start = columns.right[way[0]], middles[way[0]] + ports.start[edge]
        drawn.append(_route(start, list(_turns(edge, way, ports, columns, middles))))
    return drawn


def _turns(
    edge: int, way: Sequence[int], ports: Ports, columns: Columns, middles: Sequence[float]
) -> Iterator[Point]:
    """Every turn's start and end, one after the other."""
    source, *bends, target = way
    yield columns.layer_right[columns.layer[source]], middles[source] + ports.start[edge]
    for column, bend in enumerate(bends, columns.layer[source] + 1):
        yield columns.layer_left[column], middles[bend]
        yield columns.layer_right[column], middles[bend]
    yield columns.left[target], middles[target] + ports.end[edge]


def _route(start: Point, turns: list[Point]) -> tuple[Point, ...]:
    way = [start]
    for before, after in zip(turns[::2], turns[1::2], strict=True):
        if before[1] != after[1]:
            way += _straight(way[-1], before)
            way += _turn(before, after)
    return (*way, *_straight(way[-1], turns[-1]))


def _turn(start: Point, end: Point) -> list[Point]:
    width = max(_LEAST_TURN, min(_MOST_TURN, abs(end[1] - start[1]) * _TURN_PER_RISE))
    middle = start[0] + width / 2
    return [(middle, start[1]), (middle, end[1]), (start[0] + width, end[1])]


def _straight(start: Point, end: Point) -> list[Point]:
    third = (end[0] - start[0]) / 3
    return [(start[0] + third, start[1]), (end[0] - third, end[1]), end] if third else []
