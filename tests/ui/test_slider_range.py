"""A slider's range follows the value, in round steps."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nablascope.ui.slider_range import STEPS, SliderRange, range_for


@pytest.mark.parametrize(
    ("value", "end"), [(0, 2), (9, 20), (100, 200), (2, 4), (-3, 10), (0.004, 0.01), (1e6, 2e6)]
)
def test_the_value_has_room_on_both_sides(value, end):
    reach = range_for(value)
    assert reach is not None
    assert reach.end == pytest.approx(end)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e305])
def test_some_values_have_no_slider(value):
    assert range_for(value) is None


def test_steps_are_round_numbers():
    assert [SliderRange(4.0).value(step) for step in (0, 201, STEPS)] == [-4.0, 0.02, 4.0]


@given(step=st.integers(0, STEPS), exponent=st.integers(-6, 6))
def test_a_step_finds_back_to_itself(step, exponent):
    reach = SliderRange(2 * 10.0**exponent)
    assert reach.step(reach.value(step)) == step


@given(value=st.floats(allow_nan=False, allow_infinity=False, max_value=1e300, min_value=-1e300))
def test_a_range_suits_the_value_it_was_made_for(value):
    reach = range_for(value)
    assert reach is None or reach.suits(value)


def test_a_value_at_the_end_or_next_to_nothing_asks_for_another_range():
    assert not SliderRange(4.0).suits(4.0)
    assert not SliderRange(4.0).suits(0.001)
    assert SliderRange(4.0).suits(0.0)
