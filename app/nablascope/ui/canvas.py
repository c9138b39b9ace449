"""`Canvas`: the graph, to pan, zoom and point at."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from nablascope.core.scene.describe import node_at
from nablascope.core.scene.theme import Theme
from nablascope.ui.hover import tooltip
from nablascope.ui.stage import ZOOM_STEP, Stage
from nablascope.workspace.view_state import Picture

_NOTCH = 120
_KEY_PAN = 48
_TIP_OFFSET = QPoint(-6, 16)
"""Qt shows a tooltip some pixels below the place it is given."""


class Canvas(Stage):
    """A stage under a person's hands."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._grip: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Graph")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the paper."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go of it."""
        self._grip = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fits."""
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
        """The arrows move the view over the paper."""
        ways = {
            Qt.Key.Key_Left: QPointF(_KEY_PAN, 0),
            Qt.Key.Key_Right: QPointF(-_KEY_PAN, 0),
            Qt.Key.Key_Up: QPointF(0, _KEY_PAN),
            Qt.Key.Key_Down: QPointF(0, -_KEY_PAN),
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.pan(way)

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
        self._set_hovered(node_at(self._picture.layout, *place) if self._picture else None)

    def _set_hovered(self, node: int | None) -> None:
        if node != self.hovered:
            self.hovered = node
            self.update()
