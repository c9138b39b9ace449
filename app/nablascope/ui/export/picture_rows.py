"""`PictureRows`: what can be chosen about a still picture."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QLabel, QRadioButton, QWidget

from nablascope.core.scene.display_list import DisplayList
from nablascope.core.scene.theme_file import THEMES
from nablascope.render.image import write_png
from nablascope.render.page import MARGIN, Background
from nablascope.render.svg import write_svg
from nablascope.ui.export.kinds import Kind
from nablascope.ui.export.rows import choice, line
from nablascope.ui.style import named

SCALES = (1, 2, 3, 4)

_USUAL_SCALE = 2

Value = TypeVar("Value")


class PictureRows:
    """Theme, scale and background; `rows` are their labels and widgets, from top to bottom.

    Args:
        draw: makes the picture in a theme of that name.
        theme: the one that is chosen at first.
    """

    def __init__(self, draw: Callable[[str], DisplayList], theme: str) -> None:
        self._draw, self._picture = draw, draw(theme)
        self._theme_group, *self.themes = choice(*(name.capitalize() for name in THEMES))
        self.themes[THEMES.index(theme)].setChecked(True)
        self._scale_group, *self.scales = choice(*(f"{scale}×" for scale in SCALES))
        self._background_group, self.paper, self.transparent = choice("Paper", "Transparent")
        self.size_note = named(QLabel(), "quiet")
        self.scales[SCALES.index(_USUAL_SCALE)].setChecked(True)
        self._kind: Kind = "png"
        self._scale_group.buttonToggled.connect(self._show_size)
        self.rows: tuple[tuple[str, QWidget], ...] = (
            ("Theme", line(*self.themes)),
            ("Scale", line(*self.scales, self.size_note)),
            ("Background", line(self.paper, self.transparent)),
        )

    def show_kind(self, kind: Kind) -> None:
        """An SVG has no pixels."""
        self._kind = kind
        for button in self.scales:
            button.setEnabled(kind == "png")
        self._show_size()

    def write(self, path: Path) -> None:
        """Writes the picture as it is chosen.

        Raises:
            ExportError: if it cannot be written.
        """
        background: Background = "transparent" if self.transparent.isChecked() else "paper"
        picture = self._draw(_chosen(THEMES, self.themes))
        if self._kind == "svg":
            write_svg(picture, path, background)
        else:
            write_png(picture, path, self._scale(), background)

    def _show_size(self) -> None:
        width = round((self._picture.width + 2 * MARGIN) * self._scale())
        height = round((self._picture.height + 2 * MARGIN) * self._scale())
        self.size_note.setText(f"{width} × {height} pixels" if self._kind == "png" else "")

    def _scale(self) -> int:
        return _chosen(SCALES, self.scales)


def _chosen(values: Sequence[Value], buttons: list[QRadioButton]) -> Value:
    return next(value for value, button in zip(values, buttons, strict=True) if button.isChecked())
