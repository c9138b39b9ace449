"""`PictureRows`: what can be chosen about a still picture."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from nablascope.core.scene.display_list import DisplayList
from nablascope.render.image import write_png
from nablascope.render.page import MARGIN, Background
from nablascope.render.svg import write_svg
from nablascope.ui.export.kinds import Kind
from nablascope.ui.export.rows import choice, line
from nablascope.ui.style import named

SCALES = (1, 2, 3, 4)

_USUAL_SCALE = 2


class PictureRows:
    """Scale and background; `rows` are their labels and widgets, from top to bottom."""

    def __init__(self, picture: DisplayList) -> None:
        self._picture = picture
        self._scale_group, *self.scales = choice(*(f"{scale}×" for scale in SCALES))
        self._background_group, self.paper, self.transparent = choice("Paper", "Transparent")
        self.size_note = named(QLabel(), "quiet")
        self.scales[SCALES.index(_USUAL_SCALE)].setChecked(True)
        self._kind: Kind = "png"
        self._scale_group.buttonToggled.connect(self._show_size)
        self.rows: tuple[tuple[str, QWidget], ...] = (
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
        if self._kind == "svg":
            write_svg(self._picture, path, background)
        else:
            write_png(self._picture, path, self._scale(), background)

    def _show_size(self) -> None:
        width = round((self._picture.width + 2 * MARGIN) * self._scale())
        height = round((self._picture.height + 2 * MARGIN) * self._scale())
        self.size_note.setText(f"{width} × {height} pixels" if self._kind == "png" else "")

    def _scale(self) -> int:
        return next(scale for scale, button in zip(SCALES, self.scales, strict=True) if button.isChecked())
