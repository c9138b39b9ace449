"""Runs the app through its real entry and does what a person would: ``driver.py PROGRAM PNG SVG``.

Only the start of the event loop is hooked, so that the person sits down when the window is there.
"""

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

PATIENCE_MS = 60_000
TICK_MS = 20


def see(what, condition):
    """Lets the app live until `condition` holds."""
    tick, patience = QTimer(interval=TICK_MS), QDeadlineTimer(PATIENCE_MS)
    tick.start()
    while not condition():
        if patience.hasExpired():
            raise TimeoutError(f"never saw {what}")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def the_window() -> Any:
    """The app's window, active and with its first graph."""
    window: Any
    (window,) = [widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "window"]
    window.activateWindow()
    see("the active window", window.isActiveWindow)
    see("the first graph", lambda: window.canvas.display_list is not None)
    return window


def person(png: str, svg: str) -> None:
    window = the_window()
    type_program(window, "y = x**3\nprint(y)")
    see("what it prints", lambda: window.output.toPlainText() == "tensor(1., grad_fn=<PowBackward0>)")
    give_value(window, "5")
    see("the gradient", lambda: window.inputs.cards["x"].grad.text() == "grad 75.0000")
    export(window, png)
    export(window, svg)
    leave(window)


def type_program(window, text: str) -> None:
    window.editor.setFocus()
    QTest.keyClick(window.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for line, words in enumerate(text.split("\n")):
        if line:
            QTest.keyClick(window.editor, Qt.Key.Key_Return)
        QTest.keyClicks(window.editor, words)


def give_value(window, text: str) -> None:
    field = window.inputs.cards["x"].field
    QTest.mouseDClick(field, Qt.MouseButton.LeftButton)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def export(window, path: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    see("the export dialog", lambda: QApplication.activeModalWidget() is not None)
    dialog: Any = QApplication.activeModalWidget()
    dialog.path.selectAll()
    QTest.keyClicks(dialog.path, path)
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    see("the picture's file", Path(path).exists)
    see("the dialog gone", lambda: not dialog.isVisible())


def leave(window) -> None:
    """Quits; the program is not saved, and the question about it has a loop of its own."""
    answering = QTimer(interval=TICK_MS)
    answering.timeout.connect(give_it_up)
    answering.start()
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)


def give_it_up() -> None:
    question = QApplication.activeModalWidget()
    if isinstance(question, QMessageBox):
        button = question.button(QMessageBox.StandardButton.Discard)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def sit_down(person: Callable[[], None]) -> None:
    status = 1
    try:
        person()
        status = 0
    finally:
        if status:
            QApplication.exit(status)


def start(arguments: list[str], person: Callable[[], None]) -> None:
    """Runs the app with `arguments`, and `person` at it."""
    run_loop = QApplication.exec

    def run_loop_with_a_person(*_):
        QTimer.singleShot(0, lambda: sit_down(person))
        return run_loop()

    QApplication.exec = run_loop_with_a_person
    sys.argv = ["nablascope", *arguments]
    runpy.run_module("nablascope", run_name="__main__", alter_sys=True)


def main() -> None:
    program, png, svg = sys.argv[1:]
    start([program], lambda: person(png, svg))


if __name__ == "__main__":
    main()
