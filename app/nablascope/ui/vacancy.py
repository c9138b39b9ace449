"""What the canvas says where there is no graph."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from nablascope.core.scene.display_list import Colour
from nablascope.ui.style import ui_font

_PIXELS = 14
_WIDTH = 420


def paint_vacancy(painter: QPainter, area: QRect, sentence: str, colour: Colour) -> None:
    """Writes `sentence` in the middle of `area`, in lines that are easy to read."""
    painter.setFont(ui_font(_PIXELS))
    painter.setPen(QColor(colour))
    column = QRect(0, 0, min(_WIDTH, area.width()), area.height())
    column.moveCenter(area.center())
    painter.drawText(column, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, sentence)
