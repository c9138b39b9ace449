"""`SearchBar`: looks for nodes, over the upper edge of the canvas."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nablascope.core.graph.matching import matches
from nablascope.ui.actions import Actions, plain_text
from nablascope.ui.follow import is_same
from nablascope.ui.lookup import KnownMeasures, Lookup
from nablascope.ui.query_field import QueryField
from nablascope.ui.style import named, ui_font
from nablascope.workspace.view_state import Picture, Selected

PATIENCE_MS = 30
"""The canvas is painted first."""

_WIDTH = 376
_INSET = 12
_PIXELS = 11
_COUNT_WIDTH = 72


class SearchBar(QWidget):
    """A field, how many nodes it finds, and the way from one to the next.

    Signals:
        found: the id of the node that a person came to.
    """

    found = Signal(int)

    def __init__(self, actions: Actions, known: KnownMeasures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._looked_in: Picture | None = None
        self._selected: int | None = None
        self._hits: list[int] = []
        self._goes = False
        self._before: QWidget | None = None
        self.field = QueryField("Search the graph")
        self.count = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "quiet")
        self.previous = _button("↑", actions, "find_previous")
        self.next = _button("↓", actions, "find_next")
        self.leave = _button("×", actions, None)
        self._lookup = Lookup(known, self)
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._arrange()
        self._connect()
        self.hide()

    def _arrange(self) -> None:
        card = named(QFrame(), "searchBar")
        card.setFixedWidth(_WIDTH)
        margins = QVBoxLayout(self)
        margins.setContentsMargins(_INSET, _INSET, 0, 0)
        margins.addWidget(card)
        self.count.setFont(ui_font(_PIXELS))
        self.count.setMinimumWidth(_COUNT_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.previous, self.next, self.leave):
            row.addWidget(widget)
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.field.told)

    def _connect(self) -> None:
        self.field.asked.connect(self._on_asked)
        self.field.entered.connect(lambda backwards: self.go(-1 if backwards else 1))
        self.field.left.connect(self.close_bar)
        self.leave.clicked.connect(self.close_bar)
        self._waiting.timeout.connect(self._ask)
        self._lookup.answered.connect(self._on_hits)

    def open_bar(self) -> None:
        """Shows the bar and takes the keyboard; what was looked for last can be overwritten."""
        focused = QApplication.focusWidget()
        if focused is not self.field:
            self._before = focused
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._ask()

    def close_bar(self) -> None:
        """Hides the bar and gives the keyboard back to whoever had it."""
        self.hide()
        self._lookup.forget()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_selected(self, picture: Picture | None, selected: Selected | None) -> None:
        """Counts from what is selected; looks again in another picture."""
        self._picture = picture
        self._selected = selected.index if selected is not None and selected.kind == "node" else None
        if not self.isVisible():
            return
        if not is_same(picture, self._looked_in) and not self._waiting.isActive():
            self._waiting.start()
        self._show_count()

    def go(self, step: int) -> None:
        """To the next hit after what is selected, or with -1 to the one before; round at the end."""
        before = self.field.query
        self.field.read()
        if not (self.isVisible() and before):
            self.open_bar()
        elif self.field.query == before and self._hits:
            self.found.emit(self._hits[self._there(step) % len(self._hits)])

    def _there(self, step: int) -> int:
        if self._selected is None:
            return 0 if step > 0 else -1
        if step > 0:
            return bisect_right(self._hits, self._selected)
        return bisect_left(self._hits, self._selected) - 1

    def _on_asked(self) -> None:
        self._goes = True
        self._ask()

    def _ask(self) -> None:
        picture, query = self._picture, self.field.query
        if picture is None or not query:
            self._lookup.forget()
            self._show_hits(picture, [])
            return
        self._lookup.ask(picture.trace, lambda trace, measures: (picture, matches(trace, measures, query)))

    def _on_hits(self, answer: tuple[Picture, list[int]]) -> None:
        self._show_hits(*answer)

    def _show_hits(self, picture: Picture | None, hits: list[int]) -> None:
        """A fresh search comes to its first hit; one that is selected already stays."""
        self._looked_in, self._hits = picture, hits
        goes, self._goes = self._goes, False
        if goes and hits:
            self.found.emit(self._selected if self._selected in hits else hits[self._there(1) % len(hits)])
        self._show_count()

    def _show_count(self) -> None:
        whole = f"{len(self._hits):,}"
        place = bisect_left(self._hits, self._selected) if self._selected is not None else len(self._hits)
        if not self.field.query:
            self.count.setText("")
        elif not self._hits:
            self.count.setText("Not found")
        elif place < len(self._hits) and self._hits[place] == self._selected:
            self.count.setText(f"{place + 1:,} of {whole}")
        else:
            self.count.setText(f"{whole} found")
        self.field.tell_found(self.count.text())


def _button(text: str, actions: Actions, name: str | None) -> QPushButton:
    button = named(QPushButton(text), "zoom")
    button.setFont(ui_font(_PIXELS))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    words = plain_text(actions[name]) if name else "Close the search"
    button.setAccessibleName(words)
    button.setToolTip(words)
    if name:
        button.clicked.connect(actions[name].trigger)
    return button
