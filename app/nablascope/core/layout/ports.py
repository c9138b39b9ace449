"""Where edges touch a card's sides: in the order in which they fan out, so that none cross there."""

from collections.abc import Sequence

from nablascope.core.layout.dimensions import CARD_HEIGHT, GRADIENT_OFFSET, LANE_PITCH

_PORT_SPAN = 48
"""From the first port of a side to its last at most."""

_Side = list[tuple[float, int, int, int]]


def port_pitch(count: int) -> float:
    """The distance between neighbours of `count` ports on one side of a card."""
    return LANE_PITCH if count < 2 else min(LANE_PITCH, _PORT_SPAN / (count - 1))


def gradient_offset(count: int) -> float:
    """How far under its value a gradient runs at a side of a card with `count` ports."""
    return min(GRADIENT_OFFSET, port_pitch(count) / 2)


class Ports:
    """By edge, how far below a card's top it touches its producer (`start`) and its consumer (`end`)."""

    def __init__(self, ways: Sequence[Sequence[int]], lanes: Sequence[int], middles: Sequence[float]) -> None:
        starts: dict[int, _Side] = {}
        ends: dict[int, _Side] = {}
        for edge, way in enumerate(ways):
            starts.setdefault(way[0], []).append((middles[way[1]], way[1], lanes[edge], edge))
            ends.setdefault(way[-1], []).append((middles[way[-2]], way[-2], lanes[edge], edge))
        self.start = _spread(starts)
        self.end = _spread(ends)


def _spread(sides: dict[int, _Side]) -> dict[int, float]:
    return {
        edge: CARD_HEIGHT / 2 + (index - (len(side) - 1) / 2) * port_pitch(len(side))
        for side in sides.values()
        for index, (*_, edge) in enumerate(sorted(side))
    }
