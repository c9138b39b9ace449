"""From the graph to the text, and from the text to the graph."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from nablascope.core.scene.theme_file import load_theme
from nablascope.workspace.view_state import Selected

X, SQUARE = 0, 1


def marked(desk) -> list[str]:
    """The stretches of the text with a grey wash."""
    marks = desk.window.editor.extraSelections()
    theme = load_theme("light")
    grey = [one for one in marks if one.format.background().color().name() not in (theme.value, "#000000")]
    return [one.cursor.selectedText() for one in grey]


def puts_cursor(desk, column: int) -> None:
    cursor = desk.window.editor.textCursor()
    cursor.setPosition(column)
    desk.window.editor.setTextCursor(cursor)


def test_a_selected_node_is_marked_in_the_text(desk):
    assert marked(desk) == []
    desk.window.canvas.chosen.emit(Selected("node", X))
    assert marked(desk) == ["x"]
    desk.window.canvas.chosen.emit(Selected("node", SQUARE))
    assert marked(desk) == ["x**2"]
    desk.window.canvas.chosen.emit(None)
    assert marked(desk) == []


def test_while_the_text_is_another_one_nothing_is_marked(desk):
    desk.window.canvas.chosen.emit(Selected("node", SQUARE))
    desk.window.editor.moveCursor(QTextCursor.MoveOperation.Start)
    desk.qtbot.keyClicks(desk.window.editor, " ")
    assert marked(desk) == []


def test_the_node_of_the_expression_at_the_cursor_can_be_selected(desk):
    puts_cursor(desk, 3)
    desk.triggers("select_at_cursor")
    assert desk.sees.selected == Selected("node", SQUARE)
    puts_cursor(desk, 0)
    desk.triggers("select_at_cursor")
    assert desk.sees.selected == Selected("node", X), "the innermost expression"


def test_a_click_with_ctrl_or_alt_selects_what_was_written_there(desk):
    editor = desk.window.editor
    puts_cursor(desk, 3)
    at = editor.cursorRect().center()
    for key in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        desk.window.canvas.chosen.emit(None)
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, key, at)
        desk.waits_for(lambda view: view.selected == Selected("node", SQUARE))


def test_a_plain_click_selects_nothing(desk):
    editor = desk.window.editor
    at = editor.cursorRect().center()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.qWait(20)
    assert desk.sees.selected is None


def test_where_nothing_was_made_it_is_said(open_desk):
    desk = open_desk("x**2\n# the end")
    desk.waits_for_graph(3.0)
    desk.window.editor.moveCursor(QTextCursor.MoveOperation.End)
    desk.triggers("select_at_cursor")
    assert desk.sees.selected is None
    assert desk.window.title_row.status.label.text() == "No node was made here"
