"""The window in a person's words."""

import math
import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QProcess, Qt
from PySide6.QtGui import QHelpEvent, QKeySequence, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMessageBox, QTextBrowser, QToolTip

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.language.span import Span
from nablascope.core.scene.theme_file import load_theme
from nablascope.core.wire.messages import Input
from nablascope.document.document import Document
from nablascope.ui import application
from nablascope.ui.elided_label import MOST_PIXELS
from nablascope.ui.panes import COLUMN_WIDTH
from nablascope.workspace.events import Open
from nablascope.workspace.view_state import InputView, Message, Underline

HANGS = "import time; time.sleep(3600)"


def value_of(view) -> float:
    """The value of x in the picture."""
    return view.picture.trace.nodes[0].value.values[0]


def test_a_window_shows_its_document_and_then_the_graph(open_desk):
    desk = open_desk("y = x**2")
    assert desk.window.isVisible()
    assert desk.window.title_row.status.label.text().startswith("Loading PyTorch")
    assert desk.window.editor.text() == "y = x**2"
    desk.waits_for_graph(3.0)
    assert desk.window.canvas.display_list is not None
    assert desk.window.output.toPlainText() == "tensor(3)"


def test_typing_shows_the_graph(desk):
    desk.triggers("new")
    desk.waits_for(lambda view: view.picture is None)
    desk.types("x**4")
    desk.waits_for_graph(1.0)
    assert desk.window.inputs.cards["x"].field.text() == "1"


def test_an_error_underlines_and_keeps_the_last_good_graph_dimmed(desk):
    bright = desk.window.canvas.display_list
    desk.types("sni(x)")
    desk.waits_for(lambda view: view.message is not None)
    assert not desk.window.actions_by_name["export"].isEnabled()
    assert not desk.window.title_row.export.isEnabled()
    (mark,) = desk.window.editor.extraSelections()
    assert mark.cursor.selectedText() == "sni"
    assert value_of(desk.sees) == 3.0
    assert desk.window.canvas.display_list.items != bright.items
    assert desk.window.message_bar.isVisible()
    assert desk.window.message_bar.text.text() == "sni is not a function."
    assert desk.window.title_row.status.label.text() == "Error in line 1"


def test_the_graph_stays_in_its_place_while_a_message_comes_and_goes(desk):
    before = desk.window.canvas.viewport
    desk.types("sni(x)")
    desk.waits_for(lambda view: view.message is not None)
    QApplication.processEvents()
    bar, canvas = desk.window.message_bar.geometry(), desk.window.canvas.geometry()
    assert desk.window.canvas.viewport == before
    assert (bar.left(), bar.right(), bar.bottom()) == (canvas.left(), canvas.right(), canvas.bottom())
    assert bar.height() < canvas.height() / 2


def test_the_fix_button_mends_the_text(desk):
    desk.types("sni(x)")
    desk.waits_for(lambda view: view.message is not None)
    desk.qtbot.mouseClick(desk.window.message_bar.fix, Qt.MouseButton.LeftButton)
    assert desk.window.editor.text() == "sin(x)"
    assert desk.window.focusWidget() is desk.window.editor
    desk.waits_for(lambda view: view.message is None)
    assert not desk.window.message_bar.isVisible()


