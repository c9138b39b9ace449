"""`Breadcrumbs`: the open groups around what is selected, from the outermost on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from nablascope.ui.style import named, ui_font

_PIXELS = 11
_BETWEEN = "›"
_LONGEST = 32


class Breadcrumbs(QWidget):
    """A button for each group; empty where there is none.

    Signals:
        wanted: the stable key of a group that a person wants to see whole.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 36, 0, 0)
        self._row.setSpacing(4)
        self.setAccessibleName("Groups around what is selected")
        self.hide()

    def show_groups(self, around: tuple[tuple[str, str], ...]) -> None:
        """Shows groups, each a key and a label, the outermost first."""
        if around == self._shown:
            return
        self._shown = around
        self._clear()
        for key, label in around:
            if self.buttons:
                self._row.addWidget(self._between(), 0, Qt.AlignmentFlag.AlignTop)
            self._row.addWidget(self._button(key, label), 0, Qt.AlignmentFlag.AlignTop)
        self.setVisible(bool(around))
        self.adjustSize()

    def _clear(self) -> None:
        self.buttons = []
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def _between(self) -> QLabel:
        sign = named(QLabel(_BETWEEN), "quiet")
        sign.setFont(ui_font(_PIXELS))
        return sign

    def _button(self, key: str, label: str) -> QPushButton:
        text = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
        button = named(QPushButton(text.replace("&", "&&")), "zoom")
        button.setFont(ui_font(_PIXELS))
        button.setToolTip(f"Show all of {label}")
        button.setAccessibleName(f"Show all of {label}")
        button.clicked.connect(lambda: self.wanted.emit(key))
        self.buttons.append(button)
        return button
