"""`ExportDialog`: the picture as PNG or SVG."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from nablascope.core.scene.display_list import DisplayList
from nablascope.render.files import ExportError
from nablascope.render.image import write_png
from nablascope.render.page import MARGIN, Background
from nablascope.render.svg import write_svg
from nablascope.ui.style import named

SCALES = (1, 2, 3, 4)
_USUAL_SCALE = 2
_WIDTH = 480


class ExportDialog(QDialog):
    """Writes `picture` where a person says; stays open with a sentence when that fails."""

    def __init__(self, picture: DisplayList, suggestion: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setWindowTitle("Export")
        self.setMinimumWidth(_WIDTH)
        self.format, self.png, self.svg = _choice("PNG", "SVG")
        self.scale, *self.scales = _choice(*(f"{scale}×" for scale in SCALES))
        self.background, self.paper, self.transparent = _choice("Paper", "Transparent")
        self.path = QLineEdit(str(suggestion.with_suffix(".png")))
        self.path.setAccessibleName("File")
        self.failure = named(QLabel(wordWrap=True), "failure")
        self.size_note = named(QLabel(), "quiet")
        self.browse = QPushButton("Browse…")
        self.export = named(QPushButton("Export", default=True), "strong")
        self.cancel = QPushButton("Cancel")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.scales[SCALES.index(_USUAL_SCALE)].setChecked(True)
        form = QFormLayout()
        form.setSpacing(12)
        form.addRow("Format", _line(self.png, self.svg))
        form.addRow("Scale", _line(*self.scales, self.size_note))
        form.addRow("Background", _line(self.paper, self.transparent))
        file_row = QHBoxLayout()
        file_row.addWidget(self.path, 1)
        file_row.addWidget(self.browse)
        form.addRow("File", file_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(self.failure)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.export)
        column.addLayout(buttons)
        self.failure.hide()
        self._on_option()

    def _connect(self) -> None:
        for group in (self.format, self.scale):
            group.buttonToggled.connect(self._on_option)
        self.path.textEdited.connect(self._on_path)
        self.browse.clicked.connect(self._on_browse)
        self.export.clicked.connect(self._on_export)
        self.cancel.clicked.connect(self.reject)

    def _on_option(self) -> None:
        """An SVG has no pixels; the file's ending follows the format."""
        for button in self.scales:
            button.setEnabled(self.png.isChecked())
        width = round((self._picture.width + 2 * MARGIN) * self._scale())
        height = round((self._picture.height + 2 * MARGIN) * self._scale())
        self.size_note.setText(f"{width} × {height} pixels" if self.png.isChecked() else "")
        self.path.setText(str(Path(self.path.text()).with_suffix(self._suffix())))

    def _on_path(self, text: str) -> None:
        """The format follows the ending a person types."""
        with QSignalBlocker(self.format):
            self.svg.setChecked(Path(text).suffix.lower() == ".svg")
            self.png.setChecked(not self.svg.isChecked())

    def _on_browse(self) -> None:
        filters = f"{self._suffix()[1:].upper()} (*{self._suffix()})"
        path, _ = QFileDialog.getSaveFileName(self, "Export", self.path.text(), filters)
        if path:
            self.path.setText(str(Path(path).with_suffix(self._suffix())))

    def _on_export(self) -> None:
        try:
            self._write(Path(self.path.text()))
        except ExportError as error:
            self.failure.setText(f"{str(error)[:1].upper()}{str(error)[1:]}.")
            self.failure.show()
            return
        self.accept()

    def _write(self, path: Path) -> None:
        background: Background = "transparent" if self.transparent.isChecked() else "paper"
        if self.svg.isChecked():
            write_svg(self._picture, path, background)
        else:
            write_png(self._picture, path, self._scale(), background)

    def _scale(self) -> int:
        return next(scale for scale, button in zip(SCALES, self.scales, strict=True) if button.isChecked())

    def _suffix(self) -> str:
        return ".svg" if self.svg.isChecked() else ".png"


def _choice(*labels: str) -> tuple[QButtonGroup, *tuple[QRadioButton, ...]]:
    """Radio buttons of which the first is chosen, behind their group."""
    group = QButtonGroup()
    buttons = [QRadioButton(label) for label in labels]
    for button in buttons:
        group.addButton(button)
    buttons[0].setChecked(True)
    return group, *buttons


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line
