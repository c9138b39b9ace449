"""Signs on an edge: where it is cut, which output it carries, and how the shape changes on its way."""

from collections.abc import Mapping

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.scene.display_list import SHARP, Box, Curve, Item, Label, Pen
from nablascope.core.scene.edge_kinds import into_cuts, of_several_outputs
from nablascope.core.scene.numbers import shape_text
from nablascope.core.scene.plane import Plane
from nablascope.core.scene.rectangles import Rectangle
from nablascope.core.scene.text import elided
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.type_scale import BADGE, MEDIUM

_CUT_BEFORE = 14.0
"""How far before its end an edge is cut."""

_STROKE_GAP, _STROKE_SLANT, _STROKE_HALF, _STROKE_WIDTH = 4.0, 2.0, 6.0, 1.6
_PORT = 14.0
_PORT_BASELINE = 3.5
_LONGEST_SHAPE = 10

Shape = tuple[int, ...] | None

ARROW = " → "
"""Between the shape a value has and the shape it is brought to."""


def cut_signs(trace: Trace, curves: Mapping[int, Curve], theme: Theme, plane: Plane) -> list[Item]:
    """Two slanted strokes with a gap between them on every edge that ends at a cut."""
    cut = (edge for edge in sorted(into_cuts(trace)) if edge in curves)
    places = dict.fromkeys(_cut_place(curves[edge], plane) for edge in cut)
    return [item for place in places for item in _cut_sign(place, theme, plane)]


def cut_sign(curve: Curve, theme: Theme, plane: Plane) -> list[Item]:
    """The two strokes on one of these edges."""
    return _cut_sign(_cut_place(curve, plane), theme, plane)


def port_signs(trace: Trace, layout: Layout, theme: Theme) -> list[Item]:
    """The output's number where an edge leaves a node that has several."""
    outputs = trace.edges.output
    edges = sorted(of_several_outputs(trace))
    ports = dict.fromkeys((layout.routes[edge][0], outputs[edge]) for edge in edges)
    return [item for (x, y), output in ports for item in port_sign(x, y, str(output), theme)]


def shape_changes(trace: Trace) -> dict[int, str]:
    """The edges along which a value is broadcast, and how its shape changes; not of plain numbers."""
    changes = ShapeChanges(trace)
    told = ((edge, changes.of(edge)) for edge in range(len(trace.edges)))
    return {edge: text for edge, text in told if text}


class ShapeChanges:
    """How the shape of a value changes along single edges."""

    def __init__(self, trace: Trace) -> None:
        self._shapes, self._kind, self._edges = _Shapes(trace), trace.nodes.kind, trace.edge_columns
        self._first, self._values = trace.node_columns.outputs.view(), trace.node_columns.value.view()

    def of(self, edge: int) -> str:
        """The change, or nothing where there is none or a plain number comes."""
        source, target, first = self._edges.source[edge], self._edges.target[edge], self._first
        place = first[source] + self._edges.output[edge]
        if place >= first[source + 1] or first[target] == first[target + 1]:
            return ""
        before, after = (self._shapes.of(self._values[one]) for one in (place, first[target]))
        told = _is_broadcast(before, after) and (before or self._kind[source] != "constant")
        return ARROW.join(_short(shape) for shape in (before, after)) if told else ""


def _is_broadcast(before: Shape, after: Shape) -> bool:
    """By torch's rule: sizes are compared from the last one on, and a 1 is repeated."""
    if before is None or after is None or before == after or len(before) > len(after):
        return False
    return all(a in (1, b) for a, b in zip(reversed(before), reversed(after), strict=False))


def _short(shape: Shape) -> str:
    return elided(shape_text(shape or ()), _LONGEST_SHAPE)


class _Shapes:
    """The shape of a tensor by its index, without the tensor."""

    def __init__(self, trace: Trace) -> None:
        self._forms, self._form = trace.tensors.forms, trace.tensors.form.view()

    def of(self, tensor: int) -> Shape:
        return None if tensor == NOTHING else self._forms[self._form[tensor]].shape


def _cut_place(curve: Curve, plane: Plane) -> Point:
    """In the plane."""
    line = plane.line(curve.points)
    along = line.xs[-1] - _CUT_BEFORE
    return along, line.y_at(along)


def _cut_sign(place: Point, theme: Theme, plane: Plane) -> list[Item]:
    (x, y), half = plane.point(place), _STROKE_GAP / 2
    gap = Box(x - half, y - half, _STROKE_GAP, _STROKE_GAP, 0.0, theme.paper, None)
    strokes = (_stroke(place[0] + side, place[1]) for side in (-half, half))
    return [gap, *(Curve(plane.points(stroke), Pen(theme.muted, _STROKE_WIDTH)) for stroke in strokes)]


def _stroke(x: float, y: float) -> tuple[Point, ...]:
    top, bottom = (x + _STROKE_SLANT, y - _STROKE_HALF), (x - _STROKE_SLANT, y + _STROKE_HALF)
    return top, top, bottom, bottom


def port_sign(x: float, y: float, number: str, theme: Theme) -> list[Item]:
    """An output's number, where an edge of its starts at (x, y)."""
    place = port_place(x, y)
    ground = Box(place.left, place.top, _PORT, _PORT, _PORT / 2, theme.panel, Pen(theme.border, 1.0))
    return [ground, Label(x, y + _PORT_BASELINE, number, "mono", BADGE, MEDIUM, theme.muted, "middle")]


def port_place(x: float, y: float) -> Rectangle:
    """The ground of an output's number whose edge starts at (x, y)."""
    left, top = round(x - _PORT / 2) + SHARP, round(y - _PORT / 2) + SHARP
    return Rectangle(left, top, left + _PORT, top + _PORT)
