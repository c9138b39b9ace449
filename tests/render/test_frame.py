from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from tests.core.films import whole
from tests.core.traces import run

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Box, DisplayList
from nablascope.core.scene.film import FilmOptions
from nablascope.core.scene.make_film import make_film
from nablascope.core.scene.theme_file import load_theme
from nablascope.render.frame import to_frame

RED = "#ff0000"


def filled(width, height):
    """A picture whose whole extent is red."""
    return DisplayList((Box(0.0, 0.0, width, height, 0.0, RED, None),), width, height, "#ffffff")


def red_rectangle(image: QImage):
    """Left, top, right and bottom of what is red; the last two are outside."""
    red = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() == RED
    ]
    columns, rows = {x for x, _ in red}, {y for _, y in red}
    return min(columns), min(rows), max(columns) + 1, max(rows) + 1


@pytest.mark.parametrize(("width", "height"), [(300, 200), (201, 333)])
def test_a_frame_has_exactly_the_wished_pixels(width, height):
    frame = to_frame(whole(), width, height)
    assert (frame.width(), frame.height()) == (width, height)


@pytest.mark.parametrize("extent", [(800.0, 100.0), (100.0, 800.0), (400.0, 400.0)])
def test_a_picture_is_whole_and_in_the_middle(extent):
    left, top, right, bottom = red_rectangle(to_frame(filled(*extent), 300, 200))
    assert left > 0
    assert top > 0
    assert left == pytest.approx(300 - right, abs=1)
    assert top == pytest.approx(200 - bottom, abs=1)
    assert (right - left) / (bottom - top) == pytest.approx(extent[0] / extent[1], rel=0.1)


def test_a_tiny_graph_is_no_poster():
    left, _, right, _ = red_rectangle(to_frame(filled(10.0, 10.0), 960, 600))
    assert right - left == 20


def test_paper_is_behind_everything():
    assert to_frame(whole("dark"), 96, 60).pixelColor(0, 0).name() == load_theme("dark").paper


def test_a_frame_has_room_around_it():
    picture = replace(whole(), background="#123456")
    assert to_frame(picture, 200, 100).pixelColor(1, 50).name() == "#123456"


def test_a_seed_on_its_way_from_the_right_is_not_cut_off():
    trace = run("y = torch.sin(x / 2**1.5)", x=100.0)
    film = make_film(trace, lay_out(trace), load_theme("light"), FilmOptions(part="backward"))
    pictures = [shot.picture for shot in film]
    boxes = [item for picture in pictures for item in picture.items if isinstance(item, Box)]
    reach = max(box.x + box.width for box in boxes)
    assert reach > pictures[0].width + 24
    red = Box(0.0, 0.0, reach, 60.0, 0.0, RED, None)
    frame = to_frame(DisplayList((red,), pictures[0].width, 60.0, "#ffffff"), 400, 300)
    assert red_rectangle(frame)[2] < 400
