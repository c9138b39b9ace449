"""`Canvas`: the graph, to pan, zoom and point at."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from nablascope.core.scene.pointing import Direction
from nablascope.core.scene.theme import Theme
from nablascope.ui.selecting_stage import SelectingStage, nodes_of
from nablascope.ui.stage import ZOOM_STEP

_NOTCH = 120
_KEY_PAN = 48
_NUDGE = 0.5
"""Of a step of the view, in scene units: the grid's distance."""

_CLICK = 4.0
"""A press that moves no farther than this many pixels is a click."""

_ARROWS: dict[Qt.Key, tuple[Direction, QPointF]] = {
    Qt.Key.Key_Left: ("left", QPointF(_KEY_PAN, 0)),
    Qt.Key.Key_Right: ("right", QPointF(-_KEY_PAN, 0)),
    Qt.Key.Key_Up: ("up", QPointF(0, _KEY_PAN)),
    Qt.Key.Key_Down: ("down", QPointF(0, -_KEY_PAN)),
}


class Canvas(SelectingStage):
    """A stage under a person's hands."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._grip: QPointF | None = None
        self._held: int | None = None
        self._pressed: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Graph")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the paper, or of a card; with Shift, of a corner of a rubber band."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._held = self._holdable(event.position())
        elif event.button() != Qt.MouseButton.MiddleButton:
            return
        if self._held is None and not self._starts_band(event):
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _starts_band(self, event: QMouseEvent) -> bool:
        return self._pressed is not None and _adds(event) == Qt.KeyboardModifier.ShiftModifier

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go of it; a click selects what is there."""
        pressed, self._pressed, self._grip, self._held = self._pressed, None, None, None
        self.unsetCursor()
        if self._drag is not None:
            self._drop()
        elif self.band is not None:
            self._select_in_band()
        elif pressed is not None and _is_near(pressed, event.position()):
            self._click(event.position(), adds=bool(_adds(event)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens a closed group, goes near to another card or an edge; fits on the paper."""
        found = self._found(event.position())
        if found is None:
            self.fit()
        elif self._is_group(found):
            self.opened.emit(found.index)
        else:
            self.zoom_to(nodes_of(found, self._picture))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags the paper or a card, or points at what is under the pointer."""
        if self._held is not None and self._pressed is not None:
            self._drag_card(self._held, event.position() - self._pressed)
        elif self._grip is None and self._pressed is not None:
            if self.band is not None or not _is_near(self._pressed, event.position()):
                self._stretch_band(self._pressed, event.position())
        elif self._grip is None:
            self._hover(event.position())
        else:
            self.pan(event.position() - self._grip)
            self._grip = event.position()

    def _drag_card(self, node: int, way: QPointF) -> None:
        if self._drag is None and not _is_near(QPointF(), way):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._take_up(node)
        self._drag_by((way.x() / self.viewport.scale, way.y() / self.viewport.scale))

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
        """Arrows that do not step walk from card to card, with Shift they move the view, with Alt the card.

        With both they walk and keep what was selected. Escape puts back a card in the hand, else selects
        nothing, else leaves the steps.
        """
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._press_arrow(key, event.modifiers())
        elif key == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _press_arrow(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        direction, pan = _ARROWS[key]
        shift_alt = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
        if modifiers & shift_alt == shift_alt:
            self._walk(direction, adds=True)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.pan(pan)
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            self._nudge(pan)
        else:
            self._walk(direction)

    def _nudge(self, pan: QPointF) -> None:
        if self.selected is not None and self.selected.kind == "node":
            self.move_node(self.selected.index, (-pan.x() * _NUDGE, -pan.y() * _NUDGE))

    def _escape(self) -> None:
        if self._drag is not None or self.band is not None:
            self._held, self._pressed, self.band = None, None, None
            self._put_back()
            self.update()
        elif self.selected is not None:
            self.chosen.emit(None)
        else:
            self.left.emit()

    def _follow_step(self) -> None:
        """A view in a person's hand goes where the hand does."""
        if self._pressed is None and self._grip is None:
            super()._follow_step()

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


def _is_near(pressed: QPointF, now: QPointF) -> bool:
    return (now - pressed).manhattanLength() <= _CLICK


def _adds(event: QMouseEvent) -> Qt.KeyboardModifier:
    """The keys held that keep what was selected."""
    return event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
