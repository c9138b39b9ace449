"""`Files`: opens and saves the text, and asks before work is lost."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from nablascope.document.document import Document
from nablascope.render.files import ExportError, save
from nablascope.ui import text_file
from nablascope.ui.boxes import Button, ask, complain
from nablascope.ui.session import Session
from nablascope.workspace.events import Open, Saved
from nablascope.workspace.view import is_modified

FILTER = "Programs (*.py);;All files (*)"


class Files(QObject):
    """The file menu's work."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def new(self) -> None:
        """An empty document."""
        self.replace(Document())

    def replace(self, document: Document, name: str = "Untitled") -> None:
        """Puts `document` into the window, unless a person wants to keep what is there."""
        if self.may_leave():
            self._session.dispatch(Open(document, name))

    def open(self) -> None:
        """Asks for a file and opens it."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open", self._folder(), FILTER)
        if path:
            self.open_path(path)

    def open_path(self, path: str) -> None:
        """Opens a file, or says why not; it may be the very one that is saved before."""
        if not self.may_leave():
            return
        try:
            opening = text_file.read(path)
        except (OSError, ValueError) as error:
            complain(self._window, f"{path} could not be opened.", str(error))
            return
        self._session.dispatch(opening)

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
        consequence = "The text is not saved. Without saving it is lost."
        labels = {Button.Save: "Save", Button.Discard: "Discard", Button.Cancel: "Cancel"}
        choice = ask(self._window, "Save your changes?", consequence, labels)
        return self.save() if choice == Button.Save else choice == Button.Discard

    def stem(self) -> str:
        """The document's name for a file beside it."""
        path, name = self._session.workspace.path, self._session.workspace.name
        words = Path(path).stem if path else name
        return words.strip().lower().replace(" ", "-")

    def _folder(self) -> str:
        path = self._session.workspace.path
        return str(Path(path).parent) if path else ""

    def _write(self, path: str) -> bool:
        workspace = self._session.workspace
        text = workspace.document.text
        try:
            save(path, text_file.encoded(text, workspace.newline))
        except ExportError as error:
            complain(self._window, "The text could not be saved.", str(error))
            return False
        self._session.dispatch(Saved(text, path))
        return True
