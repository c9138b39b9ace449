"""`ExportDialog`: the picture as PNG or SVG."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
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
from nablascope.ui.boxes import may_replace
from nablascope.ui.style import named

SCALES = (1, 2, 3, 4)
ENDINGS = (".png", ".svg")

_USUAL_SCALE = 2
_WIDTH = 480


class ExportDialog(QDialog):
    """Writes `picture` where a person says; stays open with a sentence when that fails.

    Signals:
        exported: the file that was written.
    """

    exported = Signal(str)

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
        self.failure = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "failure")
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
        self._show_size()

    def _connect(self) -> None:
        self.format.buttonToggled.connect(self._on_format)
        self.scale.buttonToggled.connect(self._show_size)
        self.path.textChanged.connect(self._on_path)
        self.browse.clicked.connect(self._on_browse)
        self.export.clicked.connect(self._on_export)
        self.cancel.clicked.connect(self.reject)

    def _on_format(self) -> None:
        """The file's ending follows the format."""
        self.path.setText(with_ending(self.path.text(), self._ending()))
        self._show_size()

    def _on_path(self, text: str) -> None:
        """The format follows the ending of the file's name."""
        self.failure.hide()
        ending = _ending_of(text)
        if ending in ENDINGS:
            with QSignalBlocker(self.format):
                self.svg.setChecked(ending == ".svg")
                self.png.setChecked(ending == ".png")
            self._show_size()

    def _show_size(self) -> None:
        """An SVG has no pixels."""
        for button in self.scales:
            button.setEnabled(self.png.isChecked())
        width = round((self._picture.width + 2 * MARGIN) * self._scale())
        height = round((self._picture.height + 2 * MARGIN) * self._scale())
        self.size_note.setText(f"{width} × {height} pixels" if self.png.isChecked() else "")

    def _on_browse(self) -> None:
        """The question whether to replace a file is asked once, by Export."""
        ending, unasked = self._ending(), QFileDialog.Option.DontConfirmOverwrite
        filters = f"{ending[1:].upper()} (*{ending})"
        path, _ = QFileDialog.getSaveFileName(self, "Export", self.path.text(), filters, options=unasked)
        if path:
            self.path.setText(path if _ending_of(path) in ENDINGS else with_ending(path, ending))

    def _on_export(self) -> None:
        path = self.path.text().strip()
        if _ending_of(path) not in ENDINGS:
            self._fail(f"Name a file that ends in {' or '.join(ENDINGS)}.")
        elif may_replace(self, path):
            self._try_to_write(Path(path))

    def _try_to_write(self, path: Path) -> None:
        try:
            self._write(path)
        except ExportError as error:
            self._fail(f"{str(error)[:1].upper()}{str(error)[1:]}.")
        else:
            self.exported.emit(str(path))
            self.accept()

    def _fail(self, sentence: str) -> None:
        self.failure.setText(sentence)
        self.failure.show()

    def _write(self, path: Path) -> None:
        background: Background = "transparent" if self.transparent.isChecked() else "paper"
        if self.svg.isChecked():
            write_svg(self._picture, path, background)
        else:
            write_png(self._picture, path, self._scale(), background)

    def _scale(self) -> int:
        return next(scale for scale, button in zip(SCALES, self.scales, strict=True) if button.isChecked())

    def _ending(self) -> str:
        return ".svg" if self.svg.isChecked() else ".png"


def with_ending(path: str, ending: str) -> str:
    """`path` with `ending` in the place of another format's; any other dot belongs to the name."""
    if not path.strip() or _ending_of(path) == ending:
        return path
    return path[: -len(ending)] + ending if _ending_of(path) in ENDINGS else path + ending


def _ending_of(path: str) -> str:
    return Path(path.strip()).suffix.lower()


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
