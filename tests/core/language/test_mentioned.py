"""Which names stand in a text that may be broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nablascope.core.language.bounds import MAX_BYTES
from nablascope.core.language.mentioned import MOST, mentioned


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("z = w *", {"z", "w"}),
        ("y = 2x₁²w + f'{v}' +", {"x1", "w", "v"}),
        ("y = √x + |u", {"x", "u"}),
        ("ﬁ +", {"fi"}),
    ],
)
def test_names_are_found_beside_notation_and_inside_of_texts(text, there):
    assert there <= set(mentioned(text))


def test_a_part_of_a_name_is_no_name():
    assert "w" not in mentioned("z = window *")


def test_there_is_an_end_to_them():
    assert len(mentioned(" ".join(f"x{i}" for i in range(5000)))) == MOST
    assert mentioned("x" * (MAX_BYTES + 1)) == ()


@given(st.text())
def test_any_text_has_some(text):
    assert all(mentioned(text))
