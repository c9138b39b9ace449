"""The inspector beside a program that is edited."""

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from tests.core.traces import run

from nablascope.ui.inspector import FADED
from nablascope.workspace.view_state import Selected


def test_the_selection_and_its_page_follow_the_numbers(desk):
    canvas, inspector = desk.window.canvas, desk.window.inspector
    canvas.chosen.emit(Selected("node", 0))
    desk.qtbot.waitUntil(lambda: "3.0" in inspector.toPlainText())
    field = desk.window.inputs.cards["x"].field
    field.selectAll()
    desk.qtbot.keyClicks(field, "7")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.waits_for_graph(7.0)

    assert canvas.selected == Selected("node", 0)
    desk.qtbot.waitUntil(lambda: "7.0" in inspector.toPlainText())


def test_a_line_in_the_inspector_leads_to_the_text(desk):
    desk.window.canvas.chosen.emit(Selected("node", 1))
    desk.qtbot.waitUntil(lambda: "line 1" in desk.window.inspector.toPlainText())
    desk.window.activateWindow()
    desk.window.inspector.anchorClicked.emit(QUrl("line"))

    assert desk.window.focusWidget() is desk.window.editor


def test_a_page_about_a_faded_graph_says_so(desk):
    desk.window.canvas.chosen.emit(Selected("node", 0))
    desk.types("sni(x)")
    desk.waits_for(lambda view: view.picture is not None and view.picture.dimmed)

    desk.qtbot.waitUntil(lambda: FADED in desk.window.inspector.toPlainText())


@pytest.fixture
def two_paths(open_recorded):
    """A window on a leaf that reaches the output along two paths."""
    desk = open_recorded(run("f = u**2 + v**3 + u*v", u=2.0, v=4.0))
    desk.window.canvas.chosen.emit(Selected("node", 0))
    desk.qtbot.waitUntil(lambda: "4.0000 + 4.0000 = 8.0000" in desk.window.inspector.toPlainText())
    return desk


def copied(inspector, first, last):
    """What a person gets who selects from one text to another and copies."""
    text = inspector.toPlainText()
    cursor = inspector.textCursor()
    cursor.setPosition(text.index(first))
    cursor.setPosition(text.rindex(last), QTextCursor.MoveMode.KeepAnchor)
    inspector.setTextCursor(cursor)
    inspector.copy()
    return QApplication.clipboard().text()


def test_a_factor_of_the_chain_rule_leads_to_its_card(two_paths):
    inspector, trace = two_paths.window.inspector, two_paths.sees.picture.trace
    inspector.anchorClicked.emit(QUrl(f"node:{trace.output_node}"))

    assert two_paths.sees.selected == Selected("node", trace.output_node)


def test_clicking_another_path_opens_it_and_leaves_the_selection(two_paths):
    inspector = two_paths.window.inspector
    assert "▸ u → × → f" in inspector.toPlainText()
    inspector.anchorClicked.emit(QUrl("path:1"))

    assert "▾ u → × → f" in inspector.toPlainText()
    assert two_paths.sees.selected == Selected("node", 0)


def test_another_selection_begins_with_its_first_path(two_paths):
    inspector = two_paths.window.inspector
    inspector.anchorClicked.emit(QUrl("path:1"))
    two_paths.window.canvas.chosen.emit(Selected("node", 1))
    two_paths.qtbot.waitUntil(
        lambda: "▾ v → " in inspector.toPlainText() or "paths" not in inspector.toPlainText()
    )
    two_paths.window.canvas.chosen.emit(Selected("node", 0))

    two_paths.qtbot.waitUntil(lambda: "▸ u → × → f" in inspector.toPlainText())


def test_formulas_are_copied_as_text(two_paths):
    text = copied(two_paths.window.inspector, "CHAIN RULE", "GRADIENT")

    assert "∂f/∂r · ∂r/∂q · ∂q/∂u" in text
    assert "1.0000 × 1.0000 × 4.0000 = 4.0000" in text
    assert "\N{OBJECT REPLACEMENT CHARACTER}" not in text


def test_a_part_of_a_formula_is_copied_from_where_the_selection_begins(two_paths):
    inspector = two_paths.window.inspector
    cursor = inspector.textCursor()
    told = inspector.toPlainText()
    first = told.index("\N{OBJECT REPLACEMENT CHARACTER}", told.index("▾"))
    cursor.setPosition(first + 2)
    cursor.setPosition(first + 4, QTextCursor.MoveMode.KeepAnchor)
    inspector.setTextCursor(cursor)
    inspector.copy()

    assert QApplication.clipboard().text() == "∂r/∂q · "


def test_a_screen_reader_is_told_the_formulas(two_paths):
    assert "∂f/∂r · ∂r/∂q · ∂q/∂u" in two_paths.window.inspector.accessibleDescription()


def test_formulas_are_painted_anew_for_a_screen_of_another_sharpness(two_paths, monkeypatch):
    inspector = two_paths.window.inspector
    before = set(inspector._formulas.pictures)
    monkeypatch.setattr(inspector, "devicePixelRatioF", lambda: 2.0)
    QApplication.sendEvent(inspector, QEvent(QEvent.Type.DevicePixelRatioChange))

    after = inspector._formulas.pictures
    assert before.isdisjoint(after)
    assert {picture.devicePixelRatio() for picture in after.values()} == {2.0}


def test_a_long_page_is_no_wider_than_its_pane(open_recorded):
    names = "\n".join(f"prediction_{number} = sin(prediction_{number - 1})" for number in range(1, 7))
    desk = open_recorded(run(names, prediction_0=0.5))
    desk.window.canvas.chosen.emit(Selected("node", 0))
    desk.qtbot.waitUntil(lambda: "CHAIN RULE" in desk.window.inspector.toPlainText())

    assert desk.window.inspector.horizontalScrollBar().maximum() == 0


def test_a_name_that_no_face_has_is_told_as_text(open_recorded):
    desk = open_recorded(run("y = sin(日本) * 日本", 日本=0.5))
    desk.window.canvas.chosen.emit(Selected("node", 0))

    desk.qtbot.waitUntil(lambda: "∂日本" in desk.window.inspector.toPlainText())
