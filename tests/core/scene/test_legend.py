"""The legend says which colour stands for how large a share."""

from itertools import pairwise

import pytest

from nablascope.core.scene.display_list import Box, DisplayList, Label
from nablascope.core.scene.legend import HEIGHT, WIDTH, legend, with_legend
from nablascope.core.scene.strength import Range
from nablascope.core.scene.theme_file import load_theme

LIGHT = load_theme("light", coloured=True)


def numbers(items):
    return [item.text for item in items if isinstance(item, Label) and item.face == "mono"]


def bar(items):
    return [item.fill for item in items if isinstance(item, Box) and item.pen is None]


def test_it_has_every_colour_and_the_numbers_of_three():
    items = legend(Range(1e-9, 25.0), LIGHT)

    assert bar(items) == list(LIGHT.gradient_scale)
    assert numbers(items) == ["0.0025", "0.2500", "25.0000"]


def test_numbers_are_written_as_on_cards():
    assert numbers(legend(Range(1e-9, 3e-5), LIGHT)) == ["3.00e−09", "3.00e−07", "3.00e−05"]


def test_shares_that_are_all_alike_have_one_colour_and_one_number():
    items = legend(Range(0.5, 0.5), LIGHT)

    assert bar(items) == [LIGHT.gradient_scale[-1]]
    assert numbers(items) == ["0.5000"]


@pytest.mark.parametrize(("shares", "theme"), [(Range(), LIGHT), (Range(1.0, 2.0), load_theme("light"))])
def test_there_is_none_where_nothing_is_coloured(shares, theme):
    picture = DisplayList((), 400.0, 200.0, LIGHT.paper)

    assert legend(shares, theme) == []
    assert with_legend(picture, shares, theme) is picture


def test_in_a_picture_it_stands_under_the_graph_and_the_picture_has_room_for_it():
    picture = with_legend(DisplayList((), 100.0, 200.0, LIGHT.paper), Range(1.0, 2.0), LIGHT)

    assert picture.width == WIDTH
    assert min(item.y for item in picture.items) > 200.0
    assert max(item.y + item.height for item in picture.items if isinstance(item, Box)) <= picture.height
    assert picture.height > 200.0 + HEIGHT


def test_its_numbers_do_not_touch():
    items = [item for item in legend(Range(1e-300, 1.23456e-100), LIGHT) if isinstance(item, Label)]
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}
    ends = [
        (item.x - before[item.anchor] * width, item.x + (1 - before[item.anchor]) * width)
        for item in items
        if item.face == "mono"
        for width in [len(item.text) * 0.6 * item.size]
    ]

    assert all(right + 4 < left for (_, right), (left, _) in pairwise(ends))
