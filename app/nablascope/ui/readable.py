"""The text of a selection in a document with pictures of formulas."""

from collections.abc import Iterator, Mapping

from PySide6.QtGui import QTextBlock, QTextCursor

_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
_PARAGRAPH = "\N{PARAGRAPH SEPARATOR}"
_LINE = "\N{LINE SEPARATOR}"


def readable(cursor: QTextCursor, texts: Mapping[str, str]) -> str:
    """What is selected, with what stands for each picture in its place.

    Args:
        cursor: its selection is read.
        texts: by a picture's name.
    """
    said = iter([texts.get(name, "") for name in _pictures(cursor)])
    plain = cursor.selection().toPlainText().replace(_PARAGRAPH, "\n").replace(_LINE, "\n")
    return "".join(next(said, "") if character == _PICTURE else character for character in plain)


def _pictures(cursor: QTextCursor) -> Iterator[str]:
    """The names of the selected pictures in their order."""
    block = cursor.document().findBlock(cursor.selectionStart())
    while block.isValid() and block.position() < cursor.selectionEnd():
        yield from _pictures_of(block, cursor.selectionStart(), cursor.selectionEnd())
        block = block.next()


def _pictures_of(block: QTextBlock, start: int, end: int) -> Iterator[str]:
    runs = block.begin()
    while not runs.atEnd():
        run = runs.fragment()
        if run.charFormat().isImageFormat():
            first, last = max(run.position(), start), min(run.position() + run.length(), end)
            yield from [run.charFormat().toImageFormat().name()] * max(0, last - first)
        runs += 1
