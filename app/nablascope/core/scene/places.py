"""Where a label of an edge goes: on its line or beside it, free of cards and of other labels."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from nablascope.core.layout.dimensions import GRADIENT_OFFSET
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.display_list import SHARP, Curve
from nablascope.core.scene.polyline import Polyline
from nablascope.core.scene.rectangles import Occupied, Rectangle

HEIGHT = 18.0
"""Of a label on a line."""

SMALL_HEIGHT = 14.0
"""Of a label beside a line."""

_ABOVE = SMALL_HEIGHT / 2 + 3.0
_BELOW = -(GRADIENT_OFFSET + HEIGHT / 2 + 3.0 + SMALL_HEIGHT / 2)
"""How far above its value's line the middle of a small label is."""

_LEAD = 10.0
"""The piece of line left visible between a chip and a card."""

_STEP = 12.0
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
        self._gradients = {edge: Polyline(curve.points) for edge, curve in gradients.items()}
        self._values = {edge: Polyline(curve.points) for edge, curve in values.items()}
        self._lines: list[tuple[int, float, Polyline]] = []
        self._columns: dict[int, list[int]] = {}
        self._occupied = Occupied()
        for (x, y), (width, height) in zip(layout.positions, layout.sizes, strict=True):
            self._occupied.add(Rectangle(x, y, x + width, y + height))
        for rectangle in taken:
            self._occupied.add(rectangle)
        for edge, line in self._values.items():
            self._add_line(edge, _OWN_VALUE_CROSSED, line)
        for edge, line in self._gradients.items():
            self._add_line(edge, 0.0, line)

    def take(self, edge: int, width: float) -> Rectangle:
        """The best free place on the way of `edge`, or else the nearest free one beside its start."""
        line = self._gradients[edge]
        best = self._free(edge, _places_on(line, width))
        place = self._beside(line, width) if best is None else best
        self._occupied.add(place)
        return place

    def take_beside(self, edge: int, width: float) -> Rectangle | None:
        """The best free place above the value of `edge` or below its share; None where there is no room."""
        line = self._values[edge]
        found = (self._free(edge, _places_on(line, width, SMALL_HEIGHT, rise)) for rise in (_ABOVE, _BELOW))
        place = next(filter(None, found), None)
        if place is not None:
            self._occupied.add(place)
        return place

    def _free(self, edge: int, places: Iterator[Rectangle]) -> Rectangle | None:
        return _cheapest(
            (step * _STEP_COST + self._cost(edge, place), step, place)
            for step, place in enumerate(places)
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

    def _beside(self, line: Polyline, width: float) -> Rectangle:
        middle = line.xs[-1] - _LEAD - width / 2
        below = (_around(middle, line.ys[-1] + step * (HEIGHT + _CLEARANCE), width) for step in count())
        return next(place for place in below if self._occupied.leaves_free(place, _CLEARANCE))


def beside_consumer(line: Polyline, width: float) -> Rectangle:
    """The usual place of a chip: on the line, just before the consumer's card."""
    middle = line.xs[-1] - _LEAD - width / 2
    return _around(middle, line.y_at(middle), width)


def beside_value(line: Polyline, width: float, *, above: bool) -> Rectangle:
    """The usual place of a small label: above a value, or below its share."""
    middle = line.xs[-1] - _LEAD - width / 2
    return _around(middle, line.y_at(middle) - (_ABOVE if above else _BELOW), width, SMALL_HEIGHT)


def _cheapest(places: Iterator[tuple[float, int, Rectangle]]) -> Rectangle | None:
    best: tuple[float, int, Rectangle] | None = None
    for candidate in places:
        if best is None or candidate[0] < best[0]:
            best = candidate
        if best[0] <= candidate[1] * _STEP_COST:
            break
    return best[2] if best else None


def _places_on(
    line: Polyline, width: float, height: float = HEIGHT, rise: float = 0.0
) -> Iterator[Rectangle]:
    """From the consumer on, so far above the line; those whose line rises into them are among them."""
    middle = line.xs[-1] - _LEAD - width / 2
    while middle - width / 2 >= line.xs[0] + _LEAD:
        yield _around(middle, line.y_at(middle) - rise, width, height)
        middle -= _STEP


def _around(middle: float, y: float, width: float, height: float = HEIGHT) -> Rectangle:
    left, top = round(middle - width / 2) + SHARP, round(y - height / 2) + SHARP
    return Rectangle(left, top, left + round(width), top + height)
