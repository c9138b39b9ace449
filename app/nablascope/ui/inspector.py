"""`Inspector`: all that is known about what is selected, as text to read and to copy."""

from dataclasses import replace

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextBrowser, QWidget

from nablascope.core.scene.inspect_edge import inspect_edge
from nablascope.core.scene.inspect_node import inspect_node
from nablascope.core.scene.inspection import Inspection, Line, Section
from nablascope.core.scene.theme import Theme
from nablascope.ui.follow import is_same
from nablascope.ui.inspector_page import LINE_SCHEME, hint_page, link_of, page
from nablascope.workspace.view_state import Picture, Selected

HINT = "Click a card or an edge to read all about it, or press Tab in the graph."
FADED = "From the last run that worked."

PATIENCE_MS = 30
"""The canvas is painted first; a drag of a slider is then followed at 30 pages a second."""


class Inspector(QTextBrowser):
    """A page about a node or an edge.

    Signals:
        wanted: a `Selected` to go to.
        line_wanted: a `Span` of the program to go to.
    """

    wanted = Signal(object)
    line_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: Picture | None = None
        self._selected: Selected | None = None
        self._has_text = True
        self._page = ""
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._waiting.timeout.connect(self._write)
        self.setOpenLinks(False)
        self.setAccessibleName("Inspector")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(16, 0, 16, 8)
        self.anchorClicked.connect(self._follow)

    def show_selected(
        self, picture: Picture | None, selected: Selected | None, has_text: bool = True
    ) -> None:
        """Tells about `selected` in `picture` in a moment; a hint where nothing is selected.

        Args:
            picture: the graph, or None.
            selected: what to tell about, or None.
            has_text: whether the window has the program's text, to go to a line of it.
        """
        self._has_text = has_text
        if is_same(picture, self._picture) and selected == self._selected:
            return
        self._picture, self._selected = picture, selected
        if self.isVisible() and not self._waiting.isActive():
            self._waiting.start()

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        self._write()

    def showEvent(self, event: object) -> None:
        """Tells what was selected while it was hidden."""
        self._write()

    def _write(self) -> None:
        said = self._inspection()
        fresh = page(said, self._theme) if said else hint_page(HINT, self._theme)
        if fresh == self._page:
            return
        self._page = fresh
        place = self.verticalScrollBar().value()
        self.setHtml(fresh)
        self.verticalScrollBar().setValue(place)

    def _inspection(self) -> Inspection | None:
        if self._picture is None or self._selected is None:
            return None
        inspect = inspect_node if self._selected.kind == "node" else inspect_edge
        said = inspect(self._picture.trace, self._selected.index)
        said = _faded(said) if self._picture.dimmed else said
        return said if self._has_text else _without_link(said)

    def _follow(self, url: QUrl) -> None:
        target = url.toString()
        link = link_of(target)
        if link is not None:
            self.wanted.emit(Selected(link.kind, link.index))
            return
        said = self._inspection()
        if target == LINE_SCHEME and said is not None and said.place is not None:
            self.line_wanted.emit(said.place.span)


def _faded(said: Inspection) -> Inspection:
    return replace(said, sections=(Section("", (Line(FADED, "muted"),)), *said.sections))


def _without_link(said: Inspection) -> Inspection:
    return replace(said, place=replace(said.place, span=None) if said.place else None)
