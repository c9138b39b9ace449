"""A parameter of a loop stands as a chip beside each use; a chip is told apart and can be pointed at."""

from dataclasses import replace

import pytest
from tests.core.layout.test_lay_out import loop
from tests.core.traces import trace_of

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Box, Label
from nablascope.core.scene.draw import draw
from nablascope.core.scene.theme_file import load_theme
from nablascope.core.scene.use_chips import chip_at, use_chips

LIGHT = load_theme("light")


@pytest.fixture(scope="module")
def drawn():
    trace = loop(20)
    return trace, lay_out(trace)


def texts(items):
    return [item.text for item in items if isinstance(item, Label)]


def test_every_chip_is_named(drawn):
    items = use_chips(*drawn, LIGHT)

    assert {text: texts(items).count(text) for text in "wubh"} == {"w": 20, "u": 20, "b": 20, "h": 21}


def test_a_chip_is_in_the_picture(drawn):
    trace, layout = drawn
    left, top = layout.chip_corners[0]

    boxes = [item for item in draw(trace, layout, LIGHT).items if isinstance(item, Box)]
    assert [box for box in boxes if (box.x, box.y) == (left + 0.5, top + 0.5)]


def test_no_share_lies_on_a_chip(drawn):
    trace, layout = drawn

    boxes = [item for item in draw(trace, layout, LIGHT).items if isinstance(item, Box)]
    corners = {(x + 0.5, y + 0.5) for x, y in layout.chip_corners}
    chips = [box for box in boxes if (box.x, box.y) in corners]
    shares = [box for box in boxes if box.height == 18]
    assert len(chips) == len(corners)
    assert not [(chip, share) for chip in chips for share in shares if meet(chip, share)]


def meet(one, other):
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def test_what_has_no_name_is_told_apart_by_its_shape(drawn):
    trace, layout = drawn
    matrix = replace(trace.nodes[0].value, shape=(3, 4), values=(0.5,) * 12)
    rows = [replace(row, name=None, values=(matrix,)) if row.name == "w" else row for row in trace.nodes]
    unnamed = trace_of(rows, list(trace.edges), trace.output_node)

    assert texts(use_chips(unnamed, layout, LIGHT)).count("leaf 3×4") == 20


def test_a_chip_can_be_pointed_at(drawn):
    _, layout = drawn
    left, top = layout.chip_corners[3]

    assert chip_at(layout, left + 1, top + 1) == layout.chips[3]
    assert chip_at(layout, left - 1, top + 1) is None


def test_a_node_that_is_left_out_has_no_chips(drawn):
    trace, _ = drawn
    (w,) = (node.id for node in trace.nodes if node.name == "w")

    assert set(texts(use_chips(*drawn, LIGHT, {w}))) == set("ubh")
