"""The window comes back as a person left it."""

from PySide6.QtCore import QSettings
from tests.core.traces import run

from nablascope.ui.remembered import remember

TRACE = run("y = x**2", x=3.0)


def settings_in(tmp_path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_the_inspector_is_there_at_the_first_start(open_recorded, tmp_path):
    window = open_recorded(TRACE).window
    remember(window, settings_in(tmp_path))

    assert window.inspector.isVisible()


def test_an_inspector_that_was_hidden_stays_hidden(open_recorded, tmp_path):
    first, settings = open_recorded(TRACE), settings_in(tmp_path)
    remember(first.window, settings)
    first.triggers("inspector")
    settings.sync()
    second = open_recorded(TRACE).window
    remember(second, settings_in(tmp_path))

    assert not second.inspector.isVisible()


def test_the_columns_keep_their_widths(open_recorded, tmp_path):
    first, settings = open_recorded(TRACE).window, settings_in(tmp_path)
    remember(first, settings)
    first.columns.setSizes([300, 700, 440])
    first.columns.splitterMoved.emit(300, 1)
    settings.sync()
    second = open_recorded(TRACE).window
    remember(second, settings_in(tmp_path))

    assert second.columns.sizes() == first.columns.sizes()
