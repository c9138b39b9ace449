import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from nablascope.core.scene.display_list import Box, Curve, DisplayList, Label, Pen
from nablascope.render.gui import ensure_gui
from nablascope.render.painter import paint

RED = "#ff0000"


def painted(display_list, clip=None):
    ensure_gui()
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        paint(painter, display_list, clip)
    return image


def red_columns(image):
    return {x for x in range(200) for y in range(100) if image.pixelColor(x, y).name() == RED}


def test_items_are_painted_back_to_front():
    below = Box(0.0, 0.0, 50.0, 50.0, 0.0, "#0000ff", None)
    above = Box(0.0, 0.0, 50.0, 50.0, 0.0, RED, None)

    assert painted(DisplayList((below, above), 50.0, 50.0, "#ffffff")).pixelColor(25, 25).name() == RED


def test_only_what_reaches_into_the_clip_is_painted():
    left = Box(0.0, 0.0, 50.0, 50.0, 0.0, RED, None)
    right = Box(100.0, 0.0, 50.0, 50.0, 0.0, RED, None)

    image = painted(DisplayList((left, right), 150.0, 50.0, "#ffffff"), QRectF(0.0, 0.0, 60.0, 60.0))

    assert red_columns(image) == set(range(50))


def test_a_long_line_and_a_text_that_reach_into_the_clip_are_painted():
    line = Curve(((0.0, 50.0), (60.0, 50.0), (120.0, 50.0), (180.0, 50.0)), Pen(RED, 4.0))
    text = Label(150.0, 30.0, "mmmm", "mono", 24.0, 600, RED, "end")
    display_list = DisplayList((line, text), 200.0, 100.0, "#ffffff")

    clipped = painted(display_list, QRectF(95.0, 15.0, 10.0, 40.0))

    assert clipped == painted(display_list)
    assert red_columns(clipped)


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
@pytest.mark.parametrize("text", ["mmmm", "權", "A\u030a\u0302\u0303\u030a", "gjpq\u0323"])
@pytest.mark.parametrize("face", ["ui", "mono"])
def test_a_text_is_painted_if_only_its_rim_reaches_into_the_clip(anchor, text, face):
    display_list = DisplayList(
        (Label(100.0, 60.0, text, face, 24.0, 600, RED, anchor),), 200.0, 100.0, "#ffffff"
    )
    whole = painted(display_list)

    left, top, right, bottom = ink(whole)
    for rim in (
        QRectF(left, top, 1, bottom - top),
        QRectF(left, top, right - left, 1),
        QRectF(right - 1, top, 1, bottom - top),
        QRectF(left, bottom - 1, right - left, 1),
    ):
        assert painted(display_list, rim) == whole


def ink(image):
    """The rectangle around all that is painted."""
    dark = [(x, y) for x in range(200) for y in range(100) if image.pixel(x, y) != 0xFFFFFFFF]
    xs, ys = {x for x, _ in dark}, {y for _, y in dark}
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


def test_an_empty_list_paints_nothing():
    assert not red_columns(painted(DisplayList((), 0.0, 0.0, "#ffffff")))