def test_the_details_of_an_error_can_be_copied(desk):
    desk.types("sni(x)")
    desk.waits_for(lambda view: view.message is not None)
    desk.qtbot.mouseClick(desk.window.message_bar.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "Line 1, column 1\nsni is not a function.\nDid you mean sin?"


def test_moving_the_slider_changes_the_input(desk):
    card = desk.window.inputs.cards["x"]
    desk.qtbot.keyClick(card.slider, Qt.Key.Key_Right)
    desk.waits_for_graph(3.05)
    assert card.field.text() == "3.05"
    assert card.grad.text() == "grad 6.1000"


@pytest.mark.parametrize(
    ("typed", "value"), [("1e-3", 0.001), ("-2.5", -2.5), ("inf", math.inf), ("12", 12.0), ("1e300", 1e300)]
)
def test_the_number_field_takes_any_number(desk, typed, value):
    field = desk.window.inputs.cards["x"].field
    field.selectAll()
    desk.qtbot.keyClicks(field, typed)
    desk.waits_for_graph(value)


def test_a_slider_cannot_serve_an_infinite_value(desk):
    card = desk.window.inputs.cards["x"]
    card.field.selectAll()
    desk.qtbot.keyClicks(card.field, "nan")
    desk.waits_for(lambda view: math.isnan(value_of(view)))
    assert not card.slider.isEnabled()


def test_what_is_no_number_is_marked_and_kept(desk):
    card = desk.window.inputs.cards["x"]
    card.field.selectAll()
    desk.qtbot.keyClicks(card.field, "3 apples")
    desk.window.editor.setFocus()
    assert card.field.text() == "3 apples"
    assert "not a number" in card.field.toolTip()
    assert card.fault.isVisible()
    desk.qtbot.keyClick(card.field, Qt.Key.Key_Escape)
    assert card.field.text() == "3"
    assert not card.fault.isVisible()


def test_escape_in_a_good_field_still_cancels_a_run(desk):
    desk.types("endless")
    desk.waits_for(lambda view: view.status.activity == "running")
    field = desk.window.inputs.cards["x"].field
    desk.window.activateWindow()
    field.setFocus()
    desk.qtbot.keyClick(field, Qt.Key.Key_Escape)
    desk.waits_for(lambda view: view.message is not None)
    assert desk.window.message_bar.text.text() == "you cancelled the run"


def test_a_slider_says_where_it_ends(desk):
    card = desk.window.inputs.cards["x"]
    assert (card.ends.least.text(), card.ends.largest.text()) == ("−10", "10")


def test_a_tensor_leaves_the_panel_its_width(desk):
    grad = TensorSummary((2, 2), "float32", "cpu", (-0.12345678,) * 4)
    value = Input("x", (1, 2, 3, 4), (2, 2), dtype="bfloat16")
    desk.window.inputs.show_inputs((InputView(value, grad),), "float32")
    assert desk.window.inputs.widget().minimumSizeHint().width() <= COLUMN_WIDTH


def test_the_sign_of_a_zero_is_entered_shown_and_undone(desk):
    field = desk.window.inputs.cards["x"].field
    for typed in ("0", "-0"):
        field.selectAll()
        desk.qtbot.keyClicks(field, typed)
        desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.waits_for(lambda view: math.copysign(1, value_of(view)) == -1 and view.status.activity == "ready")
    assert math.copysign(1, value_of_picture(desk)) == -1
    desk.triggers("undo")
    assert field.text() == "0"
    desk.waits_for(lambda view: math.copysign(1, value_of(view)) == 1)
    assert math.copysign(1, value_of_picture(desk)) == 1


def value_of_picture(desk) -> float:
    """The value of x in what the canvas shows."""
    return desk.window.canvas._picture.trace.nodes[0].value.values[0]


def test_enter_in_the_number_field_ends_a_step_and_what_is_typed_next_is_a_new_number(desk):
    field = desk.window.inputs.cards["x"].field
    desk.window.activateWindow()
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, "12")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.qtbot.keyClicks(field, "3")
    assert field.text() == "3"
    desk.triggers("undo")
    assert field.text() == "12"
    desk.triggers("undo")
    assert field.text() == "3"


