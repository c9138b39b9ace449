"""The window comes back as a person left it."""

import pytest
from PySide6.QtCore import QSettings
from tests.core.traces import run

from nablascope.ui import remembered
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


@pytest.mark.parametrize("wish", [False, True])
def test_at_first_numbers_move_as_the_system_wishes(open_recorded, tmp_path, monkeypatch, wish):
    monkeypatch.setattr(remembered, "system_reduces_motion", lambda: wish)
    desk = open_recorded(TRACE)
    remember(desk.window, settings_in(tmp_path))

    assert desk.window.actions_by_name["still"].isChecked() == wish
    assert desk.session.workspace.transport.still == wish
    assert desk.window.canvas.follows


@pytest.mark.parametrize("wish", [False, True])
def test_then_a_persons_wish_counts(open_recorded, tmp_path, monkeypatch, wish):
    monkeypatch.setattr(remembered, "system_reduces_motion", lambda: wish)
    first, settings = open_recorded(TRACE), settings_in(tmp_path)
    remember(first.window, settings)
    first.triggers("still")
    first.triggers("follow")
    settings.sync()
    second = open_recorded(TRACE)
    remember(second.window, settings_in(tmp_path))

    assert second.session.workspace.transport.still != wish
    assert not second.window.canvas.follows


def test_the_systems_wish_is_not_kept_as_a_persons(open_recorded, tmp_path, monkeypatch):
    monkeypatch.setattr(remembered, "system_reduces_motion", lambda: True)
    settings = settings_in(tmp_path)
    remember(open_recorded(TRACE).window, settings)
    settings.sync()
    monkeypatch.setattr(remembered, "system_reduces_motion", lambda: False)
    desk = open_recorded(TRACE)
    remember(desk.window, settings_in(tmp_path))

    assert not desk.session.workspace.transport.still


def test_an_outline_that_was_open_is_open_again_as_high_as_it_was(open_recorded, tmp_path, qapp):
    first, settings = open_recorded(TRACE), settings_in(tmp_path)
    remember(first.window, settings)
    assert not first.window.outline.isVisible()
    first.triggers("outline")
    first.window.floors.setSizes([300, 320])
    first.window.floors.splitterMoved.emit(300, 1)
    settings.sync()
    second = open_recorded(TRACE).window
    remember(second, settings_in(tmp_path))

    assert second.outline.isVisible()
    qapp.processEvents()
    assert second.floors.sizes() == first.window.floors.sizes()
