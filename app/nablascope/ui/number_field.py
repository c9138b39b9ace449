"""`NumberField`: takes any number, also scientific, NaN and infinite, and nested lists of numbers."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nablascope.core.wire.messages import Number
from nablascope.document.literal import LiteralError, literal_text, parse_literal
from nablascope.ui.style import mono_font
from nablascope.ui.tooltips import plain
from nablascope.ui.undo_keys import is_undo

_PIXELS = 13
_QT_MARGIN = 3
"""What Qt leaves free on the right, so that the number ends where the slider does."""


class NumberField(QLineEdit):
    """A line that reads as a number or a list of numbers.

    Signals:
        valued: the elements and the shape, as soon as the text reads as a number or a list.
        faulted: why the text is refused; empty once it is not.
    """

    valued = Signal(object, object)
    faulted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("number")
        self.setAccessibleName(f"Value of {name}")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(mono_font(_PIXELS, QFont.Weight.Medium))
        self.setTextMargins(0, 0, -_QT_MARGIN, 0)
        self._values: tuple[tuple[Number, ...], tuple[int, ...]] | None = None
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._settle)

    def show_values(self, values: tuple[Number, ...], shape: tuple[int, ...]) -> None:
        """Shows the value, but leaves what a person is typing alone."""
        # `==` takes -0.0 for 0.0, and a person would not see which it is.
        if repr((values, shape)) == repr(self._values):
            return
        self._values = values, shape
        self._write()

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the window's actions."""
        if is_undo(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and self._restores(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives a refused text up for the value that holds."""
        if self._restores(event):
            self._write()
        else:
            super().keyPressEvent(event)

    def _restores(self, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return is_escape and bool(self.property("wrong"))

    def _read(self, text: str) -> None:
        try:
            self._values = parse_literal(text)
        except LiteralError as error:
            self._show_fault(str(error))
            return
        self._show_fault("")
        self.valued.emit(*self._values)

    def _settle(self) -> None:
        """A number is put in its usual form; what is no number stays, marked, to be mended."""
        if not self.property("wrong"):
            self._write()

    def _write(self) -> None:
        if self._values is not None:
            self._show_fault("")
            self.setText(literal_text(*self._values))
            self._place_cursor()

    def _place_cursor(self) -> None:
        """Whoever types on replaces the number; elsewhere the beginning of a long list is to be seen."""
        if self.hasFocus():
            self.selectAll()
        else:
            self.setCursorPosition(0)

    def _show_fault(self, fault: str) -> None:
        self.setToolTip(plain(fault))
        self.faulted.emit(fault)
        if bool(self.property("wrong")) != bool(fault):
            self.setProperty("wrong", bool(fault))
            self.style().unpolish(self)
            self.style().polish(self)
