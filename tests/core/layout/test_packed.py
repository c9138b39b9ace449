"""A layout goes through its columns and comes back equal; broken columns are found out."""

from dataclasses import replace

import pytest

from core.traces import run
from nablascope.core.graph.check import DamagedTraceError
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.layout import Layout
from nablascope.core.layout.packed import pack_layout, unpack_layout

LAYOUT = lay_out(run("y = x * x + sin(x)", x=9.5))
PACKED = pack_layout(LAYOUT)


@pytest.mark.parametrize(
    "layout",
    [
        LAYOUT,
        replace(LAYOUT, homes=tuple(float(place) for place in range(len(LAYOUT.keys)))),
        Layout((), (), (), (), 0.0, 0.0),
    ],
)
def test_it_comes_back_equal(layout):
    assert unpack_layout(pack_layout(layout)) == layout


@pytest.mark.parametrize(
    "broken",
    [
        replace(PACKED, points=PACKED.points[:-8]),
        replace(PACKED, points=PACKED.points[:-3]),
        replace(PACKED, points=b""),
        replace(PACKED, lengths=PACKED.lengths[4:]),
        replace(PACKED, lengths=PACKED.lengths[1:]),
        replace(PACKED, homes=b"1"),
        replace(PACKED, keys=(*PACKED.keys, "more")),
    ],
)
def test_broken_columns_are_found_out(broken):
    with pytest.raises(DamagedTraceError):
        unpack_layout(broken)
