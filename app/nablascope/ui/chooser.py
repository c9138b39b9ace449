"""`Chooser`: a button that shows what is chosen and opens a menu to choose from."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

_ARROW = "▾"


class Chooser(QPushButton):
    """A button with a menu of choices.

    Signals:
        chosen: the value a person picked.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._choices: tuple[tuple[object, str], ...] = ()
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self.setMenu(self._menu)
        self.setToolTip(name)

    def show_choice(self, choices: tuple[tuple[object, str], ...], value: object) -> None:
        """Offers `choices`, pairs of a value and its label; `value` is the one in force."""
        if choices != self._choices:
            self._fill(choices)
        label = dict(choices).get(value, str(value))
        self.setText(f"{label} {_ARROW}")
        self.setAccessibleName(f"{self._name}: {label}")
        for action in self._group.actions():
            action.setChecked(action.data() == (value,))

    def _fill(self, choices: tuple[tuple[object, str], ...]) -> None:
        self._choices = choices
        self._menu.clear()
        for old in self._group.actions():
            self._group.removeAction(old)
        for value, label in choices:
            self._add(value, label)

    def _add(self, value: object, label: str) -> None:
        action = self._menu.addAction(label)
        action.setObjectName(f"{self._name} {label}")
        action.setCheckable(True)
        # A tuple, because Qt turns None into an invalid variant.
        action.setData((value,))
        action.triggered.connect(lambda: self.chosen.emit(value))
        self._group.addAction(action)
