"""`ValueSlider`: a slider that knows when one movement of a person's hand ends and the next begins."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from nablascope.ui.slider_range import STEPS

PAUSE_MS = 1000
"""Without a key or a turn of the wheel for so long, a gesture has ended."""

_PAGE_STEPS = STEPS // 20


class ValueSlider(QSlider):
    """A horizontal slider from 0 to `STEPS`.

    Signals:
        gesture_ended: the handle was let go, keys or the wheel paused, or the focus went.
    """

    gesture_ended = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(f"Slider of {name}")
        self.setRange(0, STEPS)
        self.setPageStep(_PAGE_STEPS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.pause.timeout.connect(self._on_pause)
        self.valueChanged.connect(self.pause.start)
        self.sliderReleased.connect(self.gesture_ended)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the panel unless a person is at this slider."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A gesture ends."""
        super().focusOutEvent(event)
        self.gesture_ended.emit()

    def _on_pause(self) -> None:
        """A handle that is held still is still held."""
        if not self.isSliderDown():
            self.gesture_ended.emit()
