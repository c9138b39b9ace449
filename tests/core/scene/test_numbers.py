import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.traces import tensor

from nablascope.core.scene.numbers import exact, number, preview, previews, shape_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (81.0, "81.0000"),
        (-0.24687536, "−0.2469"),
        (0.0, "0.0000"),
        (-0.0, "−0.0000"),
        (0.001, "0.0010"),
        (0.0009, "9.0000e−04"),
        (-1.5e-9, "−1.5000e−09"),
        (9_999_999.0, "9999999.0000"),
        (-9_999_999.0, "−9999999.0000"),
        (1e7, "1.0000e+07"),
        (-1.23456e-100, "−1.2346e−100"),
        (math.nan, "NaN"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (7, "7"),
        (-7, "−7"),
        (10**20, "1.0000e+20"),
        (True, "True"),
        (False, "False"),
        ("(1+2j)", "1+2j"),
        ("(-0.5+1.25j)", "−0.5+1.25j"),
    ],
)
def test_a_number_reads_as_in_a_book(value, text):
    assert number(value) == text


@given(st.floats(), st.sampled_from([9, 11, 13]))
def test_a_number_fits_its_row(value, width):
    assert len(number(value, width)) <= width


@given(st.complex_numbers(allow_nan=False), st.sampled_from([11, 13]))
def test_a_complex_number_fits_its_row(value, width):
    assert len(number(str(value), width)) <= width


def test_a_text_that_is_no_number_is_shown_as_it_is():
    assert number("not a number at all") == "not a number…"


@given(st.integers())
def test_a_whole_number_fits_its_row(value):
    assert len(number(value)) <= 13


@given(st.floats(1e-3, 1e6))
def test_an_ordinary_number_is_right_to_four_decimals(value):
    assert abs(float(number(value)) - value) <= 0.5e-4 + 1e-9


def test_every_digit_is_there_on_request():
    assert exact(-0.7158354760083521) == "−0.7158354760083521"
    assert exact(2**60 + 1) == "1152921504606846977"
    assert exact(-math.inf) == "−∞"


def as_float32(value: float) -> float:
    return struct.unpack("f", struct.pack("f", value))[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [(-4e-7, "−4e−07"), (0.1, "0.1"), (16777216.0, "16777216.0"), (3.4028234663852886e38, "3.4028235e+38")],
)
def test_a_float32_has_its_own_digits(value, text):
    assert exact(as_float32(value), "float32") == text


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_no_digit_of_a_float32_is_lost(value):
    assert as_float32(float(exact(value, "float32").replace("−", "-"))) == value


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_float32_may_be_no_number(value):
    assert exact(value, "float32") == exact(value)


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        (tensor(2.5), "2.5000"),
        (tensor(1.0, 2.0, shape=(2,)), "[1, 2]"),
        (tensor(*[4.5] * 4, shape=(2, 2)), "[4.5, 4.5, …]"),
        (tensor(-1.2345678, 0.0, shape=(2,)), "[−1.235, 0]"),
        (tensor(math.nan, -math.inf, 1.0, shape=(3,)), "[NaN, −∞, 1]"),
        (tensor(True, False, shape=(2,), dtype="bool"), "[True, False]"),
        (tensor("(0.123456+0.123456j)", "(1+1j)", shape=(2,)), "[…]"),
        (tensor(shape=(0, 3)), "[]"),
    ],
)
def test_a_tensor_shows_whole_first_elements(summary, text):
    assert preview(summary) == text


@given(st.lists(st.floats(), max_size=6), st.sampled_from([11, 13]))
def test_a_preview_fits_its_row(values, width):
    assert len(preview(tensor(*values, shape=(len(values),)), width)) <= width


def test_a_preview_of_the_first_elements_says_that_there_are_more():
    assert preview(tensor(1.0, 2.0, shape=(1000,))) == "[1, 2, …]"


def test_shapes():
    assert shape_text(()) == "()"
    assert shape_text((3,)) == "3"
    assert shape_text((2, 3, 4)) == "2×3×4"


def test_a_preview_of_long_numbers_has_fewer_digits_rather_than_none():
    summary = tensor(*[-1.2346e8] * 16, shape=(4, 4))

    assert preview(summary) == "[−1.2e+08, …]"
    assert preview(summary, 11) == "[−1e+08, …]"


def test_several_outputs_are_shown_one_by_one():
    assert previews((tensor(1.0), tensor(2.5))) == "1, 2.5"
    assert previews((tensor(1.0), None)) == "1, ·"
    assert previews((tensor(1.0, 2.0, shape=(2,)), tensor(3.0, 4.0, shape=(2,)))) == "[1, 2], …"


def test_one_output_has_all_the_room():
    assert previews((tensor(-0.24687536),)) == "−0.2469"


@given(st.lists(st.floats() | st.integers() | st.booleans(), min_size=2, max_size=5), st.integers(10, 20))
def test_several_outputs_fit_their_row(values, width):
    assert len(previews([tensor(value) for value in values], width)) <= width
