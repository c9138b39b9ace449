"""A window on a recorded trace: to look at, not to run."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication
from tests.core.scene.marked_traces import stopped_trace
from tests.core.traces import run

from nablascope.ui.main_window import NARROW
from nablascope.workspace.recording import LOOK_ONLY
from nablascope.workspace.view_state import Selected

TRACE = replace(run("y = x**2", x=3.0), printed=("hello",))


def test_it_says_that_nothing_is_run_and_where_the_numbers_come_from(open_recorded):
    window = open_recorded(TRACE).window
    words = window.recorded.toPlainText()

    assert LOOK_ONLY in words
    assert "run.nablatrace" in words
    assert "2.13.0" in words
    assert window.output.toPlainText() == "hello"


def test_the_editor_the_inputs_and_the_choosers_are_away_and_the_graph_is_there(open_recorded):
    window = open_recorded(TRACE).window

    away = (window.editor, window.inputs, window.title_row.device, window.title_row.order)
    assert not any(part.isVisible() for part in away)
    assert window.canvas.display_list is not None
    assert window.canvas.hasFocus()


def test_what_needs_a_program_is_off_and_the_export_is_on(open_recorded):
    window = open_recorded(TRACE).window
    off = {
        name for name in ("save", "run", "restart", "undo") if not window.actions_by_name[name].isEnabled()
    }

    assert off == {"save", "run", "restart", "undo"}
    assert window.actions_by_name["export"].isEnabled()
    assert window.title_row.status.label.text() == "Recorded trace"


def test_a_line_cannot_be_gone_to_where_there_is_no_text(open_recorded):
    window = open_recorded(TRACE).window
    window.canvas.chosen.emit(Selected("node", 0))
    window.inspector._write()

    assert "line 1" in window.inspector.toPlainText()
    assert 'href="line"' not in window.inspector.toHtml()


def test_the_place_at_which_a_run_stopped_is_shown_with_one_click(open_recorded):
    desk = open_recorded(stopped_trace())
    bar = desk.window.message_bar
    assert bar.text.text() == "the sizes 3 and 4 do not fit"
    assert "no gradients" in bar.hint.text()
    bar.show_node.click()

    assert desk.sees.selected == Selected("node", 2)


def test_the_panes_that_show_are_reached_by_key(open_recorded):
    desk = open_recorded(TRACE)
    window = desk.window
    window.canvas.setFocus()
    desk.triggers("next_pane")
    assert window.inspector.hasFocus()
    reached = []
    for _ in range(3):
        desk.triggers("next_pane")
        reached.append(QApplication.focusWidget())
    assert reached == [window.recorded, window.output, window.canvas]


def test_a_narrow_window_leaves_the_graph_its_room_until_a_person_asks(open_recorded, qapp):
    desk = open_recorded(TRACE)
    window = desk.window
    window.resize(NARROW - 1, 600)
    qapp.processEvents()
    assert not window.inspector.isVisible()
    desk.triggers("inspector")
    assert window.inspector.isVisible()
    window.resize(NARROW, 600)
    qapp.processEvents()
    assert window.inspector.isVisible()


def test_an_inspector_that_nobody_wants_does_not_come_back_with_the_width(open_recorded, qapp):
    desk = open_recorded(TRACE)
    desk.triggers("inspector")
    for width in (NARROW - 1, NARROW):
        desk.window.resize(width, 600)
        qapp.processEvents()
    assert not desk.window.inspector.isVisible()


def test_the_smallest_window_keeps_all_its_parts(open_recorded, qapp):
    desk = open_recorded(TRACE)
    desk.window.resize(desk.window.minimumSizeHint())
    qapp.processEvents()
    desk.triggers("inspector")
    qapp.processEvents()

    assert min(desk.window.columns.sizes()) >= 140
