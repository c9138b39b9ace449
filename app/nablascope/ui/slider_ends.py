"""`SliderEnds`: the numbers at a slider's two ends, small under it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from nablascope.core.scene.numbers import MINUS
from nablascope.ui.slider_range import SliderRange
from nablascope.ui.style import mono_font, named

_PIXELS = 9


class SliderEnds(QWidget):
    """The least and the largest value of a slider; nothing where the slider cannot serve."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least, self.largest = named(QLabel(), "quiet"), named(QLabel(), "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.least)
        row.addStretch(1)
        row.addWidget(self.largest)
        for label in (self.least, self.largest):
            label.setFont(mono_font(_PIXELS))

    def show_range(self, range: SliderRange | None) -> None:
        """Shows the ends of `range`."""
        self.least.setText(f"{MINUS}{range.end:g}" if range else "")
        self.largest.setText(f"{range.end:g}" if range else "")
