"""A person who lets a text run as Python, or finds it allowed: ``python_driver.py PROGRAM yes|already``."""

import sys
from typing import Any

from driver import TICK_MS, leave, see, start
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox


def person(answer: str) -> None:
    window: Any
    (window,) = [widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "window"]
    activate(window)
    if answer == "yes":
        allow(window)
        activate(window)
    see("the mark", window.title_row.python.isVisible)
    see("the graph", lambda: window.canvas.display_list is not None)
    print(window.output.toPlainText(), window.inputs.cards["x"].grad.text())
    leave(window)


def activate(window) -> None:
    window.activateWindow()
    see("the active window", window.isActiveWindow)


def allow(window) -> None:
    see("the refusal", lambda: "class is not" in window.message_bar.text.text())
    assert not window.title_row.python.isVisible()
    answering = QTimer(interval=TICK_MS)
    answering.timeout.connect(say_yes)
    answering.start()
    QTest.keyClick(window.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    answering.stop()


def say_yes() -> None:
    question = QApplication.activeModalWidget()
    if isinstance(question, QMessageBox):
        QTest.mouseClick(question.button(QMessageBox.StandardButton.Yes), Qt.MouseButton.LeftButton)


if __name__ == "__main__":
    program, answer = sys.argv[1:]
    start([program], lambda: person(answer))
