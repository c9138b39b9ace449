"""The transport's signs, drawn in a theme's colours; no font has all of them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygonF

from nablascope.core.scene.display_list import Colour

SIDE = 14
"""Of a sign, in pixels."""

_RATIO = 2.0
_BAR = 2.4
_Shape = QPolygonF | QRectF


def glyph(name: str, colour: Colour, faint: Colour) -> QIcon:
    """The icon of `first`, `back`, `play`, `pause`, `on` or `last`; `faint` where it is disabled."""
    icon = QIcon()
    icon.addPixmap(_pixmap(_SHAPES[name], colour), QIcon.Mode.Normal)
    icon.addPixmap(_pixmap(_SHAPES[name], faint), QIcon.Mode.Disabled)
    return icon


def glyph_size() -> QSize:
    """The size to set on a button."""
    return QSize(SIDE, SIDE)


def _pixmap(shapes: tuple[_Shape, ...], colour: Colour) -> QPixmap:
    pixmap = QPixmap(round(SIDE * _RATIO), round(SIDE * _RATIO))
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for shape in shapes:
            painter.drawRect(shape) if isinstance(shape, QRectF) else painter.drawPolygon(shape)
    return pixmap


def _triangle(base: float, tip: float) -> QPolygonF:
    return QPolygonF([QPointF(base, 2), QPointF(tip, SIDE / 2), QPointF(base, SIDE - 2)])


def _bar(left: float, width: float = _BAR) -> QRectF:
    return QRectF(left, 2, width, SIDE - 4)


_SHAPES: dict[str, tuple[_Shape, ...]] = {
    "first": (_bar(1), _triangle(12, 4)),
    "back": (_triangle(10, 2),),
    "play": (_triangle(3, 12),),
    "pause": (_bar(3, 3), _bar(8, 3)),
    "on": (_triangle(4, 12),),
    "last": (_triangle(2, 10), _bar(SIDE - 1 - _BAR)),
}
