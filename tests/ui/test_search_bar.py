"""Looking for nodes over the canvas."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.core.traces import run

from nablascope.ui.viewport import Viewport
from nablascope.workspace.view_state import Selected

TRACE = run("a = torch.sin(x * 2)\nb = torch.sin(a) * x\ny = torch.sin(b)", x=1.5)
SINES = [id for id, function in enumerate(TRACE.nodes.function) if function == "sin"]


@pytest.fixture
def desk(open_recorded):
    desk = open_recorded(TRACE)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.window.canvas.setFocus()
    return desk


def searches(desk, text: str) -> None:
    desk.triggers("find")
    desk.window.search.field.setText(text)
    desk.window.search.field.read()


def presses(desk, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(desk.window.search.field, key, modifiers)


def said(desk) -> str:
    return desk.window.search.count.text()


def test_the_search_waits_out_of_sight(desk):
    assert not desk.window.search.isVisible()
    desk.triggers("find")
    assert desk.window.search.isVisible()
    assert desk.window.search.field.hasFocus()
    assert said(desk) == ""


def test_the_first_hit_is_selected_and_counted(desk):
    searches(desk, "sin")
    assert desk.sees.selected == Selected("node", SINES[0])
    assert said(desk) == "1 of 3"


def test_typing_is_enough(desk):
    desk.triggers("find")
    QTest.keyClicks(desk.window.search.field, "sin")
    desk.waits_for(lambda view: view.selected == Selected("node", SINES[0]))


def test_the_search_goes_from_hit_to_hit_and_round(desk):
    searches(desk, "sin")
    desk.triggers("find_next")
    assert desk.sees.selected == Selected("node", SINES[1])
    assert said(desk) == "2 of 3"
    presses(desk, Qt.Key.Key_Return)
    presses(desk, Qt.Key.Key_Return)
    assert desk.sees.selected == Selected("node", SINES[0])
    presses(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.sees.selected == Selected("node", SINES[2])
    desk.triggers("find_previous")
    assert desk.sees.selected == Selected("node", SINES[1])


def test_return_right_after_typing_comes_to_the_first_hit(desk):
    desk.triggers("find")
    desk.window.search.field.setText("sin")
    presses(desk, Qt.Key.Key_Return)
    assert said(desk) == "1 of 3"


def test_the_search_goes_on_from_what_a_person_selected(desk):
    searches(desk, "sin")
    desk.window.canvas.chosen.emit(Selected("node", SINES[1] + 1))
    assert said(desk) == "3 found"
    desk.triggers("find_next")
    assert desk.sees.selected == Selected("node", SINES[2])


def test_a_hit_comes_into_view_large_enough_to_be_read(desk):
    canvas = desk.window.canvas
    canvas.viewport = Viewport(0.02, -5000.0, 0.0)
    searches(desk, "sin y")
    (x, y), view = canvas.picture.layout.positions[SINES[2]], canvas.viewport
    assert canvas.rect().contains(QPoint(round(x * view.scale + view.x), round(y * view.scale + view.y)))
    assert view.scale > 0.5


def test_a_hit_that_is_selected_already_comes_into_view_too(desk):
    canvas = desk.window.canvas
    canvas.chosen.emit(Selected("node", SINES[0]))
    canvas.viewport = Viewport(1.0, -50_000.0, 0.0)
    searches(desk, "sin")
    assert desk.sees.selected == Selected("node", SINES[0])
    assert canvas.viewport.x > -50_000


def test_nothing_found_is_said_and_the_selection_stays(desk):
    searches(desk, "sin")
    searches(desk, "nowhere")
    assert said(desk) == "Not found"
    desk.triggers("find_next")
    assert desk.sees.selected == Selected("node", SINES[0])


def test_a_search_that_cannot_be_read_is_told_under_the_field(desk):
    searches(desk, "loss > 1")
    told = desk.window.search.field.told
    assert told.isVisible()
    assert told.text() == "Only value and grad can be compared, as in |grad| < 1e-6."


def test_escape_closes_the_search_and_gives_the_keyboard_back(desk):
    searches(desk, "sin")
    presses(desk, Qt.Key.Key_Escape)
    assert not desk.window.search.isVisible()
    assert desk.window.canvas.hasFocus()
    assert desk.sees.selected == Selected("node", SINES[0]), "the hit stays selected"


def test_escape_in_the_search_cancels_no_run(desk):
    cancelled = []
    cancel = desk.window.actions_by_name["cancel"]
    cancel.triggered.connect(lambda: cancelled.append(True))
    desk.triggers("find")
    cancel.setEnabled(True)
    presses(desk, Qt.Key.Key_Escape)
    assert not cancelled
    assert not desk.window.search.isVisible()


def test_find_next_opens_the_search_that_was_closed_and_goes_on_looking(desk):
    searches(desk, "sin")
    presses(desk, Qt.Key.Key_Escape)
    desk.triggers("find_next")
    assert desk.window.search.isVisible()
    assert said(desk) == "1 of 3"
    desk.triggers("find_next")
    assert said(desk) == "2 of 3"


def test_the_hits_follow_the_text(open_desk):
    desk = open_desk()
    desk.waits_for_graph(3.0)
    searches(desk, "value > 20")
    assert said(desk) == "Not found"
    field = desk.window.inputs.cards["x"].field
    field.selectAll()
    desk.qtbot.keyClicks(field, "5")
    desk.qtbot.waitUntil(lambda: said(desk) == "1 found")
    assert desk.sees.selected is None, "only a person's own search selects"


def test_the_buttons_have_names(desk):
    search = desk.window.search
    names = [button.accessibleName() for button in (search.previous, search.next, search.leave)]
    assert names == ["Find previous", "Find next", "Close the search"]


@pytest.mark.parametrize("width", [1200, 1440])
def test_the_search_leaves_the_zoom_controls_free(desk, width):
    desk.window.resize(width, 860)
    desk.triggers("find")
    QApplication.processEvents()
    assert not desk.window.search.geometry().intersects(desk.window.zoom_controls.geometry())


def test_whoever_cannot_see_the_count_is_told_it(desk):
    searches(desk, "sin")
    assert desk.window.search.field.accessibleDescription() == "1 of 3"
    searches(desk, "grad >")
    assert desk.window.search.field.accessibleDescription().startswith("Write a number")
