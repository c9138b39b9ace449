from hypothesis import given
from hypothesis import strategies as st

from nablascope.core.language.friendly.edits import Edit, edited, insertion, replacement


def test_what_edits_wrote_stands_where_it_was_typed():
    root = edited("2√x + 1", [insertion(1, "*"), replacement(1, 2, "sqrt("), insertion(3, ")")])
    assert root.text == "2*sqrt(x) + 1"
    assert [root.begins(place) for place in (0, 2, 7, 12)] == [0, 1, 2, 6]
    assert [root.ends(place) for place in (1, 9, 8, 13)] == [1, 3, 3, 7]


def test_at_one_place_an_insertion_comes_before_what_it_is_inserted_at():
    assert edited("ab", [replacement(1, 2, "X"), insertion(1, "+"), insertion(1, ")", -1)]).text == "a)+X"


@st.composite
def texts_with_edits(draw):
    text = draw(st.text("abc\n", max_size=20))
    edits, place = [], 0
    while place < len(text) and draw(st.booleans()):
        start = draw(st.integers(place, len(text)))
        end = draw(st.integers(start, len(text)))
        edits.append(Edit(start, end, 0, draw(st.text("XYZ", max_size=4))))
        place = end + 1
    return text, edits


@given(texts_with_edits())
def test_places_never_cross_and_copied_characters_keep_theirs(case):
    text, edits = case
    result = edited(text, edits)
    starts = [result.begins(place) for place in range(len(result.text) + 1)]
    ends = [result.ends(place) for place in range(len(result.text) + 1)]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= place <= len(text) for place in (*starts, *ends))
    for place, character in enumerate(result.text):
        if character not in "XYZ":
            assert text[result.begins(place)] == character
            assert result.ends(place + 1) == result.begins(place) + 1
