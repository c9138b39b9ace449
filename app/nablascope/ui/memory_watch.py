"""`MemoryWatch`: looks at what a run uses, where the system does not bound it."""

from PySide6.QtCore import QObject, QTimer, Signal

from nablascope.machine import resident_memory

_EVERY_MS = 100


class MemoryWatch(QObject):
    """Looks at one process while it runs a program.

    Signals:
        exceeded: the process holds more than it may.

    Args:
        most: bytes that it may hold.
    """

    exceeded = Signal()

    def __init__(self, most: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._pid = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self, pid: int) -> None:
        """Watches the process `pid`."""
        self._pid = pid
        self._timer.start()

    def stop(self) -> None:
        """Looks no more."""
        self._timer.stop()

    def _look(self) -> None:
        if resident_memory(self._pid) > self._most:
            self.stop()
            self.exceeded.emit()