def turn_wheel(slider) -> bool:
    """Turns the wheel over the slider; whether it took the turn for itself."""
    event = QWheelEvent(
        QPointF(5, 5),
        slider.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    return event.isAccepted()


def test_the_wheel_scrolls_past_a_slider_that_has_no_focus(desk):
    slider = desk.window.inputs.cards["x"].slider
    desk.window.activateWindow()
    desk.window.editor.setFocus()
    before = slider.value()
    assert slider.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert not turn_wheel(slider)
    assert slider.value() == before
    slider.setFocus()
    assert turn_wheel(slider)
    assert slider.value() != before


def undone_values(desk) -> list[tuple]:
    values = []
    while desk.sees.can_undo:
        desk.triggers("undo")
        values.append(tuple(item.values[0] for item in desk.session.workspace.document.inputs))
    return values


def test_keys_on_a_slider_are_one_step_until_they_pause(desk):
    slider = desk.window.inputs.cards["x"].slider
    desk.window.activateWindow()
    slider.setFocus()
    for _ in range(2):
        for _ in range(2):
            desk.qtbot.keyClick(slider, Qt.Key.Key_Right)
        assert slider.pause.isActive()
        slider.pause.timeout.emit()
    assert undone_values(desk) == [(3.1,), (3.0,)]


def test_leaving_a_slider_ends_its_step(desk):
    slider = desk.window.inputs.cards["x"].slider
    desk.window.activateWindow()
    for _ in range(2):
        slider.setFocus()
        desk.qtbot.keyClick(slider, Qt.Key.Key_Right)
        desk.qtbot.keyClick(slider, Qt.Key.Key_Right)
        desk.window.editor.setFocus()
    assert undone_values(desk) == [(3.1,), (3.0,)]


def test_a_drag_is_one_step_and_keeps_the_sliders_range_until_it_ends(desk):
    slider = desk.window.inputs.cards["x"].slider
    desk.window.activateWindow()
    slider.setFocus()
    slider.setSliderDown(True)
    slider.setValue(300)
    slider.pause.timeout.emit()
    slider.setValue(slider.maximum())
    desk.waits_for_graph(10.0)
    assert slider.value() == slider.maximum()
    slider.setSliderDown(False)
    assert slider.value() == 300
    assert undone_values(desk) == [(3.0,)]


def test_a_list_makes_a_tensor_and_shows_its_shape(desk):
    card = desk.window.inputs.cards["x"]
    card.field.selectAll()
    desk.qtbot.keyClicks(card.field, "[[1, 2, 3], [4, 5, 6]]")
    desk.waits_for_graph(1.0)
    assert desk.session.workspace.document.inputs[0].shape == (2, 3)
    assert card._shape.text() == "2×3 ·"
    assert not card.slider.isVisible()


def test_an_input_has_a_dtype_and_may_not_require_grad(desk):
    card = desk.window.inputs.cards["x"]
    choose(card.dtype, "float64")
    desk.qtbot.mouseClick(card.requires_grad, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    (value,) = desk.session.workspace.document.inputs
    assert (value.dtype, value.requires_grad) == ("float64", False)


def choose(chooser, label: str) -> None:
    next(action for action in chooser.menu().actions() if action.text() == label).trigger()


def test_device_and_dtype_are_chosen_from_what_torch_reports(desk):
    choose(desk.window.title_row.device, "NVIDIA H200")
    choose(desk.window.title_row.dtype, "float64")
    desk.waits_for(
        lambda view: (view.picture.trace.device, view.picture.trace.dtype) == ("cuda:0", "float64")
    )
    assert desk.window.title_row.device.text().startswith("NVIDIA H200")
    assert desk.window.title_row.dtype.text().startswith("float64")


def test_undo_in_the_editor_goes_through_the_documents_history(desk):
    choose(desk.window.title_row.dtype, "float64")
    desk.window.editor.setFocus()
    desk.qtbot.keyClicks(desk.window.editor, " + 1")
    desk.qtbot.keyClick(desk.window.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.keyClick(desk.window.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.editor.text() == "x**2 "
    while desk.sees.can_undo:
        desk.triggers("undo")
    assert desk.window.editor.text() == "x**2"
    assert desk.sees.dtype == "float32"
    desk.triggers("redo")
    assert desk.sees.dtype == "float64"


def test_undo_in_a_number_field_goes_there_too(desk):
    field = desk.window.inputs.cards["x"].field
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, "7")
    desk.waits_for_graph(7.0)
    desk.qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.waits_for_graph(3.0)
    assert field.text() == "3"
    assert desk.sees.can_redo


def test_undo_of_typing_keeps_the_cursor_where_the_change_is(desk):
    desk.types("sin(x) + cos(x)")
    cursor = desk.window.editor.textCursor()
    cursor.setPosition(3)
    desk.window.editor.setTextCursor(cursor)
    desk.qtbot.keyClicks(desk.window.editor, "h")
    desk.triggers("undo")
    assert desk.window.editor.text() == "sin(x) + cos(x)"
    assert desk.window.editor.textCursor().position() == 3


def test_a_killed_engine_is_replaced_and_its_program_not_run_again(desk):
    desk.types("crash")
    desk.waits_for(lambda view: view.message is not None and view.status.activity == "ready")
    assert desk.sees.message.action == "run"
    assert "SIGSEGV" in desk.window.message_bar.text.text()
    assert desk.sees.picture.dimmed
    desk.types("x**2")
    desk.waits_for(lambda view: view.message is None and not view.picture.dimmed)


def test_an_endless_program_is_stopped_by_the_deadline(desk):
    desk.types("endless")
    desk.waits_for(lambda view: view.status.activity == "running")
    desk.waits_for(lambda view: view.message is not None)
    assert desk.window.message_bar.text.text() == "the run took longer than 0.4 s and was stopped"


def test_an_old_error_gives_way_to_a_run_that_takes_its_time(desk):
    desk.types("sni(x)")
    desk.waits_for(lambda view: view.message is not None)
    desk.types("endless")
    desk.waits_for(lambda view: view.status.activity == "running")
    assert desk.window.message_bar.isVisible()
    desk.qtbot.waitUntil(lambda: not desk.window.message_bar.isVisible())
    assert desk.sees.status.activity == "running"


def test_cancel_stops_a_run(desk):
    desk.types("endless")
    desk.waits_for(lambda view: view.status.activity == "running")
    desk.qtbot.waitUntil(desk.window.title_row.status.cancel.isVisible)
    desk.qtbot.mouseClick(desk.window.title_row.status.cancel, Qt.MouseButton.LeftButton)
    desk.waits_for(lambda view: view.message is not None)
    assert desk.window.message_bar.text.text() == "you cancelled the run"


def test_whoever_undoes_to_an_endless_program_is_told_and_the_graph_is_dimmed(desk):
    desk.types("endless")
    desk.waits_for(lambda view: view.status.activity == "restarting")
    desk.types("x**3")
    desk.waits_for(lambda view: view.message is None and view.status.activity == "ready")
    while desk.window.editor.text() != "endless":
        desk.triggers("undo")
    assert desk.window.message_bar.action.text() == "Run again"
    assert desk.window.message_bar.isVisible()
    assert desk.sees.picture.dimmed


def test_cancel_stops_the_loading_of_torch(open_desk, monkeypatch):
    monkeypatch.setattr(application, "engine_command", lambda: [sys.executable, "-c", HANGS])
    desk = open_desk()
    desk.qtbot.mouseClick(desk.window.title_row.status.cancel, Qt.MouseButton.LeftButton)
    desk.waits_for(lambda view: view.message is not None)
    assert desk.window.message_bar.text.text() == "you stopped the loading of PyTorch"
    assert desk.window.message_bar.action.text() == "Restart engine"
    assert desk.window.title_row.status.label.text() == "Engine stopped"


def test_a_late_answer_is_dropped(desk):
    desk.types("late")
    desk.waits_for(lambda view: view.message is not None)
    assert value_of(desk.sees) == 3.0


def test_the_status_says_how_long_a_run_takes(desk):
    desk.types("endless")
    label = desk.window.title_row.status.label
    desk.qtbot.waitUntil(lambda: label.text().startswith("Running 0."))


def test_restarting_the_engine_runs_the_program_again(desk):
    desk.triggers("restart")
    assert desk.sees.status.activity == "warming"
    desk.waits_for(lambda view: view.status.activity == "ready")
    assert value_of(desk.sees) == 3.0


def test_clearing_the_text_says_what_to_type(desk):
    desk.window.editor.selectAll()
    desk.qtbot.keyClick(desk.window.editor, Qt.Key.Key_Delete)
    desk.waits_for(lambda view: view.picture is None)
    assert "Type a formula" in desk.window.canvas.accessibleDescription()
    assert not desk.window.actions_by_name["export"].isEnabled()


def answer_with(qtbot, monkeypatch, button):
    asked = []

    def execute(box):
        asked.append(box.informativeText())
        return button

    monkeypatch.setattr(QMessageBox, "exec", execute)
    return asked


def test_closing_with_unsaved_text_asks_and_cancel_keeps_the_window(desk, monkeypatch):
    asked = answer_with(desk.qtbot, monkeypatch, QMessageBox.StandardButton.Cancel)
    desk.types("x**5")
    desk.window.close()
    assert len(asked) == 1
    assert desk.window.isVisible()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    desk.window.close()
    assert not desk.window.isVisible()


def test_closing_the_window_ends_the_engine(desk):
    engine = desk.session._engine.active._process
    assert engine.state() == QProcess.ProcessState.Running
    desk.window.close()
    assert engine.state() == QProcess.ProcessState.NotRunning


def test_closing_without_changes_does_not_ask(desk, monkeypatch):
    asked = answer_with(desk.qtbot, monkeypatch, QMessageBox.StandardButton.Cancel)
    desk.window.close()
    assert not asked
    assert not desk.window.isVisible()


def test_every_action_has_a_name_a_text_and_keys_of_its_own(desk):
    actions = list(desk.window.actions_by_name)
    assert all(action.objectName() and action.text() for action in actions)
    keys = [keys.toString() for action in actions for keys in action.shortcuts()]
    assert len(keys) == len(set(keys)) >= len(actions)


def test_every_control_has_an_accessible_name(desk):
    controls = [
        widget
        for widget in desk.window.findChildren(object)
        if hasattr(widget, "focusPolicy") and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    nameless = [
        widget
        for widget in controls
        if widget.isVisible() and not widget.accessibleName() and not getattr(widget, "text", str)()
    ]
    assert controls
    assert not nameless


def test_an_example_opens_with_its_input(desk):
    desk.triggers("example_square")
    desk.waits_for_graph(9.0)
    assert desk.window.editor.text() == "y = x**2"
    assert desk.window.windowTitle() == "Square[*] – Nablascope"


def test_the_theme_can_be_chosen(desk, appearance):
    light = desk.window.canvas.display_list.background
    desk.triggers("theme_dark")
    dark = desk.window.canvas.display_list.background
    assert appearance.theme.name == "dark"
    assert dark != light
    assert dark == appearance.theme.paper


def test_gradients_can_be_coloured_by_their_size_and_a_legend_says_how(desk, appearance):
    assert not scale_colours(desk)
    desk.triggers("gradient_colours")
    assert appearance.theme.coloured
    assert scale_colours(desk) == {appearance.theme.gradient_scale[-1]}
    desk.triggers("gradient_colours")
    assert not scale_colours(desk)


def test_the_graph_is_still_seen_beside_the_legend_and_the_focus(desk, appearance):
    canvas = desk.window.canvas
    canvas.setFocus()
    before = canvas.grab().toImage()
    desk.triggers("gradient_colours")
    after = canvas.grab().toImage()
    kept = [(x, y) for x in range(4, 400, 9) for y in range(4, 200, 9)]
    assert [after.pixel(*at) for at in kept] == [before.pixel(*at) for at in kept]


def test_the_legend_makes_room_for_a_message(desk, appearance):
    desk.triggers("gradient_colours")
    low = legend_bottom(desk)
    desk.window.message_bar.show_message(Message("note", "There is a NaN."))
    high = legend_bottom(desk)
    assert high <= desk.window.message_bar.y() < low


def legend_bottom(desk):
    """The lowest row with the colour of the legend's bar in the lower left corner."""
    QApplication.processEvents()
    picture = desk.window.canvas.grab().toImage()
    colour = load_theme("light").gradient_scale[-1]
    rows = range(picture.height() - 160, picture.height())
    return max(y for y in rows if picture.pixelColor(100, y).name() == colour)


def scale_colours(desk):
    """Those of the scale that are seen in the lower left corner of the graph."""
    canvas = desk.window.canvas
    picture = canvas.grab().toImage()
    corner = {
        picture.pixelColor(x, y).name()
        for x in range(0, 240, 2)
        for y in range(picture.height() - 80, picture.height(), 2)
    }
    return corner & set(load_theme("light").gradient_scale)


def test_the_panes_are_reached_by_key(desk):
    desk.window.activateWindow()
    desk.window.editor.setFocus()
    reached = []
    for _ in range(7):
        desk.triggers("next_pane")
        reached.append(desk.window.focusWidget())
    window = desk.window
    assert reached == [
        window.inputs.cards["x"].field,
        window.output,
        window.canvas,
        window.transport.scrubber,
        window.inspector,
        window.title_row.device,
        window.editor,
    ]


@pytest.mark.parametrize("name", ["reading", "shortcuts", "about"])
def test_help_opens(desk, name):
    desk.triggers(name)
    dialog = desk.window.findChildren(QApplication.activeModalWidget().__class__)[-1]
    assert dialog.isVisible()
    close = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    desk.qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_the_shortcuts_stand_under_their_menus_names(desk):
    desk.triggers("shortcuts")
    text = desk.window.findChild(QDialog).findChild(QTextBrowser).toPlainText()
    places = [text.index(words) for words in ("File", "Ctrl+N", "Edit", "Ctrl+Z", "Help", "Ctrl+F1")]
    assert places == sorted(places)


def test_the_letters_of_an_action_still_type_in_the_editor(desk):
    desk.window.editor.setFocus()
    desk.types("F(f)")
    assert desk.window.editor.text() == "F(f)"
    assert desk.window.actions_by_name["fit"].shortcuts()[0] == QKeySequence("F")


def test_an_underline_after_a_letter_beyond_sixteen_bits_stands_where_it_should(desk):
    desk.pastes("sni(x)  # 𝑥")
    desk.waits_for(lambda view: view.underline is not None)
    desk.window.editor.show_underline(Underline(Span(1, 10, 1, 11), "here"))
    (mark,) = desk.window.editor.extraSelections()
    assert mark.cursor.selectedText() == "𝑥"


def test_resting_on_the_underline_tells_what_is_wrong(desk, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: told.append(text))
    editor = desk.window.editor
    editor.show_underline(Underline(Span(1, 0, 1, 1), "can't: x < <b>y"))
    for column in (0, 4):
        cursor = editor.textCursor()
        cursor.setPosition(column)
        place = editor.viewport().mapTo(editor, editor.cursorRect(cursor).center())
        event = QHelpEvent(QEvent.Type.ToolTip, place, editor.mapToGlobal(place))
        QApplication.sendEvent(editor, event)
    (tip,) = told
    shown = QTextDocument()
    shown.setHtml(tip)
    assert shown.toPlainText() == "can't: x < <b>y"


def test_an_underline_of_nothing_is_one_letter_wide(desk):
    desk.window.editor.show_underline(Underline(Span(1, 4, 1, 4), "here"))
    (mark,) = desk.window.editor.extraSelections()
    assert mark.cursor.selectedText() == "2"


def press(desk, *keys):
    for key in keys:
        shift = Qt.KeyboardModifier.ShiftModifier
        modifiers = shift if key == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
        desk.qtbot.keyClick(desk.window.editor, key, modifiers)


def place_cursor(editor, start: int, end: int | None = None) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start if end is None else end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("column", "text"),
    [(0, "\n    x = 1"), (2, "  \n    x = 1"), (7, "    x =\n     1"), (9, "    x = 1\n    ")],
)
def test_enter_keeps_the_indentation_before_the_cursor(desk, column, text):
    desk.pastes("    x = 1")
    place_cursor(desk.window.editor, column)
    press(desk, Qt.Key.Key_Return)
    assert desk.window.editor.text() == text


def test_tab_writes_spaces_and_shift_tab_takes_the_lines_out(desk):
    desk.pastes("x")
    place_cursor(desk.window.editor, 0)
    press(desk, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert desk.window.editor.text() == "        x"
    press(desk, Qt.Key.Key_Backtab)
    assert desk.window.editor.text() == "    x"
    press(desk, Qt.Key.Key_Backtab, Qt.Key.Key_Backtab)
    assert desk.window.editor.text() == "x"
    assert desk.window.editor.hasFocus()


def test_tab_on_selected_lines_moves_them_in_and_out_as_one_step(desk):
    desk.pastes("a\n  b\n\n\tc\nd")
    place_cursor(desk.window.editor, 0, 9)
    press(desk, Qt.Key.Key_Tab)
    assert desk.window.editor.text() == "    a\n      b\n\n    \tc\nd"
    press(desk, Qt.Key.Key_Backtab, Qt.Key.Key_Backtab)
    assert desk.window.editor.text() == "a\nb\n\nc\nd"
    for text in ("a\n  b\n\n\tc\nd", "    a\n      b\n\n    \tc\nd"):
        desk.triggers("undo")
        assert desk.window.editor.text() == text
    desk.triggers("undo")
    assert desk.window.editor.text() == "a\n  b\n\n\tc\nd"


def test_a_long_name_leaves_the_title_row_its_shape(desk):
    name = "a-very-long-name-" * 20 + "<b>.py"
    before = desk.window.minimumSizeHint().width()
    desk.session.dispatch(Open(Document("x"), path=name))
    row = desk.window.title_row
    QApplication.processEvents()
    assert row.title.width() <= MOST_PIXELS
    assert "…" in row.title.shown_text()
    assert row.export.geometry().right() <= row.width()
    assert desk.window.minimumSizeHint().width() <= before
    tip = QTextDocument()
    tip.setHtml(row.title.toolTip())
    assert tip.toPlainText() == name


def test_a_long_input_name_leaves_the_panel_its_width(desk):
    inputs = desk.window.inputs
    inputs.show_inputs((InputView(Input("weight_" * 20, (1.0,)), None),), "float32")
    assert inputs.widget().minimumSizeHint().width() <= COLUMN_WIDTH


def test_pasted_text_is_plain_and_whole(desk):
    desk.pastes("# naïve 𝑥\nx = 3\n\ty")
    assert desk.window.editor.text() == "# naïve 𝑥\nx = 3\n\ty"
