"""`paint`: a display list through a `QPainter`, the same for the screen and for every picture."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, singledispatch

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from nablascope.core.layout.layout import Point
from nablascope.core.scene.display_list import Anchor, Box, Colour, Curve, DisplayList, Item, Label, Pen
from nablascope.render.fonts import font, metrics

TEXT_REACH = 2.0
"""A label reaches at most this many ems above and below its baseline."""

_SHARE_BEFORE: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a label's width is left of its anchor."""


def paint(painter: QPainter, display_list: DisplayList, clip: QRectF | None = None) -> None:
    """Paints the items, not the background; the painter's transform is the caller's.

    Args:
        painter: an active painter.
        display_list: what to paint.
        clip: the part of the scene to paint; items outside of it are skipped.
    """
    items = display_list.items
    paint_items(painter, items if clip is None else [item for item in items if reach(item).intersects(clip)])


def paint_items(painter: QPainter, items: Iterable[Item]) -> None:
    """Paints `items` back to front."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for item in items:
        _paint(item, painter)


@singledispatch
def _paint(item: Item, painter: QPainter) -> None:
    raise TypeError(f"{item!r} is no item of a display list")


@_paint.register
def _(item: Box, painter: QPainter) -> None:
    painter.setPen(_pen(item.pen) if item.pen else Qt.PenStyle.NoPen)
    painter.setBrush(_brush(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(item.x, item.y, item.width, item.height), item.radius, item.radius)


@_paint.register
def _(item: Curve, painter: QPainter) -> None:
    painter.setPen(_pen(item.pen))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(curve_path(item.points))


@_paint.register
def _(item: Label, painter: QPainter) -> None:
    style = item.face, item.size, item.weight, painter.device().logicalDpiY()
    before = _SHARE_BEFORE[item.anchor]
    x = item.x - before * _advance(item.text, *style) if before else item.x
    painter.setFont(font(*style))
    painter.setPen(_colour(item.colour))
    painter.drawText(QPointF(x, item.y), item.text)


def curve_path(route: Sequence[Point]) -> QPainterPath:
    """The path through `route`: a start, then two control points and an end for each cubic Bézier curve."""
    points = [QPointF(x, y) for x, y in route]
    path = QPainterPath(points[0])
    for index in range(1, len(points), 3):
        path.cubicTo(*points[index : index + 3])
    return path


def reach(item: Item) -> QRectF:
    """A rectangle around all that `item` paints."""
    if isinstance(item, Box):
        return QRectF(item.x, item.y, item.width, item.height).adjusted(-1, -1, 1, 1)
    if isinstance(item, Label):
        width, reach = len(item.text) * item.size, TEXT_REACH * item.size
        return QRectF(item.x - width, item.y - reach, 2 * width, 2 * reach)
    xs, ys = [x for x, _ in item.points], [y for _, y in item.points]
    width = item.pen.width
    return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))).adjusted(-width, -width, width, width)


@lru_cache(maxsize=20_000)
def _advance(text: str, *style: object) -> float:
    """How wide a text is; numbers come again and again while a view moves."""
    return metrics(*style).horizontalAdvance(text)  # pyright: ignore[reportArgumentType] - a font's style


@cache
def _colour(colour: Colour) -> QColor:
    return QColor(colour)


@cache
def _brush(colour: Colour) -> QBrush:
    return QBrush(_colour(colour))


@cache
def _pen(pen: Pen) -> QPen:
    made = QPen(_colour(pen.colour), pen.width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if pen.dash:
        made.setDashPattern([length / pen.width for length in pen.dash])
    return made
