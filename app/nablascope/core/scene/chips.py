"""Chips: each edge's share of the gradient, on the gradient's way and near its start at the consumer."""

from collections.abc import Iterator, Mapping
from itertools import count

from nablascope.core.layout.layout import Layout
from nablascope.core.scene.display_list import SHARP, Box, Curve, Item, Label, Pen
from nablascope.core.scene.polyline import Polyline
from nablascope.core.scene.rectangles import Occupied, Rectangle
from nablascope.core.scene.text import MONO_ADVANCE, cells
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.type_scale import CHIP, MEDIUM

_HEIGHT = 18.0
_RADIUS = 5.0
_PADDING = 6.0
_BASELINE = 13.0
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


def chips(
    texts: Mapping[int, str],
    gradients: Mapping[int, Curve],
    values: Mapping[int, Curve],
    layout: Layout,
    theme: Theme,
) -> list[Item]:
    """A chip for each of `texts`, by edge; none overlaps a card or another chip."""
    places = _Places(gradients, values, layout)
    items: list[Item] = []
    for edge in sorted(texts, key=lambda edge: _reading_place(layout, edge)):
        width = cells(texts[edge]) * CHIP * MONO_ADVANCE + 2 * _PADDING
        items += _chip(places.take(edge, width), texts[edge], theme)
    return items


def _reading_place(layout: Layout, edge: int) -> tuple[float, ...]:
    return *layout.routes[edge][-1], *layout.routes[edge][0], edge


def _chip(place: Rectangle, text: str, theme: Theme) -> list[Item]:
    width = place.right - place.left
    pen = Pen(theme.gradient_border, 1.0)
    middle = place.left + width / 2
    return [
        Box(place.left, place.top, width, _HEIGHT, _RADIUS, theme.gradient_wash, pen),
        Label(middle, place.top + _BASELINE, text, "mono", CHIP, MEDIUM, theme.gradient, "middle"),
    ]


class _Places:
    """Finds each chip's place, one after the other."""

    def __init__(self, gradients: Mapping[int, Curve], values: Mapping[int, Curve], layout: Layout) -> None:
        self._gradients = {edge: Polyline(curve.points) for edge, curve in gradients.items()}
        self._lines: list[tuple[int, float, Polyline]] = []
        self._columns: dict[int, list[int]] = {}
        self._occupied = Occupied()
        for (x, y), (width, height) in zip(layout.positions, layout.sizes, strict=True):
            self._occupied.add(Rectangle(x, y, x + width, y + height))
        for edge, curve in values.items():
            self._add_line(edge, _OWN_VALUE_CROSSED, Polyline(curve.points))
        for edge, line in self._gradients.items():
            self._add_line(edge, 0.0, line)

    def take(self, edge: int, width: float) -> Rectangle:
        """The best free place on the way of `edge`, or else the nearest free one beside its start."""
        line = self._gradients[edge]
        free = (
            (step * _STEP_COST + self._cost(edge, place), step, place)
            for step, place in enumerate(_places_on(line, width))
            if self._occupied.leaves_free(place, _CLEARANCE)
        )
        best = _cheapest(free)
        place = self._beside(line, width) if best is None else best
        self._occupied.add(place)
        return place

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
        below = (_around(middle, line.ys[-1] + step * (_HEIGHT + _CLEARANCE), width) for step in count())
        return next(place for place in below if self._occupied.leaves_free(place, _CLEARANCE))


def _cheapest(places: Iterator[tuple[float, int, Rectangle]]) -> Rectangle | None:
    best: tuple[float, int, Rectangle] | None = None
    for candidate in places:
        if best is None or candidate[0] < best[0]:
            best = candidate
        if best[0] <= candidate[1] * _STEP_COST:
            break
    return best[2] if best else None


def _places_on(line: Polyline, width: float) -> Iterator[Rectangle]:
    middle = line.xs[-1] - _LEAD - width / 2
    while middle - width / 2 >= line.xs[0] + _LEAD:
        yield _around(middle, line.y_at(middle), width)
        middle -= _STEP


def _around(middle: float, y: float, width: float) -> Rectangle:
    left, top = round(middle - width / 2) + SHARP, round(y - _HEIGHT / 2) + SHARP
    return Rectangle(left, top, left + round(width), top + _HEIGHT)
