from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from tests.core.films import whole

from nablascope.render.fonts import FAMILIES, font, metrics
from nablascope.render.frame import to_frame
from nablascope.render.gui import ensure_gui
from nablascope.resource import resource


@pytest.mark.parametrize("face", FAMILIES)
def test_the_bundled_family_is_the_one_used(face):
    ensure_gui()

    assert QFontInfo(font(face, 12.0, 400, 96)).family() == FAMILIES[face][0]


@pytest.mark.parametrize("family", ["Inter", "JetBrains Mono"])
def test_every_weight_has_a_file_of_its_own(family):
    ensure_gui()

    weights = {QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)}
    assert {400, 500, 600} <= weights


@pytest.mark.parametrize("dots_per_inch", [72, 96, 192])
def test_a_size_is_in_pixels_on_every_device(dots_per_inch):
    assert font("ui", 10.5, 400, dots_per_inch).pointSizeF() * dots_per_inch / 72 == pytest.approx(
        10.5, abs=0.01
    )


@pytest.mark.parametrize("dots_per_inch", [72, 96, 144, 192])
def test_a_text_is_as_wide_on_every_device(dots_per_inch):
    ensure_gui()

    width = metrics("mono", 20.0, 500, dots_per_inch).horizontalAdvance("−0.7158")
    assert width == pytest.approx(7 * 0.6 * 20.0, abs=0.2)


def test_each_font_carries_its_licence():
    names = {path.name for path in resource("fonts").iterdir()}

    assert {"Inter-OFL.txt", "JetBrainsMono-OFL.txt", "DejaVu-LICENSE.txt"} < names


def test_every_thread_has_fonts_of_its_own_and_the_same_again():
    def twice():
        return font("ui", 13.0, 400, 96), font("ui", 13.0, 400, 96)

    with ThreadPoolExecutor(1) as pool:
        first, again = pool.submit(twice).result()
    assert first is again
    assert first is not font("ui", 13.0, 400, 96)
    assert first == font("ui", 13.0, 400, 96)


def test_a_picture_painted_beside_the_window_has_the_same_pixels():
    with ThreadPoolExecutor(2) as pool:
        beside = [pool.submit(to_frame, whole(), 320, 200) for _ in range(4)]
        here = to_frame(whole(), 320, 200)
        assert all(frame.result() == here for frame in beside)
