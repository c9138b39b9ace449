"""Where edges touch a card's sides: in the order in which they fan out, so that none cross there."""

from collections.abc import Sequence

from nablascope.core.layout.dimensions import GRADIENT_OFFSET, LANE_PITCH

_PORT_MARGIN = 44
"""What the ports of a side leave free of a card's height."""

_Side = list[tuple[float, int, int, int]]


def _pitch(count: int, height: float) -> float:
    """The distance between neighbours of `count` ports on one side of a card."""
    return LANE_PITCH if count < 2 else min(LANE_PITCH, (height - _PORT_MARGIN) / (count - 1))


def gradient_offset(count: int, height: float) -> float:
    """How far under its value a gradient runs at a side with `count` ports of a card of that height."""
    return min(GRADIENT_OFFSET, _pitch(count, height) / 2)


class Ports:
    """By edge, how far below a card's middle it touches its producer (`start`) and its consumer (`end`)."""

    def __init__(
        self,
        ways: Sequence[Sequence[int]],
        lanes: Sequence[int],
        middles: Sequence[float],
        halves: Sequence[float],
    ) -> None:
        starts: dict[int, _Side] = {}
        ends: dict[int, _Side] = {}
        for edge, way in enumerate(ways):
            starts.setdefault(way[0], []).append((middles[way[1]], way[1], lanes[edge], edge))
            ends.setdefault(way[-1], []).append((middles[way[-2]], way[-2], lanes[edge], edge))
        self.start = _spread(starts, halves)
        self.end = _spread(ends, halves)


def _spread(sides: dict[int, _Side], halves: Sequence[float]) -> dict[int, float]:
    return {
        edge: (index - (len(side) - 1) / 2) * _pitch(len(side), 2 * halves[card])
        for card, side in sides.items()
        for index, (*_, edge) in enumerate(sorted(side))
    }
