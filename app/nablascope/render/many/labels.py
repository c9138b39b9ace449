"""Cards with their sign and name alone, as ready pixels: a graph has few different ones."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.text import MONO_ADVANCE, elided
from nablascope.core.scene.type_scale import MEDIUM, REGULAR
from nablascope.render.fonts import font
from nablascope.render.many.colours import Look

_MOST_KEPT = 4_000
_PADDING = 4.0
_LARGEST, _SMALLEST = 13.0, 8.0
"""Sizes of the text in pixels."""

_SHARE_OF_HEIGHT = 0.46
_TWO_LINES = 34.0
"""The height in pixels from which the name stands below the sign."""

_BASELINE = 0.36
"""How far below its middle a line of text stands, in ems."""

_LEAST_NAME = 3
"""Characters; less of a name says nothing."""


@lru_cache(_MOST_KEPT)
def sprite(
    sign: str, name: str, size: tuple[float, float], ratio: float, look: Look, inks: tuple[Colour, Colour]
) -> QPixmap:
    """A card of `size` pixels.

    Args:
        sign: the operation's.
        name: of its result in the program, or empty.
        size: width and height in pixels.
        ratio: device pixels to a pixel.
        look: the card's colours.
        inks: of the sign and of the name.
    """
    width, height = size
    pixmap = QPixmap(round((width + 1) * ratio), round((height + 1) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setPen(QPen(QColor(look.border), 1.0))
        painter.setBrush(QColor(look.ground))
        radius = min(8.0, height / 8)
        painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), radius, radius)
        _write(painter, sign, name, size, inks)
    return pixmap


def _write(
    painter: QPainter, sign: str, name: str, size: tuple[float, float], inks: tuple[Colour, Colour]
) -> None:
    width, height = size
    # A long sign is set smaller before it is cut.
    fits = (width - 2 * _PADDING) / (max(len(sign), 1) * MONO_ADVANCE)
    em = min(max(min(height * _SHARE_OF_HEIGHT, fits), _SMALLEST), _LARGEST)
    room = int((width - 2 * _PADDING) / (em * MONO_ADVANCE))
    dots_per_inch = painter.device().logicalDpiY()
    if height >= _TWO_LINES and name:
        lines = [(height * 0.33, elided(sign, room), 0), (height * 0.69, elided(name, room), 1)]
    else:
        rest = room - len(sign) - 1
        lines = [(height / 2, elided(sign, max(room, 1)), 0)]
        if name and rest >= min(len(name), _LEAST_NAME):
            lines.append((height / 2, elided(name, rest), 1))
    for middle, text, kind in lines:
        alone = len(lines) == 1 or lines[0][0] != lines[1][0]
        painter.setFont(font("mono", em, (MEDIUM, REGULAR)[kind], dots_per_inch))
        painter.setPen(QColor(inks[kind]))
        length = len(text) * em * MONO_ADVANCE
        left = (width - length) / 2 if alone else (_PADDING if kind == 0 else width - _PADDING - length)
        painter.drawText(QPointF(left, middle + _BASELINE * em), text)
