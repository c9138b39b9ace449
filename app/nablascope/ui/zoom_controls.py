"""`ZoomControls`: the scale of the canvas and the buttons that change it, small in its corner."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from nablascope.core.scene.numbers import MINUS
from nablascope.ui.actions import Actions, plain_text
from nablascope.ui.style import named, ui_font

_PIXELS = 11
_PERCENT_WIDTH = 40
_LEAST_WHOLE = 0.01


class ZoomControls(QWidget):
    """Triggers the window's own actions; the keyboard has them without it."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.percent = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "quiet")
        self.percent.setFont(ui_font(_PIXELS))
        self.percent.setMinimumWidth(_PERCENT_WIDTH)
        self.smaller = _button(MINUS, actions, "zoom_out")
        self.larger = _button("+", actions, "zoom_in")
        self.fit = _button("Fit", actions, "fit")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 16, 0)
        row.setSpacing(4)
        for widget in (self.smaller, self.percent, self.larger, self.fit):
            row.addWidget(widget)

    def show_scale(self, scale: float) -> None:
        """Shows `scale`, of which 1 is 100 %."""
        self.percent.setText(f"{scale:.0%}" if scale >= _LEAST_WHOLE else f"{scale:.1%}")


def _button(text: str, actions: Actions, name: str) -> QPushButton:
    button = named(QPushButton(text), "zoom")
    button.setFont(ui_font(_PIXELS))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAccessibleName(plain_text(actions[name]))
    button.setToolTip(plain_text(actions[name]))
    button.clicked.connect(actions[name].trigger)
    return button
