from hypothesis import given
from hypothesis import strategies as st

from nablascope.core.scene.text import cells, elided


@given(st.text(), st.integers(1, 30))
def test_elided_text_fits(text, limit):
    assert cells(elided(text, limit)) <= limit


@given(st.text(max_size=20))
def test_text_that_fits_stays_whole(text):
    assert elided(text, 40) == text


def test_elided_text_says_so():
    assert elided("a_very_long_name", 8) == "a_very_…"


def test_wide_characters_count_twice_and_accents_not_at_all():
    assert cells("権重") == 4
    assert cells("e\u0301") == 1
    assert elided("権重パラメータ", 6) == "権重…"
