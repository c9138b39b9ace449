"""A person who starts the app, plays the example that it opens with, and prints what is said of each step."""

from driver import PATIENCE_MS, start, the_window
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

EMPTY_PAPER = QPoint(6, 6)


def person() -> None:
    window = the_window()
    canvas = window.canvas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=EMPTY_PAPER)
    for key in (Qt.Key.Key_BracketRight, Qt.Key.Key_BracketRight):
        QTest.keyClick(canvas, key)
    print("\n".join(played(window)))
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)


def played(window) -> list[str]:
    """Presses Space and listens until the last step is there."""
    said: list[str] = []
    waiting = QEventLoop()

    def listen(view) -> None:
        words = window.transport.narrator.said
        if words not in said:
            said.append(words)
        if view.place == view.count and not view.playing:
            waiting.quit()

    window.session.moved.connect(listen)
    QTimer.singleShot(PATIENCE_MS, waiting.quit)
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    waiting.exec()
    return said


if __name__ == "__main__":
    start([], person)
