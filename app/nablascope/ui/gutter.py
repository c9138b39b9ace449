"""`Gutter`: the column of line numbers beside the editor's text."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QTextEdit, QWidget

from nablascope.core.scene.theme import Theme
from nablascope.ui.style import mono_font

LINE_PIXELS = 22
LEAST_PIXELS = 36

_INSET = 10
"""Between the numbers and the text."""

_MARGIN = 6
"""Least, between the window's edge and the longest number."""

_NUMBER_PIXELS = 11


class Gutter(QWidget):
    """As wide as the longest number wants."""

    def __init__(self, editor: QTextEdit, theme: Theme, row_top: Callable[[QTextBlock], int]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme = theme
        self._row_top = row_top

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        self.update()

    def fitting_width(self) -> int:
        """Pixels for the numbers there are."""
        digits = len(str(self._editor.document().blockCount()))
        advance = QFontMetricsF(mono_font(_NUMBER_PIXELS)).horizontalAdvance("0")
        return max(LEAST_PIXELS, ceil(digits * advance) + _INSET + _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line numbers, and the current line's wash under its number."""
        current, bottom = self._editor.textCursor().block(), self.height()
        block = self._editor.cursorForPosition(QPoint(0, 0)).block()
        with QPainter(self) as painter:
            painter.setFont(mono_font(_NUMBER_PIXELS))
            while block.isValid() and self._row_top(block) < bottom:
                self._paint_number(painter, block, block == current)
                block = block.next()

    def _paint_number(self, painter: QPainter, block: QTextBlock, current: bool) -> None:
        row = QRect(0, self._row_top(block), self.width(), LINE_PIXELS)
        if current:
            painter.fillRect(row, QColor(self._theme.gradient_wash))
        painter.setPen(QColor(self._theme.muted if current else self._theme.faint))
        number = row.adjusted(0, 0, -_INSET, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, flags, str(block.blockNumber() + 1))
