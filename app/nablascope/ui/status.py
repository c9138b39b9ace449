"""`StatusLabel`: what the engine does, always true."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from nablascope.ui.elided_label import ElidedLabel
from nablascope.ui.style import named
from nablascope.ui.tooltips import plain
from nablascope.workspace.status import Status

_WORDS = {
    "off": "Engine off",
    "warming": "Loading PyTorch",
    "ready": "Ready",
    "running": "Running",
    "restarting": "Restarting engine",
    "stopped": "Engine stopped",
    "recorded": "Recorded trace",
}
_TIMED = ("warming", "running", "restarting")
_TICK_MS = 100

TOLD_MS = 5000
"""So long what was done is told in the place of what the engine does."""


class StatusLabel(QWidget):
    """A label, and Cancel while a program runs or torch is loaded.

    Signals:
        cancel_wanted: a person presses Cancel.
    """

    cancel_wanted = Signal()

    def __init__(self, clock: Callable[[], float] = monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._status = Status("off", clock())
        self.label = named(ElidedLabel(), "quiet")
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.cancel)
        self._told = QTimer(self, singleShot=True, interval=TOLD_MS)
        self._told.timeout.connect(self._write)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._write)
        self._write()

    def show_status(self, status: Status) -> None:
        """Shows `status`; a run that ends within one tick does not make the label flicker."""
        self._status = status
        if status.activity in _TIMED:
            self._tick.start()
        else:
            self._tick.stop()
        if status.activity != "running":
            self._write()

    def tell(self, words: str, more: str) -> None:
        """Says for a while what was done; a run that takes its time is said sooner."""
        self._told.start()
        self.label.setText(words)
        self.label.setAccessibleName(words)
        self.label.setToolTip(plain(more))

    def _write(self) -> None:
        self.cancel.setVisible(self._status.can_cancel)
        if self._told.isActive() and self._status.activity not in _TIMED:
            return
        activity = self._status.activity
        words = self._status.fault or _WORDS[activity]
        elapsed = self._clock() - self._status.since
        self.label.setText(f"{words} {elapsed:.1f} s" if activity in _TIMED else words)
        self.label.setAccessibleName(f"Engine: {words}")
        self.label.setToolTip("")
