"""`Files`: opens and saves the text, and asks before work is lost."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from nablascope.document.document import Document
from nablascope.render.files import ExportError, save
from nablascope.ui.session import Session
from nablascope.workspace.events import Open, Saved
from nablascope.workspace.view import is_modified

FILTER = "Programs (*.py);;All files (*)"
MAX_BYTES = 1 << 20
"""A longer file is no program for this app: the language ends at 64 KiB."""


def read_text(path: Path) -> str:
    """The file's text.

    Raises:
        ValueError: if it is too long or not UTF-8, with a sentence that says so.
        OSError: if it cannot be read.
    """
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} is longer than {MAX_BYTES >> 10} KiB, too long for a program.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name} is not UTF-8 text.") from error


class Files(QObject):
    """The file menu's work."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def new(self) -> None:
        """An empty document."""
        self.replace(Document())

    def replace(self, document: Document, name: str = "Untitled", path: str | None = None) -> None:
        """Puts `document` into the window, unless a person wants to keep what is there."""
        if self.may_leave():
            self._session.dispatch(Open(document, name, path))

    def open(self) -> None:
        """Asks for a file and opens it."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open", self._folder(), FILTER)
        if path:
            self.open_path(path)

    def open_path(self, path: str) -> None:
        """Opens a file, or says why not."""
        try:
            text = read_text(Path(path))
        except (OSError, ValueError) as error:
            self._complain(f"{path} could not be opened", error)
            return
        present = self._session.workspace.document
        self.replace(Document(text, present.inputs, present.device, present.dtype), path=path)

    def save(self) -> bool:
        """Saves to the document's file, asking for one where there is none; whether it was saved."""
        path = self._session.workspace.path
        return self._write(path) if path else self.save_as()

    def save_as(self) -> bool:
        """Asks for a file and saves to it; whether it was saved."""
        suggestion = str(Path(self._folder()) / f"{self.stem()}.py")
        path, _ = QFileDialog.getSaveFileName(self._window, "Save As", suggestion, FILTER)
        return self._write(path) if path else False

    def may_leave(self) -> bool:
        """Whether the document may go: it is saved, or a person saves it or gives it up now."""
        if not is_modified(self._session.workspace):
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox(
            QMessageBox.Icon.NoIcon,
            "Nablascope",
            "Save your changes?",
            buttons.Save | buttons.Discard | buttons.Cancel,
            self._window,
        )
        answer.setInformativeText("The text is not saved. Without saving it is lost.")
        answer.setDefaultButton(buttons.Save)
        choice = answer.exec()
        return self.save() if choice == buttons.Save else choice == buttons.Discard

    def stem(self) -> str:
        """The document's name for a file beside it."""
        path, name = self._session.workspace.path, self._session.workspace.name
        words = Path(path).stem if path else name
        return words.strip().lower().replace(" ", "-")

    def _folder(self) -> str:
        path = self._session.workspace.path
        return str(Path(path).parent) if path else ""

    def _write(self, path: str) -> bool:
        text = self._session.workspace.document.text
        try:
            save(path, text.encode())
        except ExportError as error:
            self._complain("The text could not be saved", error)
            return False
        self._session.dispatch(Saved(text, path))
        return True

    def _complain(self, what: str, error: Exception) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Nablascope", f"{what}.", parent=self._window)
        box.setInformativeText(str(error))
        box.exec()
