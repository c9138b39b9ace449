"""What a person may type into an input's field."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nablascope.document.literal import LiteralError, literal_text, number_text, parse_literal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9", 9),
        ("1e-3", 0.001),
        (" 2.50 ", 2.5),
        ("−3", -3),
        (".5", 0.5),
        ("5.", 5.0),
        ("+1E+2", 100.0),
        ("INF", math.inf),
        ("inf", math.inf),
        ("-Infinity", -math.inf),
    ],
)
def test_a_number_in_any_usual_form(text, value):
    assert parse_literal(text) == ((value,), ())


@pytest.mark.parametrize("text", ["-0", "−0", "-0.0"])
def test_a_zero_keeps_its_sign(text):
    ((value,), _) = parse_literal(text)
    assert math.copysign(1, value) == -1
    assert number_text(value) == "-0"


def test_nan_is_a_number():
    ((value,), shape) = parse_literal("NaN")
    assert math.isnan(value)
    assert shape == ()


def test_a_number_too_large_for_a_whole_number_becomes_a_float():
    assert parse_literal("9" * 30) == ((1e30,), ())


@pytest.mark.parametrize(
    ("text", "values", "shape"),
    [
        ("[1, 2, 3]", (1, 2, 3), (3,)),
        ("[[1, 2], [3, 4], [5, -6e1]]", (1, 2, 3, 4, 5, -60), (3, 2)),
        ("[[], []]", (), (2, 0)),
        ("[[[7]]]", (7,), (1, 1, 1)),
    ],
)
def test_nested_lists_have_a_shape(text, values, shape):
    assert parse_literal(text) == (values, shape)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write a number"),
        ("x", "“x” is not a number"),
        ("1_0", "“1_0” is not a number"),
        ("1/3", "“1/3” is not a number"),
        ("٣", "“٣” is not a number"),
        ("+nan", "“.nan” is not a number"),
        ("1e", "“1e” is not a number"),
        ("1 2", "Write a number"),
        ("[1, 2", "Write a number"),
        ("[1,, 2]", "Write a number"),
        ("[[1, 2], [3]]", "same number of elements"),
        ("[[1], 2]", "same number of elements"),
        ("[" * 50 + "1" + "]" * 50, "at most 16 dimensions"),
    ],
)
def test_anything_else_is_refused_in_plain_words(text, words):
    with pytest.raises(LiteralError, match=words):
        parse_literal(text)


@given(value=st.floats(allow_nan=False))
def test_a_number_survives_its_text(value):
    assert parse_literal(number_text(value)) == ((value,), ())


@given(rows=st.integers(0, 4), columns=st.integers(0, 4), data=st.data())
def test_a_matrix_survives_its_text(rows, columns, data):
    size = rows * columns
    values = tuple(data.draw(st.lists(st.integers(-99, 99), min_size=size, max_size=size)))
    shape = (rows, columns) if rows else (0,)
    assert parse_literal(literal_text(values, shape)) == (values, shape)
