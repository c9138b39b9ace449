"""`SpacePresses`: the Space key on a button presses it, also where it is a shortcut of something else."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent


class SpacePresses(QObject):
    """An event filter for buttons."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps Space from the shortcuts."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Space:
            return False
        event.accept()
        return True
