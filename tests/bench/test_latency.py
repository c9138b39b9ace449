"""From a keystroke, after the debounce, to the painted canvas, with the engine warm.

The goal is a median of 50 ms or less.
"""

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from nablascope.document.examples import NAMES
from nablascope.ui.appearance import Appearance
from nablascope.ui.application import open_window, starting_workspace
from nablascope.workspace.events import Pause, Type

ROUNDS = 40


class Painted(QObject):
    """Counts the canvas's paintings."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def window_on(qapp, qtbot):
    windows = []

    def show(name):
        window = open_window(qapp, starting_workspace(None, name), Appearance("light"))
        windows.append(window)
        window.show()
        qtbot.waitUntil(lambda: window.canvas.display_list is not None, timeout=60_000)
        return window

    yield show
    for window in windows:
        window.session.close()
        window.hide()
        window.deleteLater()


def keystroke(window, painted: Painted, text: str) -> None:
    """One changed letter, evaluated at once, until its answer is on screen."""
    before = window.canvas.display_list
    window.session.dispatch(Type(text))
    window.session.dispatch(Pause())
    while window.canvas.display_list is before:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    count = painted.count
    while painted.count == count:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


@pytest.mark.parametrize("name", NAMES)
def test_a_keystroke_is_on_screen_at_once(benchmark, window_on, name):
    window = window_on(name)
    painted = Painted()
    window.canvas.installEventFilter(painted)
    text = window.session.workspace.document.text
    exponents = iter(range(10**6))

    def press():
        return (window, painted, text.replace("**", f"**{next(exponents) % 2 + 1}*", 1)), {}

    benchmark.pedantic(keystroke, setup=press, rounds=ROUNDS)
