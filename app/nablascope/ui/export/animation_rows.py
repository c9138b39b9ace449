"""`AnimationRows`: what can be chosen about a film."""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton, QSpinBox, QWidget

from nablascope.core.scene.film import FilmOptions, Grain, Part
from nablascope.core.scene.theme_file import THEMES
from nablascope.render.animation.settings import (
    FASTEST,
    LARGEST_SIDE,
    LOOPING,
    SLOWEST,
    SMALLEST_SIDE,
    USUAL_FPS,
    Format,
    Settings,
    settings_for,
)
from nablascope.render.frame import USUAL_SIZE
from nablascope.ui.export.rows import choice, line
from nablascope.ui.style import named

GRAINS: dict[Grain, str] = {"node": "Nodes", "edge": "Edges"}
PARTS: dict[Part, str] = {"all": "All", "forward": "Forward", "backward": "Backward"}
SPEEDS = {0.5: "0.5×", 1.0: "1×", 2.0: "2×", 4.0: "4×"}
LOOPS = {True: "Forever", False: "Once"}

_USUAL_SPEED = 1.0
_SIDE_STEP = 20
_BOX = (64, 26)
"""Pixels, as high as a text field beside it."""

Value = TypeVar("Value")


class AnimationRows:
    """The rows of an animation; `rows` are their labels and widgets, from top to bottom."""

    def __init__(self, theme: str) -> None:
        self.width = _spin_box("Width in pixels", USUAL_SIZE[0], SMALLEST_SIDE, LARGEST_SIDE, _SIDE_STEP)
        self.height = _spin_box("Height in pixels", USUAL_SIZE[1], SMALLEST_SIDE, LARGEST_SIDE, _SIDE_STEP)
        self.fps = _spin_box("Frames a second", USUAL_FPS, SLOWEST, FASTEST, 1)
        self.size_note, self.fps_note = (named(QLabel(), "quiet") for _ in range(2))
        self._grain_group, *self.grains = choice(*GRAINS.values())
        self._part_group, *self.parts = choice(*PARTS.values())
        self._speed_group, *self.speeds = choice(*SPEEDS.values())
        self._loop_group, *self.loops = choice(*LOOPS.values())
        self._theme_group, *self.themes = choice(*(name.capitalize() for name in THEMES))
        self.speeds[list(SPEEDS).index(_USUAL_SPEED)].setChecked(True)
        self.themes[THEMES.index(theme)].setChecked(True)
        self._format: Format = "gif"
        self.loop_row = line(*self.loops)
        self.rows = self._rows()
        for box in (self.width, self.height, self.fps):
            box.valueChanged.connect(self._show_notes)
        self._show_notes()

    def _rows(self) -> tuple[tuple[str, QWidget], ...]:
        return (
            ("Size", line(self.width, QLabel("×"), self.height, self.size_note)),
            ("Frame rate", line(self.fps, self.fps_note)),
            ("Speed", line(*self.speeds)),
            ("Steps", line(*self.grains)),
            ("Part", line(*self.parts)),
            ("Repeat", self.loop_row),
            ("Theme", line(*self.themes)),
        )

    def show_format(self, format: Format) -> None:
        """Says what the format cannot have as it is wished."""
        self._format = format
        self._show_notes()

    def asks(self, row: QWidget) -> bool:
        """Whether a row means anything to the format."""
        return row is not self.loop_row or self._format in LOOPING

    @property
    def settings(self) -> Settings:
        """How the file is written."""
        size = self.width.value(), self.height.value()
        return settings_for(self._format, size, self.fps.value(), _chosen(LOOPS, self.loops))

    @property
    def options(self) -> FilmOptions:
        """What the film shows."""
        return FilmOptions(
            grain=_chosen(GRAINS, self.grains),
            part=_chosen(PARTS, self.parts),
            fps=self.settings.fps,
            speed=_chosen(SPEEDS, self.speeds),
        )

    @property
    def theme(self) -> str:
        """One of `THEMES`."""
        return _chosen({name: name for name in THEMES}, self.themes)

    def _show_notes(self) -> None:
        settings = self.settings
        rounded = (settings.width, settings.height) != (self.width.value(), self.height.value())
        video = f"pixels, in a video {settings.width} × {settings.height}"
        self.size_note.setText(video if rounded else "pixels")
        gif = f"frames a second, in a GIF {settings.fps:.4g}"
        self.fps_note.setText(gif if settings.fps != self.fps.value() else "frames a second")


def _chosen(values: Mapping[Value, str], buttons: list[QRadioButton]) -> Value:
    return next(value for value, button in zip(values, buttons, strict=True) if button.isChecked())


def _spin_box(name: str, value: int, least: int, most: int, step: int) -> QSpinBox:
    box = QSpinBox(minimum=least, maximum=most, value=value, singleStep=step)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box.setFixedSize(*_BOX)
    box.setAccessibleName(name)
    return box
