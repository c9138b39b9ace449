"""`Canvas`: the graph, to pan, zoom and point at."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from nablascope.core.scene.describe import node_at
from nablascope.core.scene.display_list import DisplayList
from nablascope.core.scene.draw import draw
from nablascope.core.scene.theme import Theme
from nablascope.ui.back_buffer import BackBuffer, Scene
from nablascope.ui.hover import paint_hover, summary, tooltip
from nablascope.ui.vacancy import paint_vacancy
from nablascope.ui.viewport import Viewport, contains, fitted, panned, snapped, zoomed
from nablascope.workspace.view_state import Picture

ZOOM_STEP = 1.25
"""One press of a zoom key, or one notch of a wheel."""

SETTLE_MS = 90
"""A zoom gesture has ended when so long nothing moved."""

FRAME_SECONDS = 0.012
"""A scene that is painted faster than this is painted sharp in every frame of a gesture."""

_NOTCH = 120
_KEY_PAN = 48


class Canvas(QWidget):
    """Shows a `Picture`; the view moves only here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: Picture | None = None
        self._vacancy = ""
        self._scene = Scene(None, theme.paper, theme.grid)
        self._buffer = BackBuffer()
        self._grip: QPointF | None = None
        self._moved = False
        self.viewport = Viewport()
        self.hovered: int | None = None
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.update)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Graph")
        self.setMinimumSize(240, 200)

    def sizeHint(self) -> QSize:
        """Room for a tutorial's graph."""
        return QSize(1104, 856)

    def show_picture(self, picture: Picture | None, vacancy: str) -> None:
        """Shows `picture`, or the sentence `vacancy` where there is none."""
        if _is_same(picture, self._picture) and vacancy == self._vacancy:
            return
        before, self._picture, self._vacancy = self._picture, picture, vacancy
        self.hovered = None
        self._moved = self._moved and picture is not None
        self.setAccessibleDescription(summary(picture) if picture else vacancy)
        self._draw()
        if picture is not None and not self._moved and self._needs_fit(before, picture):
            self.fit()

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        self._draw()

    @property
    def display_list(self) -> DisplayList | None:
        """What is drawn, for an export."""
        return self._scene.picture

    def fit(self) -> None:
        """Shows the whole graph in the middle, and does so again when it grows."""
        self._moved = False
        if self._scene.picture is not None:
            extent = (self._scene.picture.width, self._scene.picture.height)
            self.viewport = fitted(extent, (self.width(), self.height()))
            self.update()

    def zoom_in(self) -> None:
        """One step larger, around the middle."""
        self._zoom(ZOOM_STEP, QPointF(self.rect().center()))

    def zoom_out(self) -> None:
        """One step smaller, around the middle."""
        self._zoom(1 / ZOOM_STEP, QPointF(self.rect().center()))

    def actual_size(self) -> None:
        """100 %, around the middle."""
        self._zoom(1 / self.viewport.scale, QPointF(self.rect().center()))

    def _needs_fit(self, before: Picture | None, now: Picture) -> bool:
        fresh = before is None or before.layout.keys != now.layout.keys
        extent = (now.layout.width, now.layout.height)
        return fresh or not contains(self.viewport, extent, (self.width(), self.height()))

    def _draw(self) -> None:
        picture, theme = self._picture, self._theme
        drawn = draw(picture.trace, picture.layout, theme, picture.dimmed) if picture else None
        self._scene = Scene(drawn, theme.paper, theme.grid)
        self.update()

    def _pan(self, delta: QPointF) -> None:
        self._moved = True
        self.viewport = panned(self.viewport, delta.x(), delta.y())
        self.update()

    def _zoom(self, factor: float, at: QPointF) -> None:
        self._moved = True
        self.viewport = zoomed(self.viewport, factor, (at.x(), at.y()))
        if self._buffer.seconds > FRAME_SECONDS:
            self._settling.start()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the buffer, and what is pointed at or focused over it."""
        looks = snapped(self.viewport, self.devicePixelRatioF())
        self._refresh_buffer(looks)
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self._theme.paper))
            self._buffer.draw(painter, looks)
            if self._picture is None:
                paint_vacancy(painter, self.rect(), self._vacancy, self._theme.muted)
            if self.hasFocus():
                self._paint_focus(painter)
            if self._picture is not None and self.hovered is not None:
                painter.translate(looks.x, looks.y)
                painter.scale(looks.scale, looks.scale)
                paint_hover(painter, self._picture, self.hovered, self._theme.ink)

    def _refresh_buffer(self, looks: Viewport) -> None:
        size, ratio = self.size(), self.devicePixelRatioF()
        waits = self._settling.isActive() and self._buffer.fits(self._scene, size, ratio)
        if not waits and not self._buffer.shows(self._scene, looks, size, ratio):
            self._buffer.render(self._scene, looks, size, ratio)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._theme.value), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps a fitted graph fitted."""
        if not self._moved:
            self.fit()

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
        self._pan(event.position() - self._grip)
        self._grip = event.position()

    def leaveEvent(self, event: QEvent) -> None:
        """Points at nothing any more."""
        self._set_hovered(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A trackpad's fingers pan; a wheel, or either with Ctrl, zooms at the pointer."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.hasPixelDelta() and not control:
            self._pan(QPointF(event.pixelDelta()))
            return
        notches = event.angleDelta().y() / _NOTCH
        self._zoom(ZOOM_STEP**notches, event.position())

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
            self._pan(way)

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
        self._zoom(1 + event.value(), event.position())
        return True

    def _explain(self, at: QPoint, place: QPoint) -> None:
        self._hover(QPointF(at))
        if self._picture is not None and self.hovered is not None:
            QToolTip.showText(place, tooltip(self._picture, self.hovered), self)
        else:
            QToolTip.hideText()

    def _hover(self, at: QPointF) -> None:
        place = self.viewport.to_scene(at.x(), at.y())
        self._set_hovered(node_at(self._picture.layout, *place) if self._picture else None)

    def _set_hovered(self, node: int | None) -> None:
        if node != self.hovered:
            self.hovered = node
            self.update()


def _is_same(one: Picture | None, other: Picture | None) -> bool:
    """Whether both are one run's graph; equal numbers do not do, since 0.0 equals -0.0."""
    if one is None or other is None:
        return one is other
    return one.trace is other.trace and one.dimmed == other.dimmed
