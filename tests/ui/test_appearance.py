"""The theme follows the system until a person chooses."""

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication

from nablascope.core.scene.theme_file import THEMES, load_theme
from nablascope.ui.appearance import Appearance, remembered_appearance
from nablascope.ui.style import style_sheet


class System(QObject):
    """Stands in for Qt's style hints: the offscreen platform has no colour scheme to change."""

    colorSchemeChanged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def becomes(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


@pytest.fixture
def system(qapp, monkeypatch):
    system = System()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: system)
    return system


def test_it_follows_the_system(qtbot, system):
    appearance = Appearance()
    with qtbot.waitSignal(appearance.themed, timeout=5000) as themed:
        system.becomes(Qt.ColorScheme.Dark)
    assert themed.args[0].name == "dark"


def test_a_choice_outlasts_the_systems_change(qtbot, system):
    appearance = Appearance("light")
    with qtbot.assertNotEmitted(appearance.themed):
        system.becomes(Qt.ColorScheme.Dark)
    appearance.choose("system")
    assert appearance.theme.name == "dark"


def test_a_choice_is_remembered_at_the_next_start(qapp, tmp_path):
    file = str(tmp_path / "settings.ini")
    first = QSettings(file, QSettings.Format.IniFormat)
    assert remembered_appearance(first, qapp).choice == "system"
    remembered_appearance(first, qapp).choose("dark")
    first.sync()
    assert remembered_appearance(QSettings(file, QSettings.Format.IniFormat), qapp).theme.name == "dark"


def test_coloured_gradients_stay_through_a_change_of_theme_and_the_next_start(qtbot, system, qapp, tmp_path):
    file = str(tmp_path / "settings.ini")
    settings = QSettings(file, QSettings.Format.IniFormat)
    appearance = remembered_appearance(settings, qapp)
    with qtbot.waitSignal(appearance.themed, timeout=5000) as themed:
        appearance.colour(True)
    assert themed.args[0].coloured
    appearance.choose("dark")
    assert (appearance.theme.name, appearance.theme.coloured) == ("dark", True)
    settings.sync()
    later = QSettings(file, QSettings.Format.IniFormat)
    assert remembered_appearance(later, qapp).theme.coloured


def test_settings_that_make_no_sense_do_no_harm(qapp, tmp_path):
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("theme", ["mauve", 3])
    assert remembered_appearance(settings, qapp).choice == "system"


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_has_no_colour_but_the_themes(name):
    theme = load_theme(name)
    other = ("gradient_scale", "gradient_dash")
    known = {getattr(theme, field) for field in theme.__slots__ if field not in other}
    words = style_sheet(theme).replace(";", " ").split()
    assert {word for word in words if word.startswith("#") and len(word) == 7 and word[1:].isalnum()} <= known


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""

    def luminance(colour: str) -> float:
        channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "panel"),
        ("muted", "panel"),
        ("value", "panel"),
        ("gradient", "panel"),
        ("error", "error_wash"),
        ("on_accent", "accent_ink"),
        ("ink", "error_wash"),
    ],
)
def test_text_can_be_read(name, text, ground):
    theme = load_theme(name)
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5
