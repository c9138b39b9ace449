"""`Recorded`: what a recorded trace is, in the place of the program and its inputs."""

from PySide6.QtWidgets import QTextBrowser, QWidget

from nablascope.core.scene.inspection import Fact, Inspection, Line, Section
from nablascope.core.scene.theme import Theme
from nablascope.ui.formulas import Formulas
from nablascope.ui.inspector_page import page
from nablascope.workspace.recording import LOOK_ONLY
from nablascope.workspace.view_state import RecordingView


class Recorded(QTextBrowser):
    """A short text to read and to copy."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: RecordingView | None = None
        self.setAccessibleName("Recorded trace")
        self.document().setDocumentMargin(0)
        self.setViewportMargins(16, 0, 16, 8)

    def show_recording(self, view: RecordingView | None) -> None:
        """Tells about a recording."""
        if view is not None and view != self._view:
            self._view = view
            self._write(view)

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        if self._view is not None:
            self._write(self._view)

    def _write(self, view: RecordingView) -> None:
        facts = tuple(Fact(*pair) for pair in view.facts)
        rows = (Section("", (Line(LOOK_ONLY),)), Section("Run", facts))
        self.setHtml(page(Inspection("Recorded trace", "", "", "", None, rows), self._theme, Formulas()))
