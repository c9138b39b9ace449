"""`Appearance`: which theme is on, by the system or by a person's choice."""

from typing import Literal

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication

from nablascope.core.scene.theme import Theme
from nablascope.core.scene.theme_file import load_theme

Choice = Literal["system", "light", "dark"]

_BY_NAME: dict[str, Choice] = {"system": "system", "light": "light", "dark": "dark"}

_KEY, _COLOURED_KEY = "theme", "gradient_colours"


class Appearance(QObject):
    """Follows the system, or stays as a person chose.

    Signals:
        themed: a `Theme`, when another one is on.
        chosen: the `Choice` a person made.
        coloured: whether a person wants shares of the gradient coloured by how large they are.
    """

    themed = Signal(object)
    chosen = Signal(str)
    coloured = Signal(bool)

    def __init__(
        self, choice: Choice = "system", parent: QObject | None = None, *, coloured: bool = False
    ) -> None:
        super().__init__(parent)
        self._choice: Choice = choice
        self.theme = load_theme(self._name(), coloured=coloured)
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

    def colour(self, on: bool) -> None:
        """Colours shares of the gradient by how large they are, or not."""
        self._wear(load_theme(self.theme.name, coloured=on))
        self.coloured.emit(on)

    def _follow(self) -> None:
        self._wear(load_theme(self._name(), coloured=self.theme.coloured))

    def _wear(self, theme: Theme) -> None:
        if theme != self.theme:
            self.theme = theme
            self.themed.emit(theme)

    def _name(self) -> str:
        if self._choice != "system":
            return self._choice
        return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def remembered_appearance(settings: QSettings, parent: QObject) -> Appearance:
    """As a person chose at an earlier start; what is chosen now is kept for the next."""
    kept, coloured = settings.value(_KEY), settings.value(_COLOURED_KEY) in (True, "true")
    appearance = Appearance(_BY_NAME.get(str(kept), "system"), parent, coloured=coloured)
    appearance.chosen.connect(lambda choice: settings.setValue(_KEY, choice))
    appearance.coloured.connect(lambda on: settings.setValue(_COLOURED_KEY, on))
    return appearance
