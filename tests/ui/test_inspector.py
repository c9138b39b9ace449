"""The inspector beside a program that is edited."""

from PySide6.QtCore import Qt, QUrl

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
