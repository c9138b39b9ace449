"""`Appearance`: which theme is on, by the system or by a person's choice."""

from typing import Literal

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication

from nablascope.core.scene.theme_file import load_theme

Choice = Literal["system", "light", "dark"]

_BY_NAME: dict[str, Choice] = {"system": "system", "light": "light", "dark": "dark"}

_KEY = "theme"


class Appearance(QObject):
    """Follows the system, or stays as a person chose.

    Signals:
        themed: a `Theme`, when another one is on.
        chosen: the `Choice` a person made.
    """

    themed = Signal(object)
    chosen = Signal(str)

    def __init__(self, choice: Choice = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: Choice = choice
        self.theme = load_theme(self._name())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def choice(self) -> Choice:
        """What a person chose."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Follows the system, or stays light or dark."""
        self._choice = choice
        self._follow()
        self.chosen.emit(choice)

    def _follow(self) -> None:
        if self._name() != self.theme.name:
            self.theme = load_theme(self._name())
            self.themed.emit(self.theme)

    def _name(self) -> str:
        if self._choice != "system":
            return self._choice
        return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def remembered_appearance(settings: QSettings, parent: QObject) -> Appearance:
    """As a person chose at an earlier start; what is chosen now is kept for the next."""
    kept = settings.value(_KEY)
    appearance = Appearance(_BY_NAME.get(str(kept), "system"), parent)
    appearance.chosen.connect(lambda choice: settings.setValue(_KEY, choice))
    return appearance
