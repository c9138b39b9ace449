"""`Arranger`: arranges graphs beside the window, which stays alive meanwhile."""

from PySide6.QtCore import QObject, Signal

from nablascope.ui.threaded import Threaded
from nablascope.workspace.arrangement import Arrangement, arrange
from nablascope.workspace.commands import Arrange


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
        self._threaded = Threaded()
        self._threaded.done.connect(self._on_done)

    def want(self, wish: Arrange) -> None:
        """Arranges as soon as what is being arranged is done."""
        if self._running:
            self._waiting = wish
        else:
            self._start(wish)

    def _start(self, wish: Arrange) -> None:
        self._running, self._waiting = True, None
        self._threaded.start(wish, lambda: _arranged(wish))

    def _on_done(self, wish: Arrange, arrangement: Arrangement | None) -> None:
        self._running = False
        if self._waiting is not None:
            self._start(self._waiting)
        elif arrangement is None:
            self.failed.emit(wish.trace)
        else:
            self.arranged.emit(arrangement)


def _arranged(wish: Arrange) -> Arrangement:
    known = wish.previous, wish.before
    return arrange(wish.trace, wish.open, *known, grouped=wish.grouped, down=wish.down)
