"""An open group is a frame behind its cards, with its name; a click on that closes it."""

import pytest
from tests.core.layout.test_nested import nested
from tests.core.traces import run

from nablascope.core.layout.nest import OUTSIDE
from nablascope.core.scene.display_list import Box, Label
from nablascope.core.scene.draw import draw
from nablascope.core.scene.frames import frame_title_at, frames
from nablascope.core.scene.theme_file import load_theme

LIGHT = load_theme("light")


@pytest.fixture
def drawn():
    """A frame within a frame."""
    trace = run("a = sin(x)\nb = exp(a)\ny = sin(b)", x=1.0)
    return trace, nested(trace, [OUTSIDE, 0, 1, 0], [OUTSIDE, 0])


def test_every_frame_has_its_name(drawn):
    _, layout = drawn

    names = [item.text for item in frames(layout, LIGHT) if isinstance(item, Label)]
    assert names == ["− group 0", "− group 1"]


def test_frames_lie_behind_everything(drawn):
    trace, layout = drawn
    items = draw(trace, layout, LIGHT).items

    boxes = [(item.x, item.y) for item in items if isinstance(item, Box)]
    corners = [(x + 0.5, y + 0.5) for x, y in layout.frame_corners]
    assert boxes[:2] == corners


def test_a_name_is_pointed_at(drawn):
    _, layout = drawn
    (x, y), (inner_x, inner_y) = layout.frame_corners

    assert frame_title_at(layout, x + 5, y + 5) == 0
    assert frame_title_at(layout, inner_x + 5, inner_y + 5) == 1
    assert frame_title_at(layout, inner_x + 5, inner_y + 60) is None


def test_a_picture_without_open_groups_has_no_frames():
    trace = run("y = sin(x)", x=1.0)

    assert frames(nested(trace, [OUTSIDE, OUTSIDE], []), LIGHT) == []
