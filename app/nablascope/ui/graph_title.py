"""`GraphTitle`: what the graph on screen is, where it is not the program's own of its present run."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from nablascope.ui.style import named, ui_font

_PIXELS = 12


class GraphTitle(QLabel):
    """A line in the canvas's upper corner, through which the canvas is still under the pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText)
        named(self, "quiet")
        self.setFont(ui_font(_PIXELS))
        self.setContentsMargins(16, 16, 0, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_title(self, title: str) -> None:
        """Shows `title`; nothing where it is empty."""
        self.setText(title)
        self.setVisible(bool(title))
