"""A layout from outside is used only if every node and every edge has its place in it."""

from dataclasses import replace
from math import inf, nan

import pytest

from core.traces import run
from nablascope.core.graph.check import DamagedTraceError
from nablascope.core.layout.check import check_layout
from nablascope.core.layout.lay_out import lay_out

TRACE = run("y = x * x + sin(x)", x=9.5)
LAYOUT = lay_out(TRACE)


def test_what_we_lay_out_is_sound():
    check_layout(LAYOUT, TRACE)
    check_layout(replace(LAYOUT, homes=(0.0,) * len(LAYOUT.keys)), TRACE)


@pytest.mark.parametrize(
    "forged",
    [
        replace(LAYOUT, keys=LAYOUT.keys[1:]),
        replace(LAYOUT, positions=LAYOUT.positions[1:]),
        replace(LAYOUT, sizes=(*LAYOUT.sizes, (1.0, 1.0))),
        replace(LAYOUT, homes=(1.0,)),
        replace(LAYOUT, routes=LAYOUT.routes[1:]),
        replace(LAYOUT, routes=((), *LAYOUT.routes[1:])),
        replace(LAYOUT, routes=(LAYOUT.routes[0][:2], *LAYOUT.routes[1:])),
        replace(LAYOUT, width=inf),
        replace(LAYOUT, positions=((nan, 0.0), *LAYOUT.positions[1:])),
        replace(LAYOUT, positions=((1e300, 0.0), *LAYOUT.positions[1:])),
    ],
)
def test_a_forged_one_is_found_out(forged):
    with pytest.raises(DamagedTraceError):
        check_layout(forged, TRACE)
