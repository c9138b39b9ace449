"""Rows of choices."""

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget


def choice(*labels: str) -> tuple[QButtonGroup, *tuple[QRadioButton, ...]]:
    """Radio buttons of which the first is chosen, behind their group."""
    group = QButtonGroup()
    buttons = [QRadioButton(label) for label in labels]
    for button in buttons:
        group.addButton(button)
    buttons[0].setChecked(True)
    return group, *buttons


def line(*widgets: QWidget) -> QWidget:
    """Widgets beside each other, from the left."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return row
