import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo

from nablascope.render.fonts import FAMILIES, font, metrics
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
