"""Arrays are drawn as lists of Qt's values are."""

import numpy as np
import pytest
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nablascope.render.many.batches import draw_lines, draw_rects

ROWS = np.random.default_rng(0).random((200, 4)) * 60


def painted(draw):
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        draw(painter)
    return image


@pytest.mark.parametrize("rows", [ROWS, np.asfortranarray(ROWS), ROWS[::2], ROWS.astype(np.float32)])
def test_rows_are_drawn_however_they_lie_in_memory(qapp, rows):
    lists = [QRectF(*map(float, row)) for row in rows], [QLineF(*map(float, row)) for row in rows]
    assert painted(lambda painter: draw_rects(painter, rows)) == painted(
        lambda painter: painter.drawRects(lists[0])
    )
    assert painted(lambda painter: draw_lines(painter, rows)) == painted(
        lambda painter: painter.drawLines(lists[1])
    )


def test_nothing_is_drawn_of_no_rows(qapp):
    blank = painted(lambda painter: None)
    assert painted(lambda painter: draw_rects(painter, np.zeros((0, 4)))) == blank
    assert painted(lambda painter: draw_lines(painter, np.zeros((0, 4)))) == blank


@pytest.mark.parametrize("rows", [np.zeros(4), np.zeros((2, 3)), np.zeros((1, 2, 4))])
def test_qt_is_never_told_of_memory_that_is_no_rows(qapp, rows):
    with pytest.raises(ValueError, match="rows of 4 numbers"):
        painted(lambda painter: draw_rects(painter, rows))
