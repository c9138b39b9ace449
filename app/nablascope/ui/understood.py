"""`Understood`: the program as PyTorch code, below the text as a person typed it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from nablascope.ui.heading import Heading
from nablascope.ui.session import Session
from nablascope.ui.style import mono_font, named, ui_font
from nablascope.workspace.events import WriteUnderstood
from nablascope.workspace.view_state import Understanding, ViewState

TITLE = "As PyTorch code"
EARLIER_TITLE = "Earlier PyTorch code"

MOST_LINES = 4
"""More of them scroll."""

_INSET = 16
_FRAME = 2
"""Pixels of a text's own border."""

_BUTTON_PIXELS = 11


class Understood(QWidget):
    """What the engine understood, to read, to copy and to take over; hidden where it was typed so."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setObjectName("understood")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = Heading(TITLE, EARLIER_TITLE)
        self.code = self._code()
        self.copy = _button("Copy")
        self.write = _button("Write it so")
        self.write.setToolTip("Puts this code in the place of what you typed; Undo brings that back")
        self._arrange()
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        self.write.clicked.connect(lambda: session.dispatch(WriteUnderstood()))
        session.changed.connect(self._show_view)
        self.hide()

    def show_understanding(self, understanding: Understanding | None) -> None:
        """Shows the code; faint where it is that of an earlier text."""
        self.setVisible(understanding is not None)
        if understanding is None:
            return
        if understanding.text != self._text:
            self._text = understanding.text
            self.code.setPlainText(understanding.text)
            self._fit()
        self.heading.show_earlier(earlier=understanding.stays)
        for part in (self.code, self.copy, self.write):
            part.setEnabled(not understanding.outdated)

    def _show_view(self, view: ViewState) -> None:
        self.show_understanding(view.understood)

    def _code(self) -> QPlainTextEdit:
        code = QPlainTextEdit(self)
        code.setAccessibleName(TITLE)
        code.setReadOnly(True)
        code.setTabChangesFocus(True)
        code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        code.setFont(mono_font())
        code.document().setDocumentMargin(0)
        code.setViewportMargins(_INSET - _FRAME, 0, _INSET - _FRAME, 0)
        return code

    def _arrange(self) -> None:
        self.heading.setBuddy(self.code)
        row = QHBoxLayout()
        row.setContentsMargins(_INSET, 0, _INSET, 0)
        row.setSpacing(12)
        row.addWidget(self.heading, 1)
        for button in (self.copy, self.write):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.code)

    def _fit(self) -> None:
        """As high as the code, up to `MOST_LINES`."""
        lines = min(self.code.blockCount(), MOST_LINES)
        bar = self.code.horizontalScrollBar()
        room = bar.sizeHint().height()
        self.code.setFixedHeight(lines * self.code.fontMetrics().lineSpacing() + room + 2 * _FRAME)


def _button(text: str) -> QPushButton:
    button = named(QPushButton(text), "flat")
    button.setFont(ui_font(_BUTTON_PIXELS))
    return button
