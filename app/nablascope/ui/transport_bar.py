"""`TransportBar`: the buttons that move through a run, its line, and what the present step does."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nablascope.core.scene.narration import narrate
from nablascope.core.scene.theme import Theme
from nablascope.core.timeline.moments import end_of, moment_at
from nablascope.core.timeline.playback import Playback
from nablascope.core.timeline.timeline import Timeline
from nablascope.ui.actions import Actions, plain_text
from nablascope.ui.chooser import Chooser
from nablascope.ui.glyphs import glyph, glyph_size
from nablascope.ui.narrator import Narrator
from nablascope.ui.scrubber import Scrubber
from nablascope.ui.space_presses import SpacePresses
from nablascope.ui.style import named
from nablascope.workspace.transport import SPEEDS
from nablascope.workspace.view_state import TransportView

HEIGHT = 112
_BUTTON = QSize(40, 32)
_BUTTONS = ("first", "back", "play", "on", "last")
_ACTIONS = {"first": "first_step", "back": "step_back", "play": "play", "on": "step_on", "last": "last_step"}
_SPEED_LABELS = tuple((speed, f"{speed:g}×") for speed in SPEEDS)
_GRAIN_LABELS = (("node", "By node"), ("edge", "By edge"))


class TransportBar(QWidget):
    """Triggers the window's own actions; the line, the speed and the grain have signals of their own.

    Signals:
        sought: the last step to show, from 0.
        speed_chosen: how fast to play.
        grain_chosen: how much one step is.
    """

    sought = Signal(int)
    speed_chosen = Signal(float)
    grain_chosen = Signal(str)

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transport")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._actions = actions
        self._theme = theme
        self._view: TransportView | None = None
        self.buttons = {name: _button(name, actions[_ACTIONS[name]]) for name in _BUTTONS}
        self.scrubber = Scrubber(theme)
        self.scrubber.describe = self._describe
        self.narrator = Narrator(theme)
        self.speed, self.grain = Chooser("Speed"), Chooser("One step is")
        self.loop = _loop_button(actions)
        self._arrange()
        self._let_space_press()
        self._connect()
        self._show_signs(playing=False)

    def show_transport(self, view: TransportView) -> None:
        """Shows where in the run the window is."""
        before, self._view = self._view, view
        if before is None or before.playing != view.playing:
            self._show_signs(playing=view.playing)
        self.scrubber.show_transport(view)
        self.narrator.show_transport(view)
        self.speed.show_choice(_SPEED_LABELS, view.speed)
        self.grain.show_choice(_GRAIN_LABELS, view.grain)
        self.loop.setChecked(view.loop)

    @property
    def timeline(self) -> Timeline | None:
        """All steps there are."""
        return self._view.timeline if self._view is not None else None

    def last_step(self) -> int:
        """The last step there is."""
        return len(self.timeline) if self.timeline is not None else 0

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        self.scrubber.set_theme(theme)
        self.narrator.set_theme(theme)
        self._show_signs(playing=self._view is not None and self._view.playing)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.scrubber, 1)
        for widget in (self.grain, self.speed, self.loop):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.narrator, 1)

    def _let_space_press(self) -> None:
        """A button that has the keyboard is pressed by Space, which elsewhere plays."""
        presses = SpacePresses(self)
        for button in (*self.buttons.values(), self.grain, self.speed, self.loop):
            button.installEventFilter(presses)

    def _connect(self) -> None:
        self.scrubber.sought.connect(self._seek)
        self.speed.chosen.connect(self.speed_chosen.emit)
        self.grain.chosen.connect(self.grain_chosen.emit)

    def _seek(self, place: int) -> None:
        view = self._view
        if view is not None and view.timeline is not None:
            self.sought.emit(end_of(view.timeline, view.grain, place))

    def _describe(self, place: int) -> str:
        view = self._view
        if view is None or view.timeline is None:
            return ""
        if view.shown is None or not place:
            return f"Step {place} of {view.count}"
        return self._told(view, view.shown.playback, place)

    def _told(self, view: TransportView, playback: Playback, place: int) -> str:
        k = end_of(playback.timeline, view.grain, place)
        told = narrate(playback, moment_at(playback.timeline, view.grain, k))
        return f"Step {place} of {view.count}: {told.text}"

    def _show_signs(self, *, playing: bool) -> None:
        theme = self._theme
        for name, button in self.buttons.items():
            strong = name == "play"
            sign = "pause" if strong and playing else name
            button.setIcon(glyph(sign, theme.on_accent if strong else theme.ink, theme.faint))
        words = "Pause" if playing else "Play"
        self.buttons["play"].setAccessibleName(words)
        self.buttons["play"].setToolTip(f"{words} (Space)")


def _button(name: str, action: QAction) -> QPushButton:
    button = named(QPushButton(), "strong" if name == "play" else "transportButton")
    button.setProperty("iconOnly", True)
    button.setFixedSize(_BUTTON)
    button.setIconSize(glyph_size())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(plain_text(action))
    button.setToolTip(f"{plain_text(action)} ({action.shortcut().toString()})")
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button


def _loop_button(actions: Actions) -> QPushButton:
    loop = named(QPushButton("Loop"), "toggle")
    loop.setCheckable(True)
    loop.setToolTip("Play again from the start at the end (L)")
    loop.clicked.connect(actions["loop"].trigger)
    return loop
