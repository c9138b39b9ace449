"""`LimitsDialog`: how long a run may take and how much memory it may use."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from nablascope.ui.chooser import Chooser
from nablascope.ui.session import Session
from nablascope.ui.style import named
from nablascope.workspace.limits import SECONDS, SHARES, Limits

_MARGIN = 24
_SHARE_WORDS = {0.25: "A quarter of the machine's", 0.5: "Half of the machine's", 0.75: "Three quarters"}


class LimitsDialog(QDialog):
    """Two choices, in force at once.

    Signals:
        changed: `Limits` that a person chose.
    """

    changed = Signal(object)

    def __init__(self, limits: Limits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Limits")
        self._limits = limits
        self.seconds = Chooser("Time limit of a run")
        self.share = Chooser("Memory of a run")
        self.seconds.chosen.connect(lambda seconds: self._choose(replace(self._limits, seconds=seconds)))
        self.share.chosen.connect(lambda share: self._choose(replace(self._limits, share=share)))
        self._arrange()
        self._show()

    def _choose(self, limits: Limits) -> None:
        self._limits = limits
        self._show()
        self.changed.emit(limits)

    def _show(self) -> None:
        self.seconds.show_choice(tuple((one, in_words(one)) for one in SECONDS), self._limits.seconds)
        self.share.show_choice(tuple((one, _SHARE_WORDS[one]) for one in SHARES), self._limits.share)

    def _arrange(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        form.setSpacing(8)
        form.addRow("Stop a run after", self.seconds)
        form.addRow("Memory", self.share)
        form.addRow(named(QLabel("Another memory limit restarts the engine."), "quiet"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)


def open_limits(session: Session, parent: QWidget) -> None:
    """Shows the session's limits, and lets a person choose others."""
    dialog = LimitsDialog(session.limits, parent)
    dialog.changed.connect(session.set_limits)
    dialog.open()


def in_words(seconds: float | None) -> str:
    """A deadline as it is said."""
    if seconds is None:
        return "Never"
    return f"{seconds:g} s" if seconds < 60 else f"{seconds / 60:g} min"
