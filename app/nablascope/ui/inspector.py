"""`Inspector`: all that is known about what is selected, as text to read and to copy."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QTextBrowser, QWidget

from nablascope.core.scene.inspect_edge import inspect_edge
from nablascope.core.scene.inspect_node import inspect_node
from nablascope.core.scene.inspection import Formula, Inspection, Line, Link, Section
from nablascope.core.scene.theme import Theme
from nablascope.ui.follow import is_same
from nablascope.ui.formulas import Formulas
from nablascope.ui.inspector_page import LINE_SCHEME, hint_page, page
from nablascope.ui.links import link_of
from nablascope.ui.readable import readable
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
        path_told: the edges of the path that the page tells in full, none where it tells of none.
    """

    wanted = Signal(object)
    line_wanted = Signal(object)
    path_told = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: Picture | None = None
        self._selected: Selected | None = None
        self._has_text = True
        self._path = 0
        self._page = ""
        self._formulas = Formulas()
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
        self._path = self._path if selected == self._selected else 0
        self._picture, self._selected = picture, selected
        if self.isVisible() and not self._waiting.isActive():
            self._waiting.start()

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        self._write()

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """The pictures of the page's formulas; a page has no others."""
        picture = self._formulas.pictures.get(QUrl(name).toString())
        return super().loadResource(type, name) if picture is None else picture

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copies formulas as text."""
        copied = QMimeData()
        copied.setText(self._readable())
        QTimer.singleShot(0, self, settle_clipboard)
        return copied

    def copy(self) -> None:
        """Copies formulas as text."""
        if self.textCursor().hasSelection():
            QGuiApplication.clipboard().setText(self._readable())

    def _readable(self) -> str:
        return readable(self.textCursor(), self._formulas.texts)

    def event(self, event: QEvent) -> bool:
        """On another screen formulas are painted at its sharpness."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._write()
        return super().event(event)

    def showEvent(self, event: object) -> None:
        """Tells what was selected while it was hidden."""
        self._write()

    def _write(self) -> None:
        said = self._inspection()
        self.path_told.emit(said.path if said else ())
        formulas = Formulas(self.devicePixelRatioF())
        fresh = page(said, self._theme, formulas) if said else hint_page(HINT, self._theme)
        if fresh == self._page:
            return
        self._page, self._formulas = fresh, formulas
        self.setAccessibleDescription(_formulas_in_words(said) if said else "")
        place = self.verticalScrollBar().value()
        self.setHtml(fresh)
        self.verticalScrollBar().setValue(place)

    def _inspection(self) -> Inspection | None:
        if self._picture is None or self._selected is None:
            return None
        inspect = inspect_node if self._selected.kind == "node" else inspect_edge
        said = inspect(self._picture.trace, self._selected.index, self._path)
        said = _faded(said) if self._picture.dimmed else said
        return said if self._has_text else _without_link(said)

    def _follow(self, url: QUrl) -> None:
        target = url.toString()
        link = link_of(target)
        if link is not None:
            self._go(link)
            return
        said = self._inspection()
        if target == LINE_SCHEME and said is not None and said.place is not None:
            self.line_wanted.emit(said.place.span)

    def _go(self, link: Link) -> None:
        """To a node or an edge of the graph; a path is opened here."""
        if link.kind == "path":
            self._path = link.index
            self._write()
        else:
            self.wanted.emit(Selected(link.kind, link.index))


def settle_clipboard() -> None:
    """Replaces what Python put into the clipboard by Qt's own, which outlives Python when the app ends."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())


def _formulas_in_words(said: Inspection) -> str:
    """Pictures have no words of their own for a screen reader."""
    rows = (row for section in said.sections for row in section.rows)
    return "; ".join(row.text for row in rows if isinstance(row, Formula))


def _faded(said: Inspection) -> Inspection:
    return replace(said, sections=(Section("", (Line(FADED, "muted"),)), *said.sections))


def _without_link(said: Inspection) -> Inspection:
    return replace(said, place=replace(said.place, span=None) if said.place else None)
