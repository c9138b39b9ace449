"""`Files`: opens texts and traces, saves the text, and asks before work is lost."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nablascope.document.document import Document
from nablascope.render.files import ExportError, save
from nablascope.ui import text_file
from nablascope.ui.boxes import Button, ask, complain, may_replace
from nablascope.ui.session import Session
from nablascope.ui.trace_loader import TRACE_ENDING, TraceLoader, is_trace
from nablascope.workspace.events import Open, OpenRecording, Saved
from nablascope.workspace.recording import Recording
from nablascope.workspace.view import is_modified

ENDING = ".py"
ALL_FILES = "All files (*)"
FILTER = f"Programs (*{ENDING});;{ALL_FILES}"
TO_OPEN = f"Programs and recorded traces (*{ENDING} *{TRACE_ENDING});;{ALL_FILES}"
TEXT_ONLY = f"A {ENDING} file keeps the text, not the values of the inputs."


class Files(QObject):
    """The file menu's work; its dialogs begin where the last one ended.

    Signals:
        opened: another document has the window.
        told: what was done, in a few words, and more about it.
    """

    opened = Signal()
    told = Signal(str, str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._last_folder: Path | None = None
        self._loader = TraceLoader(self)
        self._loader.loaded.connect(self._show_recording)
        self._loader.failed.connect(self._tell_problem)

    def new(self) -> None:
        """An empty document."""
        self.replace(Document())

    def replace(self, document: Document, name: str = "Untitled") -> None:
        """Puts `document` into the window, unless a person wants to keep what is there."""
        if self.may_leave():
            self._show(Open(document, name))

    def open(self) -> None:
        """Asks for a file and opens it."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open", str(self.folder()), TO_OPEN)
        if path:
            self.open_path(path)

    def open_path(self, path: str) -> None:
        """Opens a file, or says why not; it may be the very one that is saved before."""
        if not self.may_leave():
            return
        self._last_folder = Path(path).parent
        if is_trace(path):
            self.load_trace(path)
        else:
            self._open_text(path)

    def load_trace(self, path: str) -> None:
        """Reads a recorded trace beside the window, which shows it when it is there."""
        self._loader.load(path, down=self._session.workspace.down)

    def _open_text(self, path: str) -> None:
        try:
            opening = text_file.read(path)
        except (OSError, ValueError) as error:
            complain(self._window, f"{path} could not be opened.", str(error))
            return
        self._show(opening)

    def save(self) -> bool:
        """Saves to the document's file, asking for one where there is none; whether it was saved."""
        path = self._session.workspace.path
        return self._write(path) if path else self.save_as()

    def save_as(self) -> bool:
        """Asks for a file and saves to it; whether it was saved."""
        suggestion = str(self.folder() / f"{self.stem()}{ENDING}")
        path, filters = QFileDialog.getSaveFileName(self._window, "Save As", suggestion, FILTER)
        if not path or Path(path).suffix or filters == ALL_FILES:
            return self._write(path) if path else False
        # The system's dialog asked about the name without its ending.
        named = path + ENDING
        return self._write(named) if may_replace(self._window, named) else False

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

    def folder(self) -> Path:
        """Where a dialog begins: where the last one ended, else beside the document."""
        path = self._session.workspace.path
        return self._last_folder or (Path(path).parent if path else Path.home())

    def exported(self, path: str) -> None:
        """A picture was written there."""
        self._last_folder = Path(path).parent
        self.told.emit(f"Saved {Path(path).name}", path)

    def _show_recording(self, recording: Recording) -> None:
        self._session.dispatch(OpenRecording(recording))
        self.opened.emit()

    def _tell_problem(self, path: str, why: str) -> None:
        """In the window that waits for this very file, else in a box: what is there stays."""
        waiting = self._session.workspace.recording
        if waiting is not None and waiting.path == path and waiting.trace is None:
            self._session.dispatch(OpenRecording(Recording(path, problem=why)))
        else:
            complain(self._window, f"{path} could not be opened.", why)

    def _show(self, opening: Open) -> None:
        self._loader.forget()
        self._session.dispatch(opening)
        self.opened.emit()

    def _write(self, path: str) -> bool:
        workspace = self._session.workspace
        text = workspace.document.text
        try:
            save(path, text_file.encoded(text, workspace.newline))
        except ExportError as error:
            complain(self._window, "The text could not be saved.", str(error))
            return False
        self._last_folder = Path(path).parent
        self._session.dispatch(Saved(text, path))
        self.told.emit(f"Saved {Path(path).name}, text only", TEXT_ONLY)
        return True
