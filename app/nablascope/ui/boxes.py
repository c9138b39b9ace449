"""Questions and complaints; file names and the system's words stand in them letter for letter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

Button = QMessageBox.StandardButton


def ask(
    parent: QWidget, question: str, consequence: str, buttons: Button, labels: dict[Button, str] | None = None
) -> Button:
    """A person's choice among `buttons`; `labels` renames some of them."""
    box = _box(parent, question, consequence)
    box.setStandardButtons(buttons)
    for button, label in (labels or {}).items():
        box.button(button).setText(label)
    return Button(box.exec())


def complain(parent: QWidget, what: str, why: str) -> None:
    """Says what did not work and why."""
    _box(parent, what, why).exec()


def _box(parent: QWidget, text: str, more: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Nablascope", text, parent=parent)
    box.setInformativeText(more)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
