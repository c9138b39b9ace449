"""`Arranger`: arranges graphs beside the window, which stays alive meanwhile."""

import sys

from PySide6.QtCore import QObject, QThreadPool, Signal

from nablascope.ui.beside import beside_the_window
from nablascope.workspace.arrangement import Arrangement, arrange
from nablascope.workspace.commands import Arrange


class _Relay(QObject):
    """Carries news from a thread; nobody owns it, so that it outlives whoever waits for them."""

    done = Signal(object, object)


class Arranger(QObject):
    """Arranges one graph after the other; of several wished for at once, the newest counts.

    Signals:
        arranged: an `Arrangement`.
        failed: the `Trace` for which there is none, since something in Nablascope itself is wrong.
    """

    arranged = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: Arrange | None = None
        self._running = False
        self._relay = _Relay()
        self._relay.done.connect(self._on_done)

    def want(self, wish: Arrange) -> None:
        """Arranges as soon as what is being arranged is done."""
        if self._running:
            self._waiting = wish
        else:
            self._start(wish)

    def _start(self, wish: Arrange) -> None:
        self._running, self._waiting = True, None
        relay = self._relay
        QThreadPool.globalInstance().start(lambda: relay.done.emit(wish, _arranged(wish)))

    def _on_done(self, wish: Arrange, arrangement: Arrangement | None) -> None:
        self._running = False
        if self._waiting is not None:
            self._start(self._waiting)
        elif arrangement is None:
            self.failed.emit(wish.trace)
        else:
            self.arranged.emit(arrangement)


def _arranged(wish: Arrange) -> Arrangement | None:
    """None, and a report, where it fails: whoever waits in the window must hear of it."""
    known = wish.previous, wish.before
    try:
        with beside_the_window():
            return arrange(wish.trace, wish.open, *known, grouped=wish.grouped, down=wish.down)
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it to tell
        sys.excepthook(type(error), error, error.__traceback__)
        return None
