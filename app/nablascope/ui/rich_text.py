"""Gives a document made from Markdown the app's own faces, space between paragraphs, and calm tables."""

from collections.abc import Iterator

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)

from nablascope.ui.style import MONO_FAMILIES, UI_PIXELS

_PARAGRAPH_GAP = 8
_HEADING_GAP = 16
_HEADING_PIXELS = {1: 18, 2: 16, 3: 14}
_LINE_HEIGHT = 140
_CELL_PADDING = 5


def dress(document: QTextDocument) -> None:
    """Restyles what Qt's Markdown reader made."""
    for block in _blocks(document):
        _space(block)
        _set_faces(block)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _calm(frame)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _space(block: QTextBlock) -> None:
    spacing = QTextBlockFormat()
    heading = block.blockFormat().headingLevel()
    inside_table = bool(QTextCursor(block).currentTable())
    spacing.setTopMargin(_HEADING_GAP if heading and block.blockNumber() else 0)
    spacing.setBottomMargin(0 if inside_table else _PARAGRAPH_GAP)
    spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    QTextCursor(block).mergeBlockFormat(spacing)


def _set_faces(block: QTextBlock) -> None:
    """Bold is 600, the heaviest face that ships; code has the code's face."""
    heading = block.blockFormat().headingLevel()
    for start, end, made in _stretches(block):
        face = QTextCharFormat()
        face.setFontWeight(
            QFont.Weight.DemiBold if made.fontWeight() > QFont.Weight.Medium else made.fontWeight()
        )
        face.setProperty(QTextCharFormat.Property.FontPixelSize, _HEADING_PIXELS.get(heading, UI_PIXELS))
        face.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
        if made.fontFixedPitch():
            face.setFontFamilies(MONO_FAMILIES)
        cursor = QTextCursor(block)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(face)


def _stretches(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Start, end and format of each run of equal letters."""
    found: list[tuple[int, int, QTextCharFormat]] = []
    runs = block.begin()
    while not runs.atEnd():
        run = runs.fragment()
        found.append((run.position(), run.position() + run.length(), run.charFormat()))
        runs += 1
    return found


def _calm(table: QTextTable) -> None:
    made = table.format()
    made.setBorder(0)
    made.setCellSpacing(0)
    made.setCellPadding(_CELL_PADDING)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(made)
