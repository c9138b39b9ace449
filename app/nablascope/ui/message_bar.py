"""`MessageBar`: what went wrong and how to go on, without getting in the way."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nablascope.ui.style import ui_font
from nablascope.workspace.view_state import Message

PATIENCE_MS = 300
"""What is outdated gives way only when the new run takes so long, so that quick ones do not flicker."""

_ACTIONS = {
    "run": ("Run again", "run"),
    "restart": ("Restart engine", "restart"),
    "ask_python": ("Run as Python…", "run_python"),
    "run_python": ("Run as Python", "run_python"),
}
"""What the button says and which action of the window it stands for."""


class MessageBar(QFrame):
    """A row over the canvas's lower edge.

    Signals:
        fix_wanted: the message's `Fix`.
        action_wanted: the name of the window's action.
        node_wanted: the id of the node the message is about.
    """

    fix_wanted = Signal(object)
    action_wanted = Signal(str)
    node_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self.text = self._label(QFont.Weight.Medium)
        self.hint = self._label(QFont.Weight.Normal)
        self.hint.setObjectName("quiet")
        self.fix = QPushButton()
        self.action = QPushButton()
        self.show_node = QPushButton("Show it")
        self.copy = QPushButton("Copy details")
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.hide)
        self._arrange()
        self.fix.clicked.connect(lambda: self.fix_wanted.emit(self._message.fix if self._message else None))
        self.action.clicked.connect(self._on_action)
        self.show_node.clicked.connect(self._on_show)
        self.copy.clicked.connect(self._on_copy)
        self.hide()

    def show_message(self, message: Message | None) -> None:
        """Shows `message`, or nothing."""
        if message == self._message:
            return
        self._message = message
        if message is not None and message.outdated:
            self._patience.start()
            return
        self._patience.stop()
        self.setVisible(message is not None)
        if message is not None:
            self._fill(message)

    def _fill(self, message: Message) -> None:
        self.setObjectName(f"{message.kind}Bar")
        self.style().unpolish(self)
        self.style().polish(self)
        self.text.setText(message.text)
        hint = "\n".join(filter(None, (message.hint, message.notes)))
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.fix.setText(message.fix.label if message.fix else "")
        self.fix.setVisible(message.fix is not None)
        self.action.setText(_ACTIONS[message.action][0] if message.action else "")
        self.action.setVisible(message.action is not None)
        self.show_node.setVisible(message.node is not None)
        self.copy.setVisible(bool(message.details))
        self.setAccessibleName(f"{message.text} {hint}".strip())

    def _label(self, weight: QFont.Weight) -> QLabel:
        label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        label.setFont(ui_font(weight=weight))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.text)
        words.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.fix, self.action, self.show_node, self.copy):
            row.addWidget(button)

    def _on_action(self) -> None:
        if self._message is not None and self._message.action is not None:
            self.action_wanted.emit(_ACTIONS[self._message.action][1])

    def _on_show(self) -> None:
        if self._message is not None and self._message.node is not None:
            self.node_wanted.emit(self._message.node)

    def _on_copy(self) -> None:
        if self._message is not None:
            QGuiApplication.clipboard().setText(self._message.details)
