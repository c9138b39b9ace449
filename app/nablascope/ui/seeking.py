"""`Seeking`: goes to a node that was looked for, as soon as the groups around it are open and drawn."""

from PySide6.QtCore import QObject

from nablascope.ui.canvas import Canvas
from nablascope.ui.session import Session
from nablascope.ui.showing import show_node
from nablascope.workspace.view_state import Picture, Selected


class Seeking(QObject):
    """Keeps in mind which node is wanted, until it is before a person's eyes or something else is selected.

    Args:
        session: tells of every other graph.
        canvas: shows the node.
    """

    def __init__(self, session: Session, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._wanted: int | None = None
        session.changed.connect(lambda _view: self._look())
        canvas.redrawn.connect(self._look)
        canvas.chosen.connect(lambda _selected: self._forget())

    def want(self, node: int) -> None:
        """Goes to `node` of the whole trace, now or when it is there."""
        self._wanted = node
        self._look()

    def _forget(self) -> None:
        self._wanted = None

    def _look(self) -> None:
        picture, selected = self._canvas.picture, self._canvas.selected
        if self._wanted is None or picture is None or selected is None:
            return
        if _is(selected, picture, self._wanted):
            self._wanted = None
            show_node(self._canvas, selected.index)


def _is(selected: Selected, picture: Picture, node: int) -> bool:
    return selected.kind == "node" and picture.original(selected.index) == node
