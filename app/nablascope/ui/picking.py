"""From the text to the graph: selecting the node that an expression made."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from nablascope.ui.editor import Editor
from nablascope.ui.session import Session
from nablascope.workspace.selecting import node_at

NOTHING_THERE = "No node was made here"

_PICKS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Picking(QObject):
    """Selects the node at the cursor, on request or by a click with Ctrl or Alt.

    Signals:
        found: the id of the node.
    """

    found = Signal(int)

    def __init__(self, session: Session, editor: Editor, tell: Callable[[str, str], object]) -> None:
        super().__init__(editor)
        self._session, self._editor, self._tell = session, editor, tell
        editor.viewport().installEventFilter(self)

    def pick(self) -> None:
        """Selects the node of the innermost expression at the cursor; again, the next one it made."""
        id = node_at(self._session.workspace, *self._editor.place())
        if id is None:
            self._tell(NOTHING_THERE, NOTHING_THERE)
        else:
            self.found.emit(id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The click itself is the editor's, which puts its cursor there first."""
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
            and event.modifiers() & _PICKS
        ):
            QTimer.singleShot(0, self.pick)
        return False
