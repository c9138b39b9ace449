"""Where edges touch a card's sides: in the order in which they fan out, so that none cross there."""

from collections.abc import Mapping, Sequence

from nablascope.core.layout.dimensions import GRADIENT_OFFSET, PORT_PITCH

_PORT_MARGIN = 44.0
"""What the ports of a side leave free of a card's height; of a low chip half of it."""

_SPREAD: Mapping[int, float] = {}

_Port = tuple[float, int, int]
"""Where the item it leads to stands, that item, and which of the edges to it."""


def _pitch(count: int, height: float, most: float = PORT_PITCH) -> float:
    """The distance between neighbours of `count` ports on one side of a card."""
    return most if count < 2 else min(most, (height - min(_PORT_MARGIN, height / 2)) / (count - 1))


def gradient_offset(count: int, height: float) -> float:
    """How far under its value a gradient runs at a side with `count` ports of a card of that height."""
    return min(GRADIENT_OFFSET, _pitch(count, height) / 2, height / 3)


class Ports:
    """By edge, how far below a card's middle it touches its producer (`start`) and its consumer (`end`).

    Edges that begin with the same bend share a port.

    Args:
        ways: the items each edge leads through.
        lanes: each edge's number among those of the same two cards.
        middles: each item's middle.
        halves: half of each card's height.
        starts: the ports that are settled already, by edge; `ends` likewise.
        ends: see `starts`.
        pitches: between neighbours at most, where edges start and where they end.
    """

    def __init__(
        self,
        ways: Sequence[Sequence[int]],
        lanes: Sequence[int],
        middles: Sequence[float],
        halves: Sequence[float],
        starts: Mapping[int, float] = _SPREAD,
        ends: Mapping[int, float] = _SPREAD,
        pitches: tuple[float, float] = (PORT_PITCH, PORT_PITCH),
    ) -> None:
        first_touches: list[tuple[int, _Port]] = []
        last_touches: list[tuple[int, _Port]] = []
        for (source, *bends, target), lane in zip(ways, lanes, strict=True):
            first, last = (bends[0], bends[-1]) if bends else (target, source)
            first_touches.append((source, (middles[first], first, 0 if bends else lane)))
            last_touches.append((target, (middles[last], last, lane)))
        self.start = _settled(_spread(first_touches, halves, pitches[0]), starts)
        self.end = _settled(_spread(last_touches, halves, pitches[1]), ends)


def _spread(touches: Sequence[tuple[int, _Port]], halves: Sequence[float], most: float) -> list[float]:
    sides: dict[int, set[_Port]] = {}
    for card, port in touches:
        sides.setdefault(card, set()).add(port)
    offsets = {
        (card, port): (index - (len(side) - 1) / 2) * _pitch(len(side), 2 * halves[card], most)
        for card, side in sides.items()
        for index, port in enumerate(sorted(side))
    }
    return [offsets[touch] for touch in touches]


def _settled(offsets: list[float], settled: Mapping[int, float]) -> list[float]:
    return [settled.get(edge, offset) for edge, offset in enumerate(offsets)] if settled else offsets
