"""What Tab, Shift+Tab and Enter do to the lines under a cursor."""

import re

from PySide6.QtGui import QTextCursor

INDENT = "    "

_LEADING_SPACE = re.compile(r"\s*")
_ONE_INDENT = re.compile(rf"\t| {{1,{len(INDENT)}}}")


def break_line(cursor: QTextCursor) -> None:
    """A new line that begins as far in as the one before, up to the cursor."""
    block = cursor.document().findBlock(cursor.selectionStart())
    before = block.text()[: cursor.selectionStart() - block.position()]
    cursor.insertText("\n" + _LEADING_SPACE.match(before)[0])  # pyright: ignore[reportOptionalSubscript] - it matches everything


def indent(cursor: QTextCursor) -> None:
    """Spaces at the cursor, or before every selected line."""
    if not cursor.hasSelection():
        cursor.insertText(INDENT)
        return
    cursor.beginEditBlock()
    for line in _lines(cursor):
        if line.block().text().strip():
            line.insertText(INDENT)
    cursor.endEditBlock()


def unindent(cursor: QTextCursor) -> None:
    """Takes one step of indentation from every selected line, or from the cursor's."""
    cursor.beginEditBlock()
    for line in _lines(cursor):
        if step := _ONE_INDENT.match(line.block().text()):
            line.setPosition(line.position() + len(step[0]), QTextCursor.MoveMode.KeepAnchor)
            line.removeSelectedText()
    cursor.endEditBlock()


def _lines(cursor: QTextCursor) -> list[QTextCursor]:
    """Cursors at the beginning of the lines with something selected, or of the cursor's line."""
    document = cursor.document()
    first, last = (
        document.findBlock(place).blockNumber()
        for place in (cursor.selectionStart(), max(cursor.selectionEnd() - 1, cursor.selectionStart()))
    )
    return [QTextCursor(document.findBlockByNumber(number)) for number in range(first, last + 1)]
