"""Questions and complaints; file names and the system's words stand in them letter for letter."""

from pathlib import Path

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

Button = QMessageBox.StandardButton


def ask(parent: QWidget, question: str, consequence: str, labels: dict[Button, str]) -> Button:
    """A person's choice among the buttons in `labels`; Enter takes the first."""
    box = _box(parent, question, consequence)
    for button, label in labels.items():
        box.addButton(button).setText(label)
    box.setDefaultButton(next(iter(labels)))
    return Button(box.exec())


def may_replace(parent: QWidget, path: str) -> bool:
    """Whether nothing is lost at `path`, or a person gives it up."""
    if not QFileInfo.exists(path):
        return True
    question = f"{Path(path).name} already exists."
    labels = {Button.Cancel: "Cancel", Button.Yes: "Replace"}
    return ask(parent, question, "Replacing it loses what it holds.", labels) == Button.Yes


def complain(parent: QWidget, what: str, why: str) -> None:
    """Says what did not work and why."""
    _box(parent, what, why).exec()


def _box(parent: QWidget, text: str, more: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Nablascope", text, parent=parent)
    box.setInformativeText(more)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
