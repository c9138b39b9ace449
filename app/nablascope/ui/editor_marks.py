"""What is marked in the program's text: a fault, the selected node, and what the present step comes from."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from nablascope.core.scene.colours import mixed
from nablascope.core.scene.theme import Theme

_WASH = 0.78
"""How far the wash of a step has gone towards the panel."""

_SELECTED_WASH = 0.86


def fault_mark(over: QTextCursor, theme: Theme) -> QTextEdit.ExtraSelection:
    """A red wave."""
    mark = QTextEdit.ExtraSelection()
    mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)  # pyright: ignore
    mark.format.setUnderlineColor(QColor(theme.error))  # pyright: ignore
    # A hair-thin wave is lost on the tinted line, most of all in the dark.
    mark.format.setForeground(QColor(theme.error))  # pyright: ignore
    mark.cursor = over  # pyright: ignore
    return mark


def selected_mark(over: QTextCursor, theme: Theme) -> QTextEdit.ExtraSelection:
    """A grey wash: what the selected node was written as."""
    mark = QTextEdit.ExtraSelection()
    mark.format.setBackground(QColor(mixed(theme.ink, theme.panel, _SELECTED_WASH)))  # pyright: ignore
    mark.cursor = over  # pyright: ignore
    return mark


def step_mark(over: QTextCursor, theme: Theme, *, forward: bool) -> QTextEdit.ExtraSelection:
    """A wash in the colour of values or of gradients."""
    mark = QTextEdit.ExtraSelection()
    colour = theme.value if forward else theme.gradient
    mark.format.setBackground(QColor(mixed(colour, theme.panel, _WASH)))  # pyright: ignore
    mark.cursor = over  # pyright: ignore
    return mark
