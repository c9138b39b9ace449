"""What a reader must not overlook stands on the card's lower edge."""

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.core.scene.marked_traces import marked_trace, several_outputs_trace, stopped_trace
from tests.core.traces import node, run, tensor

from nablascope.core.layout.dimensions import CARD_WIDTH
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene import badges
from nablascope.core.scene.badges import badge_row, badges_of, output_badge
from nablascope.core.scene.display_list import Box, Label
from nablascope.core.scene.draw import draw
from nablascope.core.scene.mark_words import BADGES
from nablascope.core.scene.roles import Role
from nablascope.core.scene.theme_file import load_theme

LIGHT = load_theme("light")
SIZE = (float(CARD_WIDTH), 92.0)


def shown(trace):
    return [item.text for item in draw(trace, lay_out(trace), LIGHT).items if isinstance(item, Label)]


def marked(*marks, **columns):
    return replace(node(0, name="y", value=tensor(1.0)), marks=marks, **columns)


def row_of(row, role=Role()):  # noqa: B008 - a frozen value
    return badge_row(row, role, (0.0, 0.0), SIZE)


def test_the_output_says_so_and_its_name_where_the_card_has_another():
    assert "output" in shown(run("y = x**2", x=3.0))
    assert "output low (0)" in shown(several_outputs_trace())


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("output",), "output"),
        (("output (1)",), "output (1)"),
        (("output", "z"), "output z"),
        (("outputs",), "output outputs"),
    ],
)
def test_an_output_without_a_name_does_not_say_output_twice(names, said):
    unnamed = node(0, name=None, value=tensor(1.0))
    assert output_badge(unnamed, Role(names)).text == said


def test_the_node_at_which_the_run_stopped_says_so_and_has_a_strong_red_border():
    trace = stopped_trace()
    strong = [
        item
        for item in draw(trace, lay_out(trace), LIGHT).items
        if isinstance(item, Box) and item.pen and item.pen.colour == LIGHT.error and item.height > 90
    ]

    assert "stopped" in shown(trace)
    assert [box.pen.width for box in strong] == [2.0]


def test_a_mark_is_a_word_on_the_card():
    assert "kink" in shown(marked_trace("kink"))
    assert "∞" in shown(marked_trace("infinite"))


def test_what_is_urgent_comes_first_and_looks_different_without_colour():
    trace = marked_trace("kink", "NaN")
    nan, kink = badges_of(marked("kink", "NaN"), Role())
    boxes = [item for item in draw(trace, lay_out(trace), LIGHT).items if isinstance(item, Box)]
    radii = {box.pen.colour: box.radius for box in boxes if box.height == badges.HEIGHT}

    assert (nan.text, kink.text) == ("NaN", "kink")
    assert radii[LIGHT.error] != radii[LIGHT.border]


def test_the_first_bad_number_does_not_also_say_that_it_is_one():
    assert [badge.text for badge in badges_of(marked("NaN", "first NaN or infinity"), Role())] == [
        "first NaN/∞"
    ]


def test_hooks_are_counted():
    assert [badge.text for badge in badges_of(marked(hooks=("a",)), Role())] == ["hook"]
    assert [badge.text for badge in badges_of(marked(hooks=("a", "b")), Role())] == ["2 hooks"]


def test_badges_stay_within_their_card_and_apart_and_what_has_no_room_is_counted():
    row = row_of(marked(*BADGES, hooks=("a", "b")), Role(("loss",), failed=True))

    places = sorted((place.left, place.right) for _, place in row)
    assert places[0][0] >= 0
    assert places[-1][1] <= CARD_WIDTH
    assert all(one[1] < other[0] for one, other in pairwise(places))
    assert any(badge.text.startswith("+") for badge, _ in row)


def test_a_node_without_anything_to_say_has_no_badge():
    assert row_of(marked()) == []
