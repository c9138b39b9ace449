"""A layout from outside is used only if every node and every edge has its place in it."""

from dataclasses import replace
from math import inf, nan

import pytest

from core.traces import run
from nablascope.core.graph.check import DamagedTraceError
from nablascope.core.graph.columns import Ints
from nablascope.core.layout.check import check_layout
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.points import Floats, Points, Routes

TRACE = run("y = x * x + sin(x)", x=9.5)
LAYOUT = lay_out(TRACE)


def with_chips(chips):
    corners = Points.of([(0.0, 0.0)] * len(chips))
    return replace(LAYOUT, chips=chips, chip_corners=corners)


def test_what_we_lay_out_is_sound():
    check_layout(LAYOUT, TRACE)
    check_layout(replace(LAYOUT, homes=Floats.of([0.0] * len(LAYOUT.keys))), TRACE)
    check_layout(with_chips(Ints.of((0, 2))), TRACE)


def with_routes(*routes):
    return replace(LAYOUT, routes=Routes.of(routes))


def with_starts(starts):
    return replace(LAYOUT, routes=replace(LAYOUT.routes, starts=starts))


FIRST, *REST = LAYOUT.routes
STARTS = LAYOUT.routes.starts


@pytest.mark.parametrize(
    "forged",
    [
        replace(LAYOUT, keys=LAYOUT.keys[1:]),
        replace(LAYOUT, positions=Points(LAYOUT.positions.data[16:])),
        replace(LAYOUT, positions=Points(LAYOUT.positions.data[3:])),
        replace(LAYOUT, sizes=Points.of((*LAYOUT.sizes, (1.0, 1.0)))),
        replace(LAYOUT, homes=Floats.of((1.0,))),
        replace(LAYOUT, homes=Floats(b"1")),
        with_routes(*REST),
        with_routes((), *REST),
        with_routes(FIRST[:2], *REST),
        with_starts(Ints("q", STARTS.data)),
        with_starts(Ints("i", STARTS.data[4:])),
        with_starts(Ints.of((3, *list(STARTS)[1:]))),
        with_starts(Ints.of((*list(STARTS)[:-1], STARTS[-1] + 3))),
        replace(LAYOUT, routes=replace(LAYOUT.routes, points=Points(b""))),
        with_chips(Ints.of((99,))),
        replace(LAYOUT, chips=Ints.of((0, 1))),
        with_chips(Ints.of((-1,))),
        with_chips(Ints.of((1, 1))),
        with_chips(Ints("i", b"123")),
        replace(LAYOUT, width=inf),
        replace(LAYOUT, positions=Points.of(((nan, 0.0), *list(LAYOUT.positions)[1:]))),
        replace(LAYOUT, positions=Points.of(((1e300, 0.0), *list(LAYOUT.positions)[1:]))),
    ],
)
def test_a_forged_one_is_found_out(forged):
    with pytest.raises(DamagedTraceError):
        check_layout(forged, TRACE)
