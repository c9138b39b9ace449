from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest
from tests.core.traces import node, tensor, trace_of

from nablascope.core.graph.trace import Edge
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.display_list import Pen
from nablascope.core.scene.edges import arrows, gradient_curves, value_curves
from nablascope.core.scene.plane import ACROSS
from nablascope.core.scene.polyline import Polyline
from nablascope.core.scene.strength import EVEN
from nablascope.core.scene.theme_file import load_theme

LIGHT = load_theme("light")
TRACE = trace_of(
    [node(0, "leaf", name="x"), node(1, op="SinBackward0", function="sin")],
    [Edge(0, 0, 1, 0, "0", tensor(1.0))],
)


def rising(rise):
    """A route that turns by `rise` within 72 px, as they are drawn."""
    return (168.0, 0.0), (204.0, 0.0), (204.0, rise), (240.0, rise)


def layout(route):
    corners = ((0.0, -46.0), (240.0, route[-1][1] - 46.0))
    return Layout.of(("x", "sin"), corners, ((168.0, 92.0),) * 2, (route,), 408.0, 600.0)


def distances(route):
    """From each point of the gradient to the value's way."""
    (value,) = value_curves(TRACE, layout(route), LIGHT).values()
    (gradient,) = gradient_curves(TRACE, layout(route), LIGHT, {0: EVEN}).values()
    lines = [Polyline(curve.points) for curve in (value, gradient)]
    over, under = ([*zip(line.xs, line.ys, strict=True)] for line in lines)
    return [min(distance(point, *piece) for piece in pairwise(over)) for point in under]


def distance(point, a, b):
    along = sum((p - s) * (e - s) for p, s, e in zip(point, a, b, strict=True)) / dist(a, b) ** 2
    return dist(point, [s + (e - s) * min(max(along, 0.0), 1.0) for s, e in zip(a, b, strict=True)])


@pytest.mark.parametrize("rise", [0.0, 60.0, -60.0, 200.0, -200.0])
def test_a_gradient_keeps_its_distance_in_a_steep_turn_too(rise):
    assert min(distances(rising(rise))) >= 6.5


def test_gradients_that_end_in_one_place_have_one_tip():
    (gradient,) = gradient_curves(TRACE, layout(rising(60.0)), LIGHT, {0: EVEN}).values()

    assert len(arrows({0: gradient, 1: gradient}, ACROSS)) == 1


def test_the_tip_of_several_gradients_is_that_of_the_widest():
    (gradient,) = gradient_curves(TRACE, layout(rising(60.0)), LIGHT, {0: EVEN}).values()
    weak = replace(gradient, pen=Pen("#111111", 1.0))

    (tip,) = arrows({0: gradient, 1: weak}, ACROSS)

    assert tip.pen.colour == LIGHT.gradient


def test_a_way_many_edges_share_keeps_the_full_distance():
    count = 30
    trace = trace_of(
        [node(0, "leaf", name="x"), *[node(id, function="f") for id in range(1, count + 1)]],
        [Edge(0, 0, id, 0, "0", tensor(1.0)) for id in range(1, count + 1)],
    )
    place = Layout.of(
        tuple(map(str, range(count + 1))),
        ((0.0, -46.0), *((240.0 * id, -46.0) for id in range(1, count + 1))),
        ((168.0, 92.0),) * (count + 1),
        tuple(((168.0, 0.0), (169.0, 0.0), (170.0, 0.0), (240.0 * id, 0.0)) for id in range(1, count + 1)),
        8000.0,
        92.0,
    )

    assert {
        curve.points[0]
        for curve in gradient_curves(
            trace, place, LIGHT, dict.fromkeys(range(len(trace.edges)), EVEN)
        ).values()
    } == {(168.0, 12.0)}
