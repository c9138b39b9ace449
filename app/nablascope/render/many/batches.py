"""Thousands of rectangles or lines in one call of Qt: it reads them where the array has them."""

from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter
from shiboken6 import Shiboken

Thing = TypeVar("Thing", QLineF, QRectF)

_NUMBERS = 4
"""A `QRectF` is left, top, width, height; a `QLineF` is x, y of either end."""


def draw_rects(painter: QPainter, rects: npt.NDArray[np.float64]) -> None:
    """Draws rows of left, top, width and height."""
    if len(rects):
        kept = _checked(rects)
        painter.drawRects(_first(kept, QRectF), len(kept))


def draw_lines(painter: QPainter, lines: npt.NDArray[np.float64]) -> None:
    """Draws rows of x, y of the start and x, y of the end."""
    if len(lines):
        kept = _checked(lines)
        painter.drawLines(_first(kept, QLineF), len(kept))


def _checked(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Rows as Qt has them in memory; whoever calls must hold them while Qt reads."""
    if rows.ndim != 2 or rows.shape[1] != _NUMBERS:
        raise ValueError(f"rows of {_NUMBERS} numbers are needed, not an array of shape {rows.shape}")
    return np.ascontiguousarray(rows, np.float64)


def _first(rows: npt.NDArray[np.float64], kind: type[Thing]) -> Thing:
    """The first row as one of Qt's values, which it is in memory."""
    return cast("Thing", Shiboken.wrapInstance(rows.ctypes.data, kind))
