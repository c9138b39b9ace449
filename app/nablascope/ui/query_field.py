"""`QueryField`: where a query is typed, and what is wrong with it under the field."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from nablascope.core.graph.query import EXAMPLE, SHAPE_EXAMPLE, Condition, QueryError, parse
from nablascope.ui.style import named, ui_font

PAUSE_MS = 120
"""Without a key for so long, what is typed is looked for."""

HINT = f"sin, {EXAMPLE}, {SHAPE_EXAMPLE}, nan"
HELP = (
    "Words are looked for in names, operations, functions and modules. Also: grad > 1, |grad| < 1e-6, "
    "value = 0, shape:3x4, nan, inf, zero, leaf, constant, and marks such as kink. All of them must hold."
)
_PIXELS = 12


class QueryField(QLineEdit):
    """A line that is read while it is typed.

    Signals:
        asked: the conditions, when they are other ones than before.
        entered: Return was pressed; whether with Shift.
        left: Escape was pressed.

    Attributes:
        told: the label that says what is wrong; hidden while nothing is.
    """

    asked = Signal(object)
    entered = Signal(bool)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = ""
        self._query: tuple[Condition, ...] = ()
        self.told = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "failure")
        self.told.setFont(ui_font(_PIXELS))
        self.told.hide()
        self.setFont(ui_font(_PIXELS))
        self.setAccessibleName(name)
        self.setPlaceholderText(HINT)
        self.setToolTip(HELP)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.read)
        self.textChanged.connect(lambda: self._pause.start())

    @property
    def query(self) -> tuple[Condition, ...]:
        """What is looked for: the last line that could be read."""
        return self._query

    def read(self) -> None:
        """Reads the line now; one that cannot be read changes nothing but what is told."""
        self._pause.stop()
        try:
            query = parse(self.text())
        except QueryError as error:
            self._tell(str(error))
            return
        self._tell("")
        if query != self._query:
            self._query = query
            self.asked.emit(query)

    def tell_found(self, found: str) -> None:
        """Says what came of it to whoever cannot see that; what is wrong comes first."""
        self._found = found
        self.setAccessibleDescription(self.told.text() or found)

    def event(self, event: QEvent) -> bool:
        """Escape and Return are the field's own, whatever else they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on, with Shift back; Escape leaves."""
        if not _is_own(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _tell(self, why: str) -> None:
        self.told.setText(why)
        self.told.setVisible(bool(why))
        self.setAccessibleDescription(why or self._found)
        if self.property("wrong") != bool(why):
            self.setProperty("wrong", bool(why))
            self.style().unpolish(self)
            self.style().polish(self)


def _is_own(event: QKeyEvent) -> bool:
    others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not others and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
