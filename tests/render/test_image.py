import pytest
from PySide6.QtGui import QColor, QImage
from tests.core.traces import run

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Box, Curve, DisplayList, Label, Pen
from nablascope.core.scene.draw import draw
from nablascope.core.scene.theme_file import load_theme
from nablascope.render.files import ExportError
from nablascope.render.image import to_image, write_png
from nablascope.render.page import MARGIN

RED, BLUE = "#ff0000", "#0000ff"


def picture(theme="light"):
    trace = run("y = x**2", x=9.0)
    return draw(trace, lay_out(trace), load_theme(theme))


def of(*items, width=100.0, height=40.0):
    return DisplayList(items, width, height, "#ffffff")


def colour_at(image, x, y, scale=1.0):
    """The colour at a place of the scene."""
    return image.pixelColor(int((x + MARGIN) * scale), int((y + MARGIN) * scale)).name()


def colours(image):
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def painted_columns(image, ground="#ffffff"):
    """The scene's leftmost and rightmost column that is not the ground."""
    columns = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).name() != ground for y in range(image.height()))
    ]
    return columns[0] - MARGIN, columns[-1] - MARGIN


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_picture_is_as_large_as_its_scale_says(scale):
    display_list = picture()

    image = to_image(display_list, scale)

    assert image.width() == (display_list.width + 2 * MARGIN) * scale
    assert image.height() == (display_list.height + 2 * MARGIN) * scale


def test_paper_is_behind_everything():
    assert to_image(picture("dark"), 1.0).pixelColor(0, 0).name() == load_theme("dark").paper


def test_a_transparent_picture_has_nothing_behind_it():
    image = to_image(picture(), 1.0, "transparent")

    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(int(MARGIN) + 80, int(MARGIN) + 8).alpha() == 255


def test_values_are_blue_and_gradients_are_orange():
    light = load_theme("light")

    assert {light.value, light.gradient, light.leaf, light.constant} < colours(to_image(picture(), 2.0))


def test_the_same_picture_has_the_same_pixels():
    assert to_image(picture()) == to_image(picture())


def test_a_box_is_filled_and_framed():
    image = to_image(of(Box(10.5, 10.5, 30.0, 20.0, 0.0, RED, Pen(BLUE, 1.0))), 1.0)

    assert colour_at(image, 25, 20) == RED
    assert colour_at(image, 10, 20) == BLUE
    assert colour_at(image, 9, 20) == "#ffffff"


def test_a_straight_line_of_a_curve_is_where_it_should_be():
    line = Curve(((0.0, 20.0), (30.0, 20.0), (60.0, 20.0), (90.0, 20.0)), Pen(RED, 2.0))
    image = to_image(of(line), 1.0)

    assert colour_at(image, 45, 19) == RED
    assert colour_at(image, 45, 22) == "#ffffff"
    assert colour_at(image, 95, 20) == "#ffffff"


def test_dashes_are_as_long_as_the_pen_says():
    points = ((0.0, 20.0), (30.0, 20.0), (60.0, 20.0), (90.0, 20.0))
    image = to_image(of(Curve(points, Pen(RED, 2.0, (10.0, 5.0)))), 1.0)

    assert [colour_at(image, x, 20) == RED for x in (5, 12, 20, 27, 35)] == [True, False, True, False, True]


@pytest.mark.parametrize(("anchor", "share_before"), [("start", 0.0), ("middle", 0.5), ("end", 1.0)])
def test_a_text_is_placed_by_its_anchor(anchor, share_before):
    width = 4 * 0.6 * 24.0
    left = 50.0 - share_before * width
    label = Label(50.0, 20.0, "8888", "mono", 24.0, 500, RED, anchor)
    first, last = painted_columns(to_image(of(label), 1.0))

    assert left <= first <= left + 4
    assert left + width - 4 <= last <= left + width


def test_the_monospaced_face_has_the_advance_the_scene_counts_on():
    narrow = painted_columns(to_image(of(Label(0.0, 20.0, "00", "mono", 20.0, 500, RED), width=300.0), 1.0))
    wide = painted_columns(to_image(of(Label(0.0, 20.0, "0" * 12, "mono", 20.0, 500, RED), width=300.0), 1.0))

    assert wide[1] - narrow[1] == pytest.approx(10 * 0.6 * 20.0, abs=1)


@pytest.mark.parametrize(("face", "sign"), [("ui", "∇"), ("mono", "ⁿ"), ("mono", "−"), ("ui", "∂")])
def test_mathematical_signs_are_drawn(face, sign):
    drawn = to_image(of(Label(20.0, 20.0, sign, face, 20.0, 400, RED)), 1.0)
    missing = to_image(of(Label(20.0, 20.0, "\uf8ff", face, 20.0, 400, RED)), 1.0)

    assert len(colours(drawn)) > 1
    assert drawn != missing


def test_a_written_file_is_the_picture(tmp_path):
    path = tmp_path / "square.png"

    write_png(picture(), path, 1.0)

    assert QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32) == to_image(
        picture(), 1.0
    ).convertToFormat(QImage.Format.Format_RGB32)
    assert [*tmp_path.iterdir()] == [path]


def test_a_transparent_file_stays_transparent(tmp_path):
    write_png(picture(), tmp_path / "square.png", 1.0, "transparent")

    assert QImage(str(tmp_path / "square.png")).pixelColor(0, 0) == QColor(0, 0, 0, 0)


def test_a_file_that_cannot_be_written_is_a_clear_error(tmp_path):
    with pytest.raises(ExportError, match=r"cannot write .*missing.*square\.png"):
        write_png(picture(), tmp_path / "missing" / "square.png")


def test_a_picture_that_is_too_large_is_refused_with_advice():
    with pytest.raises(ExportError, match="choose a smaller scale"):
        to_image(of(width=40_000.0), 1.0)
