"""`Editor`: where the program is typed; undo belongs to the document's history."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from nablascope.core.language.span import Span
from nablascope.core.scene.theme import Theme
from nablascope.document.change import Change, change
from nablascope.document.document import offsets
from nablascope.ui.editor_marks import fault_mark, selected_mark, step_mark
from nablascope.ui.gutter import LINE_PIXELS, Gutter
from nablascope.ui.indentation import break_line, indent, unindent
from nablascope.ui.pasting import refusal
from nablascope.ui.style import mono_font
from nablascope.ui.tooltips import plain
from nablascope.ui.undo_keys import is_undo
from nablascope.workspace.view_state import Underline

_LINE_EDITS: dict[tuple[int, Qt.KeyboardModifier], Callable[[QTextCursor], None]] = {
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier): indent,
    (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier): unindent,
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier): break_line,
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.NoModifier): break_line,
}


class Editor(QTextEdit):
    """A plain text with line numbers.

    Signals:
        typed: the whole text, after a person changed it.
        refused: why what a person pasted was not taken.
    """

    typed = Signal(str)
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._underline: Underline | None = None
        self._step: tuple[Span | None, bool] = None, False
        self._selected: Span | None = None
        self._gutter = Gutter(self, theme, self._row_top)
        self._set_up()
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._mark)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)

    def _set_up(self) -> None:
        self.setAccessibleName("Expression")
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.setFont(mono_font())
        self.document().setDocumentMargin(0)
        self.document().blockCountChanged.connect(self._fit_gutter)
        self._fit_gutter()
        spacing = QTextBlockFormat()
        spacing.setLineHeight(LINE_PIXELS, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self.textCursor().setBlockFormat(spacing)
        self._mark()

    def text(self) -> str:
        """The program."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Shows `text`, changing no more than differs, so that the cursor stays where the change is."""
        before = self.text()
        if text == before:
            return
        self.blockSignals(True)
        self._replace(before, change(before, text))
        self.blockSignals(False)
        self._mark()

    def _replace(self, before: str, made: Change) -> None:
        cursor, start = self.textCursor(), _units(before[: made.start])
        cursor.setPosition(start)
        cursor.setPosition(start + _units(made.removed), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(made.inserted)
        self.setTextCursor(cursor)

    def go_to(self, span: Span) -> None:
        """Puts the cursor where `span` begins, and the keyboard into the editor."""
        start, _ = offsets(self.text(), span)
        cursor = self.textCursor()
        cursor.setPosition(_units(self.text()[:start]))
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_underline(self, underline: Underline | None) -> None:
        """Underlines what is at fault."""
        self._underline = underline
        self._mark()

    def show_step(self, span: Span | None, *, forward: bool) -> None:
        """Washes what the present step of the run comes from, in the colour of values or of gradients."""
        if (span, forward) != self._step:
            self._step = span, forward
            self._mark()
            self._scroll_to(span)

    def show_selected(self, span: Span | None) -> None:
        """Washes what the selected node was written as, in grey."""
        if span != self._selected:
            self._selected = span
            self._mark()
            self._scroll_to(span)

    def place(self) -> tuple[int, int]:
        """The line of the cursor, from 1, and how many characters stand before it there."""
        cursor = self.textCursor()
        before = cursor.block().text().encode("utf-16-le", "surrogatepass")[: 2 * cursor.positionInBlock()]
        return cursor.blockNumber() + 1, len(before.decode("utf-16-le", "surrogatepass"))

    def _scroll_to(self, span: Span | None) -> None:
        """Brings its first line into view; the cursor stays where a person put it."""
        if span is None or self.hasFocus():
            return
        row, bar = self._row_top(self.document().findBlockByNumber(span.line - 1)), self.verticalScrollBar()
        if not 0 <= row <= self.viewport().height() - LINE_PIXELS:
            bar.setValue(bar.value() + row - self.viewport().height() // 2)

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        self._gutter.set_theme(theme)
        self._mark()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes as plain text that keeps the editor's line height."""
        why = refusal(source.text())
        if why is None:
            self.textCursor().insertText(source.text())
        else:
            self.refused.emit(why)

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the window's actions; explains the underline."""
        if is_undo(event):
            event.ignore()
            return False
        if isinstance(event, QHelpEvent):
            self._explain(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab and Shift+Tab move lines in and out; Enter keeps the indentation."""
        edit = _LINE_EDITS.get((event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if edit is None:
            super().keyPressEvent(event)
            return
        edit(self.textCursor())
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the line numbers beside the text, and the line that is typed in sight."""
        super().resizeEvent(event)
        if self.hasFocus():
            self.ensureCursorVisible()
        self._fit_gutter()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Washes the current line under the text."""
        with QPainter(self.viewport()) as painter:
            top = self._row_top(self.textCursor().block())
            wash = QRect(0, top, self.viewport().width(), LINE_PIXELS)
            painter.fillRect(wash, QColor(self._theme.gradient_wash))
        super().paintEvent(event)

    def _fit_gutter(self) -> None:
        area, width = self.contentsRect(), self._gutter.fitting_width()
        self.setViewportMargins(width, 0, 0, 0)
        self._gutter.setGeometry(area.left(), area.top(), width, area.height())

    def _row_top(self, block: QTextBlock) -> int:
        """Where a line's row begins; Qt sets the text low in its line, a row has it in the middle."""
        return self.cursorRect(QTextCursor(block)).center().y() - LINE_PIXELS // 2 + 1

    def _on_text_changed(self) -> None:
        self._mark()
        self.typed.emit(self.text())

    def _mark(self) -> None:
        span, forward = self._step
        chosen = self._selected
        marks = [selected_mark(self._cursor_over(chosen), self._theme)] if chosen else []
        marks += [step_mark(self._cursor_over(span), self._theme, forward=forward)] if span else []
        if self._underline is not None:
            marks.append(fault_mark(self._cursor_over(self._underline.span), self._theme))
        self.setExtraSelections(marks)
        self.viewport().update()
        self._gutter.update()

    def _cursor_over(self, span: Span) -> QTextCursor:
        cursor = self.textCursor()
        start, end = self._stretch(span)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _stretch(self, span: Span) -> tuple[int, int]:
        """The span's place in Qt's units, at least one character wide so that it can be seen."""
        text = self.text()
        start, end = offsets(text, span)
        if start == end:
            at_end = text[end : end + 1] in ("", "\n")
            start, end = (max(start - 1, 0), end) if at_end else (start, end + 1)
        return _units(text[:start]), _units(text[:end])

    def _explain(self, event: QHelpEvent) -> None:
        place = self.cursorForPosition(self.viewport().mapFromGlobal(event.globalPos())).position()
        underline = self._underline
        start, end = self._stretch(underline.span) if underline is not None else (0, -1)
        if underline is not None and start <= place <= end:
            QToolTip.showText(event.globalPos(), plain(underline.tooltip), self)
        else:
            QToolTip.hideText()


def _units(text: str) -> int:
    """How many of Qt's UTF-16 units `text` has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
