"""Where a label of an edge goes: on its line or beside it, free of cards and of other labels.

All of it is found in the plane, where lines run to the right; a size is how far a label goes along its
line, and how far across.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from nablascope.core.layout.dimensions import GRADIENT_OFFSET
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.scene.display_list import SHARP, Curve
from nablascope.core.scene.plane import Plane, plane_of
from nablascope.core.scene.polyline import Polyline
from nablascope.core.scene.rectangles import Occupied, Rectangle

Size = tuple[float, float]

HEIGHT = 18.0
"""Of a label on a line."""

SMALL_HEIGHT = 14.0
"""Of a label beside a line."""

_APART = 3.0
"""Between a small label and its value's line, or its share's chip."""

_LEAD = 10.0
"""The piece of line left visible between a chip and a card."""

_STEP = 12.0
"""Between two places that are tried, or for a short chip half of its own."""

_CLEARANCE = 2.0
_COLUMN = 256.0

_MOST_LINES = 600
"""Of a larger graph, whose chips are read only when zoomed in, each takes the first free place."""

_CROSSED = 1.0
_OWN_VALUE_CROSSED = 0.15
_STEP_COST = 0.02
"""What a place costs: covering another edge's line, covering the own value's, each step from the consumer."""


class Places:
    """Finds each chip's place, one after the other."""

    def __init__(
        self,
        gradients: Mapping[int, Curve],
        values: Mapping[int, Curve],
        layout: Layout,
        taken: Iterable[Rectangle] = (),
    ) -> None:
        plane = self._plane = plane_of(layout)
        self._gradients = {edge: plane.line(curve.points) for edge, curve in gradients.items()}
        self._values = {edge: plane.line(curve.points) for edge, curve in values.items()}
        self._lines: list[tuple[int, float, Polyline]] = []
        self._columns: dict[int, list[int]] = {}
        self._occupied = Occupied()
        for (x, y), (width, height) in zip(layout.positions, layout.sizes, strict=True):
            self._occupied.add(plane.rectangle(Rectangle(x, y, x + width, y + height)))
        for rectangle in taken:
            self._occupied.add(plane.rectangle(rectangle))
        for edge, line in self._values.items():
            self._add_line(edge, _OWN_VALUE_CROSSED, line)
        for edge, line in self._gradients.items():
            self._add_line(edge, 0.0, line)

    def take(self, edge: int, width: float) -> Rectangle:
        """The best free place on the way of `edge`, or else the nearest free one beside its start."""
        line, size = self._gradients[edge], self._plane.point((width, HEIGHT))
        best = self._free(edge, _places_on(line, size, (_hanging(size), 0.0)))
        place = self._beside(line, size) if best is None else best
        self._occupied.add(place)
        return self._plane.rectangle(place)

    def take_beside(self, edge: int, width: float) -> Rectangle | None:
        """The best free place above the value of `edge` or below its share; None where there is no room."""
        line, size = self._values[edge], self._plane.point((width, SMALL_HEIGHT))
        rises = _above(size), _below(size)
        found = (self._free(edge, _on_the_page(_places_on(line, size, (rise,)))) for rise in rises)
        place = next(filter(None, found), None)
        if place is None:
            return None
        self._occupied.add(place)
        return self._plane.rectangle(place)

    def _free(self, edge: int, places: Iterator[tuple[int, Rectangle]]) -> Rectangle | None:
        return _cheapest(
            (step * _STEP_COST + self._cost(edge, place), step, place)
            for step, place in places
            if self._occupied.leaves_free(place, _CLEARANCE)
        )

    def _add_line(self, edge: int, own_cost: float, line: Polyline) -> None:
        for column in range(int(line.xs[0] // _COLUMN), int(line.xs[-1] // _COLUMN) + 1):
            self._columns.setdefault(column, []).append(len(self._lines))
        self._lines.append((edge, own_cost, line))

    def _cost(self, edge: int, place: Rectangle) -> float:
        if len(self._lines) > _MOST_LINES:
            return 0.0
        columns = {int(place.left // _COLUMN), int(place.right // _COLUMN)}
        near = {index for column in columns for index in self._columns.get(column, ())}
        return sum(
            own if owner == edge else _CROSSED
            for owner, own, line in map(self._lines.__getitem__, near)
            if line.meets(place.left, place.top, place.right, place.bottom)
        )

    def _beside(self, line: Polyline, size: Size) -> Rectangle:
        middle, pitch = _last_middle(line, size), size[1] + _CLEARANCE
        below = (_around(middle, line.ys[-1] + step * pitch, size) for step in count())
        return next(place for place in below if self._occupied.leaves_free(place, _CLEARANCE))


def beside_consumer(way: Sequence[Point], width: float, plane: Plane, level: int = 0) -> Rectangle:
    """The usual place of a chip: on the line, just before the consumer's card, or `level` chips before."""
    line, size = plane.line(way), plane.point((width, HEIGHT))
    middle = _last_middle(line, size) - level * (size[0] + _CLEARANCE)
    return plane.rectangle(_around(middle, line.y_at(middle) - _hanging(size), size))


def beside_value(way: Sequence[Point], width: float, plane: Plane, *, above: bool) -> Rectangle:
    """The usual place of a small label: above a value, or below its share."""
    line, size = plane.line(way), plane.point((width, SMALL_HEIGHT))
    middle = _last_middle(line, size)
    rise = _above(size) if above else _below(size)
    return plane.rectangle(_around(middle, line.y_at(middle) - rise, size))


def _last_middle(line: Polyline, size: Size) -> float:
    return line.xs[-1] - _LEAD - size[0] / 2


def _hanging(size: Size) -> float:
    """How far above its line the middle of a chip is whose upper side is as far above as of any."""
    return (HEIGHT - size[1]) / 2


def _above(size: Size) -> float:
    """How far above its value's line the middle of a small label is; `_below` of one below the share."""
    return size[1] / 2 + _APART


def _below(size: Size) -> float:
    return -(GRADIENT_OFFSET + HEIGHT / 2 + _APART + size[1] / 2)


def _cheapest(places: Iterator[tuple[float, int, Rectangle]]) -> Rectangle | None:
    best: tuple[float, int, Rectangle] | None = None
    for candidate in places:
        if best is None or candidate[0] < best[0]:
            best = candidate
        if best[0] <= candidate[1] * _STEP_COST:
            break
    return best[2] if best else None


def _places_on(line: Polyline, size: Size, rises: Sequence[float]) -> Iterator[tuple[int, Rectangle]]:
    """From the consumer on, so far above the line; those whose line rises into them are among them."""
    middle, step = _last_middle(line, size), min(_STEP, size[0] / 2 + _CLEARANCE / 2)
    for number in count():
        if middle - size[0] / 2 < line.xs[0] + _LEAD:
            return
        y = line.y_at(middle)
        yield from ((number, _around(middle, y - rise, size)) for rise in dict.fromkeys(rises))
        middle -= step


def _on_the_page(places: Iterator[tuple[int, Rectangle]]) -> Iterator[tuple[int, Rectangle]]:
    return (place for place in places if place[1].top >= 0.0)


def _around(middle: float, y: float, size: Size) -> Rectangle:
    left, top = round(middle - size[0] / 2) + SHARP, round(y - size[1] / 2) + SHARP
    return Rectangle(left, top, left + round(size[0]), top + round(size[1]))
