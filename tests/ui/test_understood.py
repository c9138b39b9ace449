"""What was understood, under the text as it was typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nablascope.ui.understood import MOST_LINES


def test_what_was_understood_stands_under_the_text_and_gives_way_to_plain_code(desk):
    block, editor = desk.window.understood, desk.window.editor
    assert not block.isVisible()
    desk.types("y = x²")
    desk.waits_for(lambda view: view.understood is not None)
    assert block.isVisible()
    assert block.code.toPlainText() == "y = x**2"
    assert block.mapTo(desk.window, block.rect().topLeft()).y() >= editor.geometry().bottom()
    desk.types("x**2")
    desk.waits_for(lambda view: view.understood is None)
    assert not block.isVisible()


def test_it_appears_without_moving_the_inputs(desk):
    card = desk.window.inputs.cards["x"]
    before = card.mapTo(desk.window, card.rect().topLeft())
    desk.types("y = x²")
    desk.waits_for(lambda view: view.understood is not None)
    QApplication.processEvents()
    assert card.mapTo(desk.window, card.rect().topLeft()) == before


def test_it_stays_faint_while_the_text_has_an_error(desk):
    desk.types("y = x²")
    desk.waits_for(lambda view: view.understood is not None)
    block = desk.window.understood
    assert block.code.isEnabled()
    desk.types("sni(x)")
    desk.waits_for(lambda view: view.message is not None)
    assert block.isVisible()
    assert block.code.toPlainText() == "y = x**2"
    assert not block.code.isEnabled()
    assert not block.write.isEnabled()
    assert block.heading.text() == "EARLIER PYTORCH CODE"
    desk.types("y = x²")
    desk.waits_for(lambda view: view.message is None and view.understood is not None)
    assert block.heading.text() == "AS PYTORCH CODE"


def test_one_click_copies_it_and_one_writes_it_into_the_text(desk, qtbot):
    desk.types("y = x²")
    desk.waits_for(lambda view: view.understood is not None)
    block = desk.window.understood
    qtbot.mouseClick(block.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "y = x**2"
    qtbot.mouseClick(block.write, Qt.MouseButton.LeftButton)
    desk.waits_for(lambda view: view.understood is None and view.text == "y = x**2")
    assert desk.window.editor.text() == "y = x**2"
    desk.triggers("undo")
    assert desk.window.editor.text() == "y = x²"


def test_a_long_program_scrolls_and_the_cursor_stays_in_sight(desk):
    desk.pastes("\n".join(["y = x²"] * 12))
    desk.waits_for(lambda view: view.understood is not None)
    QApplication.processEvents()
    block, editor = desk.window.understood, desk.window.editor
    lines = block.code.viewport().height() / block.code.fontMetrics().lineSpacing()
    assert MOST_LINES <= lines < MOST_LINES + 1
    assert block.code.verticalScrollBar().maximum() > 0
    assert editor.viewport().rect().contains(editor.cursorRect().center())
