"""`Minimap`: the whole graph in a corner, and which part of it is in view."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from nablascope.render.overview import paint_overview
from nablascope.ui.canvas import Canvas
from nablascope.ui.large_scenes import is_large
from nablascope.ui.step_scene import are_same
from nablascope.ui.viewport import contains
from nablascope.workspace.view_state import Picture

_MOST = QSizeF(200, 132)
_LEAST = 24.0
_PADDING = 8.0
_MARGIN = 16
_RADIUS = 8.0
_TINT = 20
"""Of 255: how much the part in view is tinted."""


class Minimap(QWidget):
    """Shows itself where the view does not hold the whole graph; a click or a drag moves the view."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._wanted = True
        self._pixmap = QPixmap()
        self._made_of: tuple[object, ...] = ()
        self.setAccessibleName("Minimap")
        self.setContentsMargins(0, 0, _MARGIN, _MARGIN)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        canvas.scaled.connect(self.follow)
        canvas.redrawn.connect(self.follow)
        self.hide()

    def want(self, on: bool) -> None:
        """Shows it where it is of use, or never."""
        self._wanted = on
        self.follow()

    def follow(self) -> None:
        """Looks again at what the canvas shows."""
        canvas, picture = self._canvas, self._canvas.picture
        useful = picture is not None and not contains(
            canvas.viewport, _extent(picture), (canvas.width(), canvas.height())
        )
        if picture is not None and useful:
            size = self._frame(picture).size()
            self.setFixedSize(round(size.width()) + _MARGIN, round(size.height()) + _MARGIN)
        self.setVisible(useful and self._wanted)
        self.update()

    def _scale(self, picture: Picture) -> float:
        room = _MOST.width() - 2 * _PADDING, _MOST.height() - 2 * _PADDING
        return min(space / max(side, 1.0) for space, side in zip(room, _extent(picture), strict=True))

    def _frame(self, picture: Picture) -> QRectF:
        """A thin graph has a frame that can be hit."""
        scale = self._scale(picture)
        width, height = (max(side * scale, _LEAST) + 2 * _PADDING for side in _extent(picture))
        return QRectF(0.5, 0.5, round(width) - 1, round(height) - 1)

    def _origin(self, picture: Picture) -> QPointF:
        """Where the scene begins in the frame."""
        scale, frame = self._scale(picture), self._frame(picture)
        width, height = (side * scale for side in _extent(picture))
        return QPointF((frame.width() - width) / 2, (frame.height() - height) / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The graph from the cache, and a frame around what is in view."""
        picture, theme = self._canvas.picture, self._canvas.theme
        if picture is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.setBrush(QColor(theme.panel))
            painter.drawRoundedRect(self._frame(picture), _RADIUS, _RADIUS)
            painter.drawPixmap(QPointF(0, 0), self._painted(picture))
            ground = QColor(theme.ink)
            ground.setAlpha(_TINT)
            painter.setPen(QPen(QColor(theme.muted), 1.2))
            painter.setBrush(ground)
            painter.drawRoundedRect(self._in_view(picture), 2, 2)

    def _in_view(self, picture: Picture) -> QRectF:
        """In pixels, and never out of the frame."""
        canvas, scale, origin = self._canvas, self._scale(picture), self._origin(picture)
        left, top = canvas.viewport.to_scene(0, 0)
        right, bottom = canvas.viewport.to_scene(canvas.width(), canvas.height())
        seen = QRectF(QPointF(left, top) * scale + origin, QPointF(right, bottom) * scale + origin)
        room = self._frame(picture).adjusted(3, 3, -3, -3)
        inside = seen.intersected(room)
        return inside if inside.isValid() else QRectF(_held(seen.center(), room), QSizeF(3, 3))

    def _painted(self, picture: Picture) -> QPixmap:
        """Painted anew where another graph is shown, or the same in other colours."""
        ratio, theme = self.devicePixelRatioF(), self._canvas.theme
        made_of = picture.layout, theme, *([picture.trace] if is_large(picture) else [])
        if are_same(made_of, self._made_of) and self._pixmap.devicePixelRatio() == ratio:
            return self._pixmap
        self._made_of = made_of
        self._pixmap = QPixmap(self.size() * ratio)
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(self._pixmap) as painter:
            self._paint(painter, picture)
        return self._pixmap

    def _paint(self, painter: QPainter, picture: Picture) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, large = self._scale(picture), self._canvas.overview(picture)
        painter.translate(self._origin(picture))
        painter.scale(scale, scale)
        if large is None:
            paint_overview(painter, picture.trace, picture.layout, self._canvas.theme)
        else:
            whole = QRectF(QPointF(0, 0), QSizeF(*_extent(picture)))
            large.paint(painter, whole, large.detail(whole, scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Brings the place into the middle of the view."""
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The view follows the hand."""
        picture = self._canvas.picture
        if picture is not None and event.buttons() & Qt.MouseButton.LeftButton:
            place = (event.position() - self._origin(picture)) / self._scale(picture)
            self._canvas.centre_on(place.x(), place.y())


def _extent(picture: Picture) -> tuple[float, float]:
    return picture.layout.width, picture.layout.height


def _held(at: QPointF, room: QRectF) -> QPointF:
    x = min(max(at.x(), room.left()), room.right() - 3)
    return QPointF(x, min(max(at.y(), room.top()), room.bottom() - 3))
