"""The graph runs from left to right or from the top down, as a person likes it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings
from tests.core.traces import run
from tests.ui.desks import stepped

from nablascope.ui.remembered import remember, remembered_direction
from nablascope.workspace import events
from nablascope.workspace.view_state import Selected

TRACE = run("y = torch.sin(x / 2**1.5)", x=100.0)
LONG = run("y = x\n" + "y = y.sin()\n" * 500, x=1.0)


def settings_in(tmp_path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def canvas_of(desk):
    return desk.window.canvas


def shows_down(desk):
    return canvas_of(desk).picture.layout.down


@pytest.mark.parametrize("trace", [TRACE, LONG], ids=["few", "many"])
def test_the_graph_is_turned_and_fits_the_view_again(open_recorded, qtbot, trace):
    desk = open_recorded(trace)
    canvas = canvas_of(desk)
    qtbot.waitUntil(lambda: canvas.picture is not None, timeout=10_000)
    canvas.zoom_in()

    desk.triggers("down")
    qtbot.waitUntil(lambda: shows_down(desk), timeout=10_000)
    turned = replace(canvas.viewport)
    canvas.fit()

    assert canvas.viewport == turned
    desk.triggers("down")
    qtbot.waitUntil(lambda: not shows_down(desk), timeout=10_000)


def test_what_is_selected_stays_selected(open_recorded, qtbot):
    desk = open_recorded(TRACE)
    desk.session.dispatch(events.Select(Selected("node", 2)))

    desk.triggers("down")
    qtbot.waitUntil(lambda: shows_down(desk), timeout=10_000)

    assert canvas_of(desk).selected == Selected("node", 2)


def test_the_graph_of_a_program_is_turned(open_desk, qtbot):
    desk = open_desk()
    qtbot.waitUntil(lambda: canvas_of(desk).picture is not None, timeout=10_000)

    desk.triggers("down")
    qtbot.waitUntil(lambda: shows_down(desk), timeout=10_000)

    assert desk.session.workspace.down


def test_the_direction_is_remembered(open_recorded, tmp_path):
    first, settings = open_recorded(TRACE), settings_in(tmp_path)
    assert not remembered_direction(settings)
    remember(first.window, settings)
    first.triggers("down")
    settings.sync()

    assert remembered_direction(settings_in(tmp_path))
    first.triggers("down")
    settings.sync()
    assert not remembered_direction(settings_in(tmp_path))


def test_a_window_begins_in_the_direction_that_was_remembered(open_desk, qtbot):
    desk = open_desk(workspace=replace(stepped(TRACE), down=True))

    assert desk.window.actions_by_name["down"].isChecked()
    desk.triggers("down")
    assert not desk.session.workspace.down
