"""The window's columns: expression, inputs and output; the canvas; the inspector."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from nablascope.ui.heading import Heading
from nablascope.ui.style import named

COLUMN_WIDTH = 336
INSPECTOR_WIDTH = 320
OUTLINE_HEIGHT = 240

_LEAST_INSPECTOR = 200

_HEIGHTS = (256, 256, 320, 240)
"""Of a recorded trace's facts, or the expression and the inputs, and the output."""
_INSET = 16


def pane(heading: Heading, body: QWidget, *below: QWidget) -> QWidget:
    """`body` under its name, and what belongs to it below."""
    widget = named(QWidget(), "panel")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    heading.setContentsMargins(_INSET, 0, _INSET, 0)
    heading.setBuddy(body)
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 14, 0, 0)
    column.setSpacing(10)
    column.addWidget(heading)
    column.addWidget(body, 1)
    for part in below:
        column.addWidget(part)
    return widget


def left_column(*panes: QWidget) -> QSplitter:
    """The panes with lines to drag between them."""
    splitter = QSplitter(Qt.Orientation.Vertical)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for widget in panes:
        splitter.addWidget(widget)
    splitter.setSizes(_HEIGHTS)
    return splitter


def beside(left: QWidget, right: QWidget) -> QSplitter:
    """The column, and the graph with all that is about it, which takes what a larger window gives."""
    return _divided((left, right), 1, (COLUMN_WIDTH, COLUMN_WIDTH * 3 + INSPECTOR_WIDTH))


def graph_and_inspector(graph: QWidget, inspector: QWidget) -> QSplitter:
    """The canvas and the inspector; the canvas takes what a larger window gives."""
    inspector.setMinimumWidth(_LEAST_INSPECTOR)
    return _divided((graph, inspector), 0, (COLUMN_WIDTH * 3, INSPECTOR_WIDTH))


def graph_and_outline(graph: QWidget, outline: QWidget) -> QSplitter:
    """The canvas and, below it, the outline; the canvas takes what a larger window gives."""
    return _divided((graph, outline), 0, (COLUMN_WIDTH * 2, OUTLINE_HEIGHT), Qt.Orientation.Vertical)


def above(upper: QWidget, lower: QWidget) -> QWidget:
    """One under the other; the upper takes what there is."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(upper, 1)
    column.addWidget(lower)
    return widget


def _divided(
    widgets: tuple[QWidget, ...],
    stretching: int,
    sizes: tuple[int, ...],
    direction: Qt.Orientation = Qt.Orientation.Horizontal,
) -> QSplitter:
    splitter = QSplitter(direction)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for widget in widgets:
        splitter.addWidget(widget)
    splitter.setStretchFactor(stretching, 1)
    splitter.setSizes(sizes)
    return splitter
