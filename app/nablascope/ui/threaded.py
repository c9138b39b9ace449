"""`Threaded`: what is worked out in a thread beside the window, and what is heard of it there."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal

from nablascope.ui.beside import beside_the_window


class Threaded(QObject):
    """Nobody owns it, so that it outlives whoever waits for its news.

    Signals:
        done: what was asked for, and what it came to: None, and a report, where the work failed.
    """

    done = Signal(object, object)

    def start(self, asked: object, work: Callable[[], object]) -> None:
        """Does `work` in a thread of the pool."""
        QThreadPool.globalInstance().start(lambda: self.done.emit(asked, _done(work)))


def _done(work: Callable[[], object]) -> object:
    """Whoever waits in the window must hear of a failure, too."""
    try:
        with beside_the_window():
            return work()
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it to tell
        sys.excepthook(type(error), error, error.__traceback__)
        return None
