"""`Arranger`: arranges graphs beside the window, which stays alive meanwhile."""

from PySide6.QtCore import QObject, QThreadPool, Signal

from nablascope.ui.beside import beside_the_window
from nablascope.workspace.arrangement import Arrangement, arrange
from nablascope.workspace.commands import Arrange


class _Relay(QObject):
    """Carries news from a thread; nobody owns it, so that it outlives whoever waits for them."""

    done = Signal(object)


class Arranger(QObject):
    """Arranges one graph after the other; of several wished for at once, the newest counts.

    Signals:
        arranged: an `Arrangement`.
    """

    arranged = Signal(object)

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
        QThreadPool.globalInstance().start(lambda: relay.done.emit(_arranged(wish)))

    def _on_done(self, arrangement: Arrangement) -> None:
        self._running = False
        if self._waiting is not None:
            self._start(self._waiting)
        else:
            self.arranged.emit(arrangement)


def _arranged(wish: Arrange) -> Arrangement:
    with beside_the_window():
        known = wish.previous, wish.before
        return arrange(wish.trace, wish.open, *known, grouped=wish.grouped, down=wish.down)
