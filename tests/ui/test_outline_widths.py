"""The outline's columns share what room there is."""

from hypothesis import given
from hypothesis import strategies as st

from nablascope.core.scene.outline import HEADINGS
from nablascope.ui.outline_widths import widths

COLUMNS = tuple(HEADINGS)
NUMBERS = ("number", "value", "gradient", "line")


@given(st.integers(1, 3000), st.integers(0, 10**6))
def test_the_columns_fill_no_more_than_there_is_until_words_are_as_short_as_they_get(room, nodes):
    least, now, usual = (widths(COLUMNS, nodes, pixels) for pixels in (0, room, 10_000))
    assert sum(now.values()) <= max(room, sum(least.values()))
    assert all(least[column] <= now[column] <= usual[column] for column in COLUMNS)
    assert all(now[column] == usual[column] for column in NUMBERS), "numbers are never cut"


def test_a_large_graph_has_room_for_its_numbers():
    assert widths(COLUMNS, 100_002, 900)["number"] > widths(COLUMNS, 12, 900)["number"]


def test_columns_of_numbers_alone_stay_as_they_are():
    assert widths(("value", "line"), 5, 10) == widths(("value", "line"), 5, 1000)
