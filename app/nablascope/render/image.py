"""Pictures of a display list in pixels."""

from math import ceil
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from nablascope.core.scene.display_list import DisplayList
from nablascope.render.files import ExportError, save
from nablascope.render.gui import ensure_gui
from nablascope.render.page import MARGIN, Background, page_of
from nablascope.render.painter import paint

MAX_SIDE = 32_000
"""Pixels; Qt paints no further."""

MAX_PIXELS = 1 << 27
"""Half a gigabyte of memory."""


def to_image(display_list: DisplayList, scale: float = 2.0, background: Background = "paper") -> QImage:
    """`display_list` with a margin, at `scale` pixels a scene unit.

    Raises:
        ExportError: if the picture is larger than `MAX_SIDE` or `MAX_PIXELS`.
    """
    ensure_gui()
    page = page_of(display_list, background)
    image = _blank(ceil(page.width * scale), ceil(page.height * scale))
    image.fill(Qt.GlobalColor.transparent if page.ground is None else QColor(page.ground))
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        painter.translate(MARGIN, MARGIN)
        paint(painter, display_list)
    return image


def write_png(
    display_list: DisplayList, path: Path | str, scale: float = 2.0, background: Background = "paper"
) -> None:
    """Writes `to_image` as PNG, whole or not at all.

    Raises:
        ExportError: if the picture is too large or the file cannot be written.
    """
    image = to_image(display_list, scale, background)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise ExportError(f"cannot write {path}: {writer.errorString()}")
    save(path, bytes(buffer.data().data()))


def _blank(width: int, height: int) -> QImage:
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise ExportError(f"the picture would have {width} × {height} pixels; choose a smaller scale, or SVG")
    return QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
