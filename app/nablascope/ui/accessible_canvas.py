"""The canvas for assistive technology: each node of the graph is a child with its own words and its place.

Qt keeps interfaces that it has handed out until the program ends, so ours are kept too, one for each place
in the graph's list of nodes, and speak of whatever picture is shown.
"""

# pyright: reportIncompatibleMethodOverride=false
# PySide's stubs do not say that these may be None.
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from nablascope.core.scene.describe import describe
from nablascope.core.scene.roles import ORDINARY, roles
from nablascope.ui.canvas import Canvas
from nablascope.workspace.view_state import Selected

_kept: list[QAccessibleInterface] = []
_factories: list[object] = []


def expose_nodes() -> None:
    """Lets every canvas answer for its nodes; once a process."""
    if _interface not in _factories:
        _factories.append(_interface)
        QAccessible.installFactory(_interface)


def _interface(_key: str, of: QObject) -> QAccessibleInterface | None:
    if not isinstance(of, Canvas):
        return None
    graph = AccessibleGraph(of)
    _kept.append(graph)
    return graph


class AccessibleGraph(QAccessibleWidget):
    """A canvas as a list of nodes."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, "Graph")
        self._canvas = canvas
        self._nodes: dict[int, AccessibleNode] = {}

    def childCount(self) -> int:
        """How many nodes there are; none when the window is gone."""
        picture = self._canvas.picture if isValid(self._canvas) else None
        return len(picture.trace.nodes) if picture else 0

    def child(self, index: int) -> QAccessibleInterface | None:
        """The node `index`."""
        if not 0 <= index < self.childCount():
            return None
        if index not in self._nodes:
            self._nodes[index] = AccessibleNode(self._canvas, self, index)
            _kept.append(self._nodes[index])
        return self._nodes[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        """The node at a place of the screen."""
        node = self._canvas.node_at(self._canvas.mapFromGlobal(QPoint(x, y)))
        return None if node is None else self.child(node)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Which of the nodes `child` is."""
        return child.index if isinstance(child, AccessibleNode) else -1

    def focusChild(self) -> QAccessibleInterface | None:
        """The node that is selected, while the graph has the keyboard."""
        selected = self._canvas.selected
        if not self._canvas.hasFocus() or selected is None or selected.kind != "node":
            return None
        return self.child(selected.index)


class AccessibleNode(QAccessibleInterface):
    """One node."""

    def __init__(self, canvas: Canvas, graph: AccessibleGraph, index: int) -> None:
        super().__init__()
        self._canvas, self._graph, self.index = canvas, graph, index

    def isValid(self) -> bool:
        """Whether the picture has so many nodes."""
        return self.index < self._graph.childCount()

    def object(self) -> QObject | None:
        """Nodes are no objects of Qt."""
        return None

    def parent(self) -> QAccessibleInterface:
        """The graph."""
        return self._graph

    def role(self) -> QAccessible.Role:
        """One of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Whether it is selected, and in view."""
        state = QAccessible.State()
        for name, on in (
            ("selectable", True),
            ("focusable", True),
            ("selected", self._canvas.selected == Selected("node", self.index)),
            ("offscreen", not self.rect().intersects(self._graph.rect())),
        ):
            setattr(state, name, on)
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Its first line as the name, all of it as the description."""
        picture = self._canvas.picture
        if picture is None or not self.isValid():
            return ""
        lines = describe(picture.trace.nodes[self.index], roles(picture.trace).get(self.index, ORDINARY))
        if kind == QAccessible.Text.Name:
            return lines[0]
        return "; ".join(lines[1:]) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nodes are not written."""

    def rect(self) -> QRect:
        """Its card on the screen."""
        return self._canvas.card_on_screen(self.index) if self.isValid() else QRect()

    def childCount(self) -> int:
        """It has none."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:
        """It has none."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        """It has none."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """It has none."""
        return -1
