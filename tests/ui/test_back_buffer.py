"""Pixels that were moved are those that would have been painted."""

import pytest
from PySide6.QtCore import QSize

from nablascope.core.scene.display_list import Box, DisplayList
from nablascope.render.drawing import Listed
from nablascope.ui.back_buffer import BackBuffer, Scene
from nablascope.ui.viewport import Viewport, panned, snapped

SIZE = QSize(320, 240)
RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0)


def stripes() -> DisplayList:
    """Something else in every place, far beyond what is seen."""
    boxes = [
        Box(
            40.0 * column,
            40.0 * row,
            31.0,
            27.0,
            radius=6.0,
            fill=f"#{(37 * column) % 256:02x}{(91 * row) % 256:02x}40",
            pen=None,
        )
        for column in range(-10, 30)
        for row in range(-10, 30)
    ]
    return DisplayList(tuple(boxes), 1200.0, 1200.0, "#ffffff")


@pytest.fixture
def scene(qapp):
    return Scene(Listed(stripes()), "#fffaf0", "#c0c0c0")


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("way", [(13, 0), (-13, 0), (0, 9), (0, -9), (7, -11), (-31, 23)])
def test_a_pan_moves_the_pixels_and_paints_only_what_comes_into_view(scene, ratio, way):
    before = Viewport(1.3, 33.7, 12.9)
    after = snapped(panned(before, *way), ratio)
    moved, painted = BackBuffer(), BackBuffer()
    moved.render(scene, snapped(before, ratio), SIZE, ratio)
    moved.seconds = -1.0
    moved.render(scene, after, SIZE, ratio)
    painted.render(scene, after, SIZE, ratio)
    assert moved.seconds == -1.0, "all of it was painted"
    assert moved._pixmap.toImage() == painted._pixmap.toImage()


class Rough:
    """Drawn in less detail where much is in view."""

    def __init__(self):
        self.width, self.height, self.painted = 1200.0, 1200.0, []

    def detail(self, view, scale):
        return "rough" if view.left() > 0 else "fine"

    def paint(self, painter, clip, detail):
        self.painted.append((clip.width(), detail))


def test_a_strip_is_painted_in_the_detail_of_the_whole_view_and_all_of_it_when_that_changes(qapp):
    rough, buffer = Rough(), BackBuffer()
    scene = Scene(rough, "#fffaf0", "#c0c0c0")
    for x in (50, 30, -10, -20):
        buffer.render(scene, Viewport(1.0, x, 0.0), SIZE, 1.0)
    assert [detail for _, detail in rough.painted] == ["fine", "fine", "rough", "rough"]
    assert [width == SIZE.width() for width, _ in rough.painted] == [True, False, True, False]


def test_a_screen_of_another_density_gets_pixels_of_its_own(scene):
    buffer = BackBuffer()
    buffer.render(scene, Viewport(), QSize(320, 240), 2.0)
    assert not buffer.shows(scene, Viewport(), QSize(640, 480), 1.0)
    assert not buffer.fits(scene, QSize(640, 480), 1.0)
    buffer.render(scene, Viewport(), QSize(640, 480), 1.0)
    assert buffer.shows(scene, Viewport(), QSize(640, 480), 1.0)
