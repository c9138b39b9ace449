"""`BackBuffer`: the canvas's picture in pixels, moved on a pan and repainted only where it must be."""

from dataclasses import dataclass
from math import ceil, floor
from time import perf_counter

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRegion

from nablascope.core.scene.display_list import Colour
from nablascope.render.drawing import Drawing
from nablascope.ui.viewport import Viewport

GRID = 24
"""Scene units from dot to dot at 100 %."""

_LEAST_GRID_PIXELS = 16
_DOT_PIXELS = 1.6
_ROUNDING = 1e-6
"""A whole number of device pixels is so near to one after its way through device-independent ones."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the buffer paints.

    Attributes:
        picture: or None where there is nothing but the grid.
        paper: the colour behind everything.
        grid: of its dots.
    """

    picture: Drawing | None
    paper: Colour
    grid: Colour


class BackBuffer:
    """Pixels of one scene through one viewport."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._scene: Scene | None = None
        self._detail: object = None
        self.viewport = Viewport()
        self.seconds = 0.0
        """What the last whole painting took."""

    def shows(self, scene: Scene, viewport: Viewport, size: QSize, ratio: float) -> bool:
        """Whether the pixels are those of `scene` through `viewport`."""
        return self.fits(scene, size, ratio) and self.viewport == viewport

    def fits(self, scene: Scene, size: QSize, ratio: float) -> bool:
        """Whether the pixels are those of `scene`; moved and scaled they may then stand in."""
        same_screen = self._pixmap.size() == size * ratio and self._pixmap.devicePixelRatio() == ratio
        return self._scene is scene and same_screen

    def render(self, scene: Scene, viewport: Viewport, size: QSize, ratio: float) -> None:
        """Makes the pixels right: a whole number of pixels is moved, everything else painted anew."""
        start = perf_counter()
        shift = self._shift(viewport, ratio) if self.fits(scene, size, ratio) else None
        self.viewport = viewport
        before, self._detail = self._detail, self._detail_of(scene, size)
        if shift is not None and self._detail == before:
            self._scroll(scene, shift, ratio)
            return
        self._scene = scene
        self._allocate(size, ratio)
        self._paint(scene, QRect(0, 0, size.width(), size.height()))
        self.seconds = perf_counter() - start

    def draw(self, painter: QPainter, viewport: Viewport) -> None:
        """Draws the pixels where they belong in `viewport`, scaled if that is not the one they show."""
        factor = viewport.scale / self.viewport.scale
        corner = QPointF(viewport.x - self.viewport.x * factor, viewport.y - self.viewport.y * factor)
        size = self._pixmap.deviceIndependentSize() * factor
        painter.drawPixmap(QRectF(corner, size), self._pixmap, QRectF(self._pixmap.rect()))

    def _allocate(self, size: QSize, ratio: float) -> None:
        if self._pixmap.size() != size * ratio:
            self._pixmap = QPixmap(size * ratio)
        self._pixmap.setDevicePixelRatio(ratio)

    def _shift(self, viewport: Viewport, ratio: float) -> tuple[int, int] | None:
        """How far the picture moved in device pixels; None unless it moved by whole ones only."""
        if viewport.scale != self.viewport.scale:
            return None
        shift = [(viewport.x - self.viewport.x) * ratio, (viewport.y - self.viewport.y) * ratio]
        dx, dy = map(round, shift)
        return (dx, dy) if max(abs(dx - shift[0]), abs(dy - shift[1])) < _ROUNDING else None

    def _scroll(self, scene: Scene, shift: tuple[int, int], ratio: float) -> None:
        whole = self._pixmap.rect()
        exposed = QRegion(whole) - QRegion(whole.translated(*shift))
        self._pixmap.scroll(shift[0], shift[1], whole)
        for strip in exposed:  # pyright: ignore[reportGeneralTypeIssues] - PySide's stubs miss it
            left, top = floor(strip.x() / ratio) - 1, floor(strip.y() / ratio) - 1
            width, height = strip.width() / ratio + 3, strip.height() / ratio + 3
            self._paint(scene, QRect(left, top, round(width), round(height)))

    def _paint(self, scene: Scene, area: QRect) -> None:
        with QPainter(self._pixmap) as painter:
            painter.setClipRect(area)
            painter.fillRect(area, QColor(scene.paper))
            self._paint_grid(painter, scene, area)
            if scene.picture is None:
                return
            painter.translate(self.viewport.x, self.viewport.y)
            painter.scale(self.viewport.scale, self.viewport.scale)
            scene.picture.paint(painter, self._clip(area), self._detail)

    def _detail_of(self, scene: Scene, size: QSize) -> object:
        """As much as is in view decides it, so that strips look like the rest."""
        view = self._clip(QRect(0, 0, size.width(), size.height()))
        return None if scene.picture is None else scene.picture.detail(view, self.viewport.scale)

    def _clip(self, area: QRect) -> QRectF:
        left, top = self.viewport.to_scene(area.left(), area.top())
        return QRectF(left, top, area.width() / self.viewport.scale, area.height() / self.viewport.scale)

    def _paint_grid(self, painter: QPainter, scene: Scene, area: QRect) -> None:
        """Dots on the scene's grid, thinned out by halves when they come too close.

        One dot is drawn and then copied: thousands of round points take 20 ms.
        """
        pitch = GRID * self.viewport.scale
        while pitch < _LEAST_GRID_PIXELS:
            pitch *= 2
        ratio = self._pixmap.devicePixelRatio()
        row = self._grid_row(scene.grid, pitch * ratio, ratio)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        origin = round(self.viewport.y * ratio)
        for y in _multiples(origin, pitch * ratio, area.top() * ratio, area.height() * ratio):
            painter.drawPixmap(0, floor(y - row.height() / 2 + _ROUNDING), row)
        painter.restore()

    def _grid_row(self, colour: Colour, pitch: float, ratio: float) -> QPixmap:
        """One row of dots in device pixels, as wide as the buffer."""
        dot = _dot(colour, ratio)
        row = QPixmap(self._pixmap.width(), dot.height())
        row.fill(Qt.GlobalColor.transparent)
        with QPainter(row) as painter:
            for x in _multiples(round(self.viewport.x * ratio), pitch, 0, row.width()):
                painter.drawPixmap(floor(x - dot.width() / 2 + _ROUNDING), 0, dot)
        return row


def _dot(colour: Colour, ratio: float) -> QPixmap:
    """One dot in device pixels; drawn once, since round points do not look the same everywhere."""
    side = 2 * ceil(_DOT_PIXELS * ratio)
    dot = QPixmap(side, side)
    dot.fill(Qt.GlobalColor.transparent)
    pen = QPen(QColor(colour), _DOT_PIXELS * ratio)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    with QPainter(dot) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawPoint(QPointF(side / 2, side / 2))
    return dot


def _multiples(origin: float, pitch: float, start: float, length: float) -> list[float]:
    """Where a grid through `origin` crosses a stretch, and one dot beyond on either side."""
    first = floor((start - origin) / pitch)
    return [origin + (first + step) * pitch for step in range(int(length / pitch) + 3)]
