"""`ElidedLabel`: one line of text that is shortened where there is no room for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

MOST_PIXELS = 240
"""A longer text is shortened even where there is room, so that its neighbours stay where they are."""

_LEAST_PIXELS = 48


class ElidedLabel(QLabel):
    """Shows of a text that is too long the beginning and the end, or what `mode` says."""

    def __init__(
        self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Room for the whole text, within limits."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), MOST_PIXELS), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), _LEAST_PIXELS), hint.height())

    def shown_text(self) -> str:
        """What there is room for."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what there is room for."""
        with QPainter(self) as painter:
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect(), flags, self.shown_text())
