import pytest
from hypothesis import given
from hypothesis import strategies as st

from nablascope.core.language.so_far import parse_so_far


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("y = x**2\nz = y +", "y = x**2"),
        ("y = x**2\nz = (y + 1", "y = x**2"),
        ("y = x**2\n\nz = sine(y)\nw = z", "y = x**2\n"),
        ("a = x\nb = (a +\n  a) 3\nc = b", "a = x"),
        ("a = x\nb = [\n  a,\n] ]\nc = b", "a = x"),
        ("a = x\nprint 'a'\nb = (a", "a = x"),
        ("a = x\nif a:\n  b = a\nelif(a):\n  b = )", "a = x"),
        ("a = x\nif a:\n  b = a\nelse :\n  b = )", "a = x"),
        ("a = x\nelsewhere = )", "a = x"),
    ],
)
def test_the_lines_before_an_error_are_still_read(text, read):
    program, failure = parse_so_far(text)
    assert failure is not None
    assert program is not None
    assert program.text == read


def test_the_error_told_is_the_whole_text_s_first():
    assert parse_so_far("a = x\nb = a +\nc = (").failure.span.line == 2


def test_a_text_without_an_error_is_read_whole():
    program, failure = parse_so_far("y = x\nz = y")
    assert failure is None
    assert program.text == "y = x\nz = y"


@pytest.mark.parametrize("text", ["", "y = (", "sine(x)", "# nothing\n\n", "x = 1\n" * 20_000])
def test_where_the_first_line_is_at_fault_nothing_is_read(text):
    program, failure = parse_so_far(text)
    assert program is None
    assert failure is not None


@given(st.text(alphabet="xy=+(\n) \"'1#.\\"))
def test_any_text_is_read_or_refused_in_words(text):
    program, failure = parse_so_far(text)
    assert failure is not None or program is not None
