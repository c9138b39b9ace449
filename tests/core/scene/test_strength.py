"""How strong a share is drawn: by its size beside the largest one."""

from math import inf, nan

import pytest
from tests.core.traces import tensor

from nablascope.core.graph.tensor import Statistics, TensorSummary
from nablascope.core.graph.tensors import TensorsBuilder
from nablascope.core.scene.strength import (
    BAD,
    EVEN,
    LEVELS,
    NONE,
    Range,
    range_of,
    share_pen,
    size_of,
    strength,
    strengths,
)
from nablascope.core.scene.theme_file import load_theme

LIGHT, COLOURED = load_theme("light"), load_theme("light", coloured=True)


def widths(*sizes):
    among = range_of(sizes)
    return [share_pen(LIGHT, strength(size, among)).width for size in sizes]


def test_each_decade_less_is_half_a_pixel_thinner_down_to_four_decades():
    assert widths(5.0, 0.5, 0.05, 0.005, 0.0005, 5e-9, 0.0) == [3.0, 2.5, 2.0, 1.5, 1.0, 1.0, 1.0]


def test_shares_that_are_all_alike_have_the_usual_width():
    assert widths(3.0, 3.0) == [2.2, 2.2]
    assert widths(3.0, 0.0) == [2.2, 1.0]
    assert widths(0.0, 0.0) == [1.0, 1.0]


@pytest.mark.parametrize("bad", [tensor(nan), tensor(1.0, inf, shape=(2,)), tensor("(nan+1j)")])
def test_what_is_not_finite_is_in_the_colour_of_errors_and_dashed(bad):
    pen = share_pen(COLOURED, strength(size_of(bad), range_of([1.0, 100.0])))

    assert pen.colour == LIGHT.error
    assert pen.dash


def test_what_did_not_travel_counts_by_its_statistics():
    known = Statistics(-9.0, 4.0, 0.0, 1.0, 10.0, nan=0, infinite=0, zero=0)
    bad = Statistics(-9.0, 4.0, 0.0, 1.0, 10.0, nan=1, infinite=0, zero=0)

    assert size_of(TensorSummary((1000,), "float32", "cpu", (1.0, 2.0), known)) == 9.0
    assert size_of(TensorSummary((1000,), "float32", "cpu", (1.0, 2.0), bad)) == inf
    assert size_of(TensorSummary((0,), "float32", "cpu", ())) == 0.0


def test_every_edge_is_told_how_strong_its_share_is():
    builder = TensorsBuilder()
    index = [builder.add_summary(one) for one in (tensor(-200.0), tensor(2.0), tensor(nan))]

    found, among = strengths(builder.build(), dict(zip((4, 7, 9), index, strict=True)))

    assert found == {4: LEVELS, 7: LEVELS - 2, 9: BAD}
    assert among == Range(2.0, 200.0)


def test_colours_follow_the_strength_where_the_theme_says_so():
    scale = [share_pen(COLOURED, level).colour for level in range(1, LEVELS + 1)]

    assert scale == list(LIGHT.gradient_scale)
    assert share_pen(COLOURED, EVEN).colour == LIGHT.gradient_scale[-1]
    assert {share_pen(LIGHT, level).colour for level in range(NONE, BAD)} == {LIGHT.gradient}
