"""What a person can write into the search, and what they are told where it cannot be read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nablascope.core.graph.query import Compared, Condition, Has, Marked, QueryError, Shaped, Word, parse


@pytest.mark.parametrize("blank", ["", "   ", "and", ",", '""'])
def test_a_blank_line_asks_for_nothing(blank):
    assert parse(blank) == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Sin", Word("sin")),
        ("×", Word("×")),
        ("|x|", Word("|x|")),
        ("+=", Word("+=")),
        ("encoder.layers.0", Word("encoder.layers.0")),
        ("gradients", Word("gradients")),
        ('"grad > 1"', Word("grad > 1")),
        ('"leaf', Word("leaf")),
        ("leaf", Has("leaf")),
        ("CONSTANT", Has("constant")),
        ("NaN", Has("nan")),
        ("∞", Has("inf")),
        ("zero", Has("zero")),
        ("kink", Marked("kink")),
        ("inplace", Marked("in-place")),
        ("in-place", Marked("in-place")),
        ("masked-nan", Marked("masked NaN")),
        ("shape:3x4", Shaped((3, 4))),
        ("shape:3×*", Shaped((3, None))),
        ("shape: (3, 4)", Shaped((3, 4))),
        ("shape:[200,]", Shaped((200,))),
        ("shape:()", Shaped(())),
        ("shape:scalar", Shaped(())),
    ],
)
def test_a_condition_is_read_as_it_is_meant(text, condition):
    assert parse(text) == (condition,)


@pytest.mark.parametrize(
    ("text", "quantity", "absolute", "operator", "number"),
    [
        ("grad > 1", "grad", False, ">", 1.0),
        ("grad>1", "grad", False, ">", 1.0),
        ("|grad| < 1e-6", "grad", True, "<", 1e-6),
        ("| Gradient |≥−2", "grad", True, ">=", -2.0),
        ("value == 0", "value", False, "=", 0.0),
        ("value ≠ -0.5", "value", False, "!=", -0.5),
        ("value < ∞", "value", False, "<", float("inf")),
    ],
)
def test_a_comparison_is_read_as_it_is_meant(text, quantity, absolute, operator, number):
    (condition,) = parse(text)
    assert isinstance(condition, Compared)
    told = condition.quantity, condition.absolute, condition.operator, condition.number
    assert told == (quantity, absolute, operator, number)


def test_several_conditions_stand_side_by_side():
    apart = parse("relu"), parse("grad > 1"), parse("nan"), parse("shape:3x4")
    assert parse("relu grad > 1 and nan, shape:3x4") == tuple(one for (one,) in apart)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("grad >", "Write a number after grad >, as in |grad| < 1e-6."),
        ("grad > big", "“big” is not a number. Compare with a number, as in |grad| < 1e-6."),
        ("value = nan", "Write nan by itself to find NaN. Compare with a number, as in |grad| < 1e-6."),
        ("|grad < 1", "Write bars on both sides of grad, as in |grad| < 1e-6."),
        ("loss > 1", "Only value and grad can be compared, as in |grad| < 1e-6."),
        ("loss>1", "Only value and grad can be compared, as in |grad| < 1e-6."),
        (
            "shape:wide",
            "Write sizes after shape:, as in shape:3x4, with * for any size.",
        ),
        ("shape:", "Write sizes after shape:, as in shape:3x4, with * for any size."),
    ],
)
def test_a_line_that_cannot_be_read_says_what_to_write(text, told):
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert str(caught.value) == told


PIECES = st.sampled_from(
    ["grad", "|", "value", " ", ">", "=", "1e", "-", "shape:", "x", "(", '"', ",", "nan", "∞", "9" * 30, "é"]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=9).map("".join))
def test_any_line_is_a_query_or_says_what_is_wrong(text):
    with suppress(QueryError):
        assert all(isinstance(one, Condition) for one in parse(text))
