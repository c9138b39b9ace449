"""Edges: the value's way to its consumer, and the gradient's way back just under it.

Where edges run down, the gradient is as far to the right of its value.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import copysign

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.dimensions import CHIP_SIZE
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.ports import gradient_offset
from nablascope.core.scene.display_list import SHARP, Curve, Pen
from nablascope.core.scene.edge_kinds import into_unreached
from nablascope.core.scene.plane import Plane, plane_of
from nablascope.core.scene.strength import share_pen
from nablascope.core.scene.theme import Theme

_VALUE_WIDTH, _OUTSIDE_WIDTH = 1.6, 1.4
_OUTSIDE_DASH = (4.0, 4.0)
_IDLE_WIDTH = 1.2
_STEEP = 64.0
_MOST_ASIDE = 7.0
"""How far a turn of that rise or more is moved aside; further would bend its start too sharply."""

_TIP_LENGTH, _TIP_HALF, _TIP_WIDTH = 6.0, 3.5, 1.8


def value_curves(trace: Trace, layout: Layout, theme: Theme) -> dict[int, Curve]:
    """The value of each drawn edge; dashed where autograd does not follow it, thin where to no end."""
    inside, outside, idle = value_pens(theme)
    unreached = into_unreached(trace)
    follows = trace.nodes.requires_grad

    def pen(edge: int, source: int, target: int) -> Pen:
        if not (follows[source] and follows[target]):
            return outside
        return idle if edge in unreached else inside

    ends = enumerate(zip(trace.edges.source, trace.edges.target, strict=True))
    drawn = ((edge, nodes) for edge, nodes in ends if layout.is_drawn(edge))
    return {edge: Curve(layout.routes[edge], pen(edge, *nodes)) for edge, nodes in drawn}


def value_pens(theme: Theme) -> tuple[Pen, Pen, Pen]:
    """Of an edge that autograd follows, of one outside of it, and of one along which nothing goes."""
    outside = Pen(theme.edge_outside, _OUTSIDE_WIDTH, _OUTSIDE_DASH)
    return Pen(theme.edge, _VALUE_WIDTH), outside, idle_pen(theme)


def idle_pen(theme: Theme) -> Pen:
    """Of an edge along which nothing goes."""
    return Pen(theme.edge_outside, _IDLE_WIDTH)


def gradient_curves(
    trace: Trace, layout: Layout, theme: Theme, strengths: Mapping[int, int]
) -> dict[int, Curve]:
    """The way of the share of each edge in `strengths`, by edge index."""
    offsets, plane = _offsets(trace, layout), plane_of(layout)
    return {
        edge: gradient_curve(layout.routes[edge], offsets[edge], share_pen(theme, strong), plane)
        for edge, strong in strengths.items()
    }


def gradient_curve(route: Sequence[Point], offset: float, pen: Pen, plane: Plane) -> Curve:
    """The way of the share of the edge whose value goes along `route`."""
    return Curve(plane.points(_lowered(plane.points(route), offset)), pen)


def arrows(gradients: Mapping[int, Curve], plane: Plane) -> list[Curve]:
    """The tips of the gradients' ways, where the value began; of all that end in one place, the widest's."""
    widest_last = sorted(gradients.values(), key=lambda curve: curve.pen.width)
    ends = {curve.points[0]: curve.pen.colour for curve in widest_last}
    tips = [(_tip(*plane.point(end)), colour) for end, colour in ends.items()]
    return [Curve(plane.points(tip), Pen(colour, _TIP_WIDTH)) for tip, colour in tips]


def _tip(x: float, y: float) -> tuple[Point, ...]:
    back, end = x + _TIP_LENGTH, (x + SHARP, y)
    upper, lower = (back, y - _TIP_HALF), (back, y + _TIP_HALF)
    return upper, upper, end, end, end, lower, lower


def _offsets(trace: Trace, layout: Layout) -> list[float]:
    """How far under its value each gradient runs: less where the ports of a card or a chip are crowded."""
    sides = _sides(layout)
    owners = _owners(trace, layout, sides)
    ports = {(owner, start) for (owner, _), start in zip(owners, _starts(layout), strict=True)}
    starts, ends = Counter(owner for owner, _ in ports), Counter(trace.edges.target)
    return [
        min(gradient_offset(starts[owner], side), gradient_offset(ends[target], sides[target]))
        for (owner, side), target in zip(owners, trace.edges.target, strict=True)
    ]


def _sides(layout: Layout) -> list[float]:
    """How long the side is that edges touch, of each card."""
    plane = plane_of(layout)
    return [plane.point(size)[1] for size in layout.sizes]


def _owners(trace: Trace, layout: Layout, sides: Sequence[float]) -> list[tuple[int | Point, float]]:
    """What each edge starts at, a node or the chip at a corner, and how long the side there is."""
    owners: list[tuple[int | Point, float]] = [(source, sides[source]) for source in trace.edges.source]
    _, side = plane_of(layout).point(CHIP_SIZE)
    for edge, corner in zip(layout.chips, layout.chip_corners, strict=True):
        owners[edge] = corner, side
    return owners


def _starts(layout: Layout) -> Iterator[Point]:
    return (layout.routes.start(edge) for edge in range(len(layout.routes)))


def _lowered(route: Sequence[Point], offset: float) -> tuple[Point, ...]:
    """`route` moved down, and its turns aside, so that a steep turn keeps its distance too."""
    way = [(x, y + offset) for x, y in route]
    for start in range(0, len(way) - 1, 3):
        aside = _aside(way[start + 3][1] - way[start][1], offset)
        for control in (start + 1, start + 2):
            way[control] = (way[control][0] + aside, way[control][1])
    return tuple(way)


def _aside(rise: float, offset: float) -> float:
    return -copysign(min(offset, _MOST_ASIDE) * min(abs(rise) / _STEEP, 1.0), rise)
