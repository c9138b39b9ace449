"""`Canvas`: the graph, to pan, zoom and point at."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from nablascope.core.scene.frames import frame_title_at
from nablascope.core.scene.pointing import Direction
from nablascope.core.scene.theme import Theme
from nablascope.ui.hover import tooltip
from nablascope.ui.stage import ZOOM_STEP
from nablascope.ui.stepping_stage import SteppingStage
from nablascope.workspace.view_state import Picture, Selected

_NOTCH = 120
_KEY_PAN = 48
_TIP_OFFSET = QPoint(-6, 16)
"""Qt shows a tooltip some pixels below the place it is given."""


_CLICK = 4.0
"""A press that moves no farther than this many pixels is a click."""

_ARROWS: dict[Qt.Key, tuple[Direction, QPointF]] = {
    Qt.Key.Key_Left: ("left", QPointF(_KEY_PAN, 0)),
    Qt.Key.Key_Right: ("right", QPointF(-_KEY_PAN, 0)),
    Qt.Key.Key_Up: ("up", QPointF(0, _KEY_PAN)),
    Qt.Key.Key_Down: ("down", QPointF(0, -_KEY_PAN)),
}


class Canvas(SteppingStage):
    """A stage under a person's hands.

    Signals:
        chosen: the `Selected` a person chose, or None.
        clicked: the node whose card was clicked, by its id.
        opened: the closed group that was clicked twice, by its node's id.
        frame_clicked: the stable key of the open group whose name was clicked.
        left: Escape was pressed where nothing is selected.
    """

    chosen = Signal(object)
    clicked = Signal(int)
    opened = Signal(int)
    frame_clicked = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._grip: QPointF | None = None
        self._pressed: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Graph")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the paper."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grip = event.position()
            self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go of it; a click selects what is there."""
        pressed, self._pressed, self._grip = self._pressed, None, None
        self.unsetCursor()
        if pressed is not None and (event.position() - pressed).manhattanLength() <= _CLICK:
            if self._closes_frame(event.position()):
                return
            # Chosen under the pointer, it is in view: nothing has to move.
            self.selected = self._found(event.position())
            self._name_selected()
            self.chosen.emit(self.selected)
            if self.selected is not None and self.selected.kind == "node":
                self.clicked.emit(self.selected.index)
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens a closed group; fits elsewhere."""
        found = self._found(event.position())
        if found is not None and self._is_group(found):
            self.opened.emit(found.index)
        else:
            self.fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags the paper, or points at what is under the pointer."""
        if self._grip is None:
            self._hover(event.position())
            return
        self.pan(event.position() - self._grip)
        self._grip = event.position()

    def leaveEvent(self, event: QEvent) -> None:
        """Points at nothing any more."""
        self._set_hovered(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A trackpad's fingers pan; a wheel, or either with Ctrl, zooms at the pointer."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.hasPixelDelta() and not control:
            self.pan(QPointF(event.pixelDelta()))
            return
        notches = event.angleDelta().y() / _NOTCH
        self.zoom(ZOOM_STEP**notches, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows that do not step walk from card to card, with Shift they move the view.

        Escape selects nothing; where nothing is selected, it leaves the steps.
        """
        key = Qt.Key(event.key())
        if key in _ARROWS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(_ARROWS[key][1])
        elif key in _ARROWS:
            self._walk(_ARROWS[key][0])
        elif key == Qt.Key.Key_Escape:
            self.chosen.emit(None) if self.selected is not None else self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from card to card in reading order, and on to the next pane after the last."""
        places, step = self.pointing(self._picture) if self._picture else None, 1 if next else -1
        there = places.in_order(self._selected_node(), step) if places else None
        if there is None:
            return super().focusNextPrevChild(next)
        self.chosen.emit(Selected("node", there))
        return True

    def _follow_step(self) -> None:
        """A view in a person's hand goes where the hand does."""
        if self._grip is None:
            super()._follow_step()

    def _walk(self, direction: Direction) -> None:
        if self._picture is None or not self._picture.layout.positions:
            return
        places, node = self.pointing(self._picture), self._selected_node()
        there = places.in_order(None, 1) if node is None else places.next_in(node, direction)
        if there is not None:
            self.chosen.emit(Selected("node", there))

    def _selected_node(self) -> int | None:
        """The node the keys start from: of an edge, its producer."""
        if self._picture is None or self.selected is None:
            return None
        if self.selected.kind == "edge":
            return self._picture.trace.edges.source[self.selected.index]
        return self.selected.index

    def _is_group(self, selected: Selected) -> bool:
        kinds = self._picture.trace.nodes.kind if self._picture else ()
        return selected.kind == "node" and kinds[selected.index] == "group"

    def _closes_frame(self, at: QPointF) -> bool:
        """Whether the name of an open group is there, which a click closes."""
        if self._picture is None or self._found(at) is not None:
            return False
        layout = self._picture.layout
        frame = frame_title_at(layout, *self.viewport.to_scene(at.x(), at.y()))
        if frame is not None:
            self.frame_clicked.emit(layout.frame_keys[frame])
        return frame is not None

    def _found(self, at: QPointF) -> Selected | None:
        """What is under a pixel: a card before an edge."""
        if self._picture is None:
            return None
        places, place = self.pointing(self._picture), self.viewport.to_scene(at.x(), at.y())
        node = places.node_at(*place)
        if node is not None:
            return Selected("node", node)
        edge = places.edge_at(*place)
        return None if edge is None else Selected("edge", edge)

    def event(self, event: QEvent) -> bool:
        """Pinches zoom; resting on a card explains it."""
        if isinstance(event, QNativeGestureEvent):
            return self._gesture(event)
        if isinstance(event, QHelpEvent):
            self._explain(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.zoom(1 + event.value(), event.position())
        return True

    def _explain(self, at: QPoint, place: QPoint) -> None:
        self._hover(QPointF(at))
        if self._picture is not None and self.hovered is not None:
            told = tooltip(self._picture, self.hovered, self._theme)
            QToolTip.showText(self._beside(self._picture, self.hovered, place), told, self)
        else:
            QToolTip.hideText()

    def _beside(self, picture: Picture, node: int, place: QPoint) -> QPoint:
        """Where a tooltip leaves the node's own numbers free; `place` is the pointer's."""
        (left, top), (width, _) = picture.layout.positions[node], picture.layout.sizes[node]
        view = self.viewport
        corner = QPointF((left + width) * view.scale + view.x, top * view.scale + view.y)
        beside = self.mapToGlobal(corner.toPoint()) - _TIP_OFFSET
        return beside if self.rect().contains(corner.toPoint()) else place

    def _hover(self, at: QPointF) -> None:
        place = self.viewport.to_scene(at.x(), at.y())
        self._set_hovered(self.pointing(self._picture).node_at(*place) if self._picture else None)

    def _set_hovered(self, node: int | None) -> None:
        if node != self.hovered:
            self.hovered = node
            self.update()
