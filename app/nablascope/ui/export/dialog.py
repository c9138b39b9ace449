"""`ExportDialog`: the picture or the film as a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nablascope.core.scene.display_list import DisplayList
from nablascope.core.scene.film import Film, FilmOptions
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.theme_file import load_theme
from nablascope.render.animation.settings import VIDEOS
from nablascope.render.animation.video import NO_FFMPEG
from nablascope.render.files import ExportError
from nablascope.ui.boxes import may_replace
from nablascope.ui.export.animation_rows import AnimationRows
from nablascope.ui.export.kind_rows import KindRows
from nablascope.ui.export.kinds import ANIMATIONS, FOLDER, Kind, ending, kind_of, with_ending
from nablascope.ui.export.picture_rows import PictureRows
from nablascope.ui.export.progress_row import ProgressRow
from nablascope.ui.export.writing import Writing
from nablascope.ui.style import named

_WIDTH = 560
_LABEL_WIDTH = 80

PictureMaker = Callable[[Theme], DisplayList]
FilmMaker = Callable[[Theme, FilmOptions], Film]


class ExportDialog(QDialog):
    """Writes the picture or the film where a person says; stays open with a sentence when that fails.

    Signals:
        exported: the file or folder that was written.
    """

    exported = Signal(str)

    def __init__(
        self,
        draw: PictureMaker,
        make_film: FilmMaker,
        suggestion: Path,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_film, self._theme = make_film, theme
        self.setWindowTitle("Export")
        self.setMinimumWidth(_WIDTH)
        self.kinds = KindRows()
        self.still = PictureRows(lambda name: draw(self._named(name)), theme.name)
        self.animation = AnimationRows(theme.name)
        self.path = QLineEdit(str(suggestion.with_suffix(".png")))
        self.failure = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "failure")
        self.browse = QPushButton("Browse…")
        self.export = named(QPushButton("Export", default=True), "strong")
        self.cancel = QPushButton("Cancel")
        self.progress = ProgressRow()
        self.writing = Writing(self)
        self._choices = QWidget()
        self._form = QFormLayout(self._choices)
        self._file_label = QLabel()
        self._column = QVBoxLayout(self)
        self._arrange()
        self._connect()
        self._show_kind()

    def reject(self) -> None:
        """Escape ends the writing, as Cancel does; where nothing is written, the dialog."""
        if self.progress.isHidden():
            super().reject()
        else:
            self.writing.cancel()

    def done(self, result: int) -> None:
        """Whatever is still being written goes with the dialog."""
        self.writing.stop()
        super().done(result)

    def _arrange(self) -> None:
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(12)
        for label, row in (*self.kinds.rows, *self.still.rows, *self.animation.rows):
            self._form.addRow(label, row)
        file_row = QHBoxLayout()
        file_row.addWidget(self.path, 1)
        file_row.addWidget(self.browse)
        self._form.addRow(self._file_label, file_row)
        # So that nothing moves sideways when the kind changes.
        self._file_label.setMinimumWidth(_LABEL_WIDTH)
        column = self._column
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        for widget in (self._choices, self.failure, self.progress):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.export)
        column.addLayout(buttons)
        self.failure.hide()
        self.progress.hide()

    def _connect(self) -> None:
        self.kinds.group.buttonToggled.connect(self._on_kind)
        self.path.textChanged.connect(self._on_path)
        self.browse.clicked.connect(self._on_browse)
        self.export.clicked.connect(self._on_export)
        self.cancel.clicked.connect(self.reject)
        self.writing.progressed.connect(self.progress.show_progress)
        self.writing.ended.connect(self._on_ended)

    def _on_kind(self) -> None:
        """The file's ending follows the kind."""
        self.path.setText(with_ending(self.path.text(), self.kinds.kind))
        self._show_kind()

    def _on_path(self, text: str) -> None:
        """The kind follows the ending of the file's name."""
        self.failure.hide()
        kind = kind_of(text)
        if kind is not None and self.kinds.can(kind):
            with QSignalBlocker(self.kinds.group):
                self.kinds.kind = kind
            self._show_kind()

    def _show_kind(self) -> None:
        """Only what matters to the kind is asked."""
        kind = self.kinds.kind
        moves = kind in ANIMATIONS
        self.still.show_kind(kind)
        if kind in ANIMATIONS:
            self.animation.show_format(kind)
        for _, row in self.still.rows:
            self._form.setRowVisible(row, not moves)
        for _, row in self.animation.rows:
            self._form.setRowVisible(row, moves and self.animation.asks(row))
        self._file_label.setText("Folder" if kind == "frames" else "File")
        self.path.setAccessibleName(self._file_label.text())
        self._fit()

    def _fit(self) -> None:
        """As high as what it shows; as wide as a person made it."""
        self._form.activate()
        self._column.activate()
        self.resize(self.width(), self.sizeHint().height())

    def _on_browse(self) -> None:
        """The question whether to replace a file is asked once, by Export."""
        kind = self.kinds.kind
        if kind == "frames":
            self._browse_folder()
            return
        unasked, filters = QFileDialog.Option.DontConfirmOverwrite, f"{self.kinds.label} (*{ending(kind)})"
        path, _ = QFileDialog.getSaveFileName(self, "Export", self.path.text(), filters, options=unasked)
        if path:
            self.path.setText(path if kind_of(path) else with_ending(path, kind))

    def _browse_folder(self) -> None:
        """A new folder in the one that is chosen, for there may be something in that."""
        now = Path(self.path.text())
        parent = QFileDialog.getExistingDirectory(self, "Export", str(now.parent))
        if parent:
            self.path.setText(f"{Path(parent) / now.name}{FOLDER}")

    def _on_export(self) -> None:
        path, kind = self.path.text().strip(), self.kinds.kind
        asked = kind_of(path)
        if asked in VIDEOS and not self.kinds.can(asked):
            self._fail(NO_FFMPEG)
        elif not path or (kind != "frames" and asked != kind):
            self._fail(f"name a {'folder' if kind == 'frames' else f'file that ends in {ending(kind)}'}")
        elif kind == "frames" or may_replace(self, path):
            self._write(Path(path), kind)

    def _write(self, path: Path, kind: Kind) -> None:
        if kind in ANIMATIONS:
            self._begin(path)
            return
        try:
            self.still.write(path)
        except ExportError as error:
            self._fail(str(error))
        else:
            self._succeed()

    def _begin(self, path: Path) -> None:
        theme, options = self._named(self.animation.theme), self.animation.options
        self._show_running(True)
        self.progress.begin()
        self.writing.start(partial(self._make_film, theme, options), path, self.animation.settings)

    def _named(self, name: str) -> Theme:
        """Shares are coloured in a file where they are on the canvas."""
        now = self._theme
        return now if name == now.name else load_theme(name, coloured=now.coloured)

    def _on_ended(self, problem: str | None) -> None:
        """None is a person's own Cancel."""
        self._show_running(False)
        if problem:
            self._fail(problem)
        elif problem is not None:
            self._succeed()

    def _show_running(self, running: bool) -> None:
        self.failure.hide()
        self._choices.setEnabled(not running)
        self.export.setEnabled(not running)
        self.progress.setVisible(running)
        self._fit()

    def _succeed(self) -> None:
        self.exported.emit(self.path.text().strip())
        self.accept()

    def _fail(self, words: str) -> None:
        self.failure.setText(f"{words[:1].upper()}{words[1:]}.")
        self.failure.show()
        self._fit()
