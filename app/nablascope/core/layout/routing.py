"""Routes: monotone cubics with horizontal tangents that turn between layers and run straight in them."""

from collections.abc import Iterator, Sequence

from nablascope.core.layout.dimensions import CARD_WIDTH, LAYER_GAP
from nablascope.core.layout.layout import Point
from nablascope.core.layout.ports import Ports

_LEAST_TURN = 48.0
"""How wide a turn is at least; what is left of the gap is straight, and carries the share's chip."""

_TURN_PER_RISE = 0.6
_MOST_TURN = 72.0


def layer_x(layer: int) -> float:
    """The left side of a layer's cards."""
    return float(layer * (CARD_WIDTH + LAYER_GAP))


def routes(
    ways: Sequence[Sequence[int]],
    lanes: Sequence[int],
    layer: Sequence[int],
    middles: Sequence[float],
    halves: Sequence[float],
) -> tuple[tuple[Point, ...], ...]:
    """Each edge's route.

    Args:
        ways: the items each edge leads through, its two cards included.
        lanes: each edge's number among those of the same two cards.
        layer: each card's layer.
        middles: each item's middle.
        halves: half of each card's height.
    """
    ports = Ports(ways, lanes, middles, halves)
    return tuple(_route(list(_turns(edge, way, ports, layer, middles))) for edge, way in enumerate(ways))


def _turns(
    edge: int, way: Sequence[int], ports: Ports, layer: Sequence[int], middles: Sequence[float]
) -> Iterator[Point]:
    """Every turn's start and end, one after the other."""
    source, *bends, target = way
    yield layer_x(layer[source]) + CARD_WIDTH, middles[source] + ports.start[edge]
    for column, bend in enumerate(bends, layer[source] + 1):
        yield layer_x(column), middles[bend]
        yield layer_x(column) + CARD_WIDTH, middles[bend]
    yield layer_x(layer[target]), middles[target] + ports.end[edge]


def _route(turns: list[Point]) -> tuple[Point, ...]:
    way = [turns[0]]
    for start, end in zip(turns[::2], turns[1::2], strict=True):
        if start[1] != end[1]:
            way += _straight(way[-1], start)
            way += _turn(start, end)
    return (*way, *_straight(way[-1], turns[-1]))


def _turn(start: Point, end: Point) -> list[Point]:
    width = max(_LEAST_TURN, min(_MOST_TURN, abs(end[1] - start[1]) * _TURN_PER_RISE))
    middle = start[0] + width / 2
    return [(middle, start[1]), (middle, end[1]), (start[0] + width, end[1])]


def _straight(start: Point, end: Point) -> list[Point]:
    third = (end[0] - start[0]) / 3
    return [(start[0] + third, start[1]), (end[0] - third, end[1]), end] if third else []
