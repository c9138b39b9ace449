"""`Outline`: the graph as a table under the canvas, to sort, to filter and to walk through."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nablascope.core.graph.matching import matches
from nablascope.core.graph.measures import Measures
from nablascope.core.graph.ordering import Order, ordered
from nablascope.core.graph.query import Condition
from nablascope.core.graph.trace import Trace
from nablascope.core.scene.outline import columns
from nablascope.core.scene.theme import Theme
from nablascope.ui.follow import is_same
from nablascope.ui.heading import Heading
from nablascope.ui.lookup import KnownMeasures, Lookup
from nablascope.ui.outline_model import COLUMNS, OutlineModel
from nablascope.ui.outline_table import OutlineTable
from nablascope.ui.query_field import QueryField
from nablascope.ui.style import named, ui_font
from nablascope.workspace.view_state import Picture, Selected

PATIENCE_MS = 30
"""The canvas is painted first; a drag of a slider is then followed at 30 tables a second."""

_INSET = 16
_FIELD_WIDTH = 320
_LEAST_HEIGHT = 120
_COUNT_PIXELS = 11


class Outline(QWidget):
    """Tells of the picture while it shows; a table that nobody sees is not made.

    Signals:
        chosen: the `Selected` a person went to.
        wanted: the id of a node to show in the canvas.
    """

    chosen = Signal(object)
    wanted = Signal(int)

    def __init__(self, theme: Theme, known: KnownMeasures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._told: Picture | None = None
        self._selected: int | None = None
        self._order = Order()
        self.heading = Heading("Outline")
        self.field = QueryField("Filter of the outline")
        self.count = named(QLabel(), "quiet")
        self.model = OutlineModel(theme, self)
        self.table = OutlineTable(self.model)
        self._lookup = Lookup(known, self)
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._arrange()
        self._connect()
        self.set_theme(theme)

    def _arrange(self) -> None:
        named(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.heading.setBuddy(self.table)
        self.field.setMaximumWidth(_FIELD_WIDTH)
        self.count.setFont(ui_font(_COUNT_PIXELS))
        top = QHBoxLayout()
        top.setContentsMargins(_INSET, 8, _INSET, 0)
        top.setSpacing(12)
        top.addWidget(self.heading)
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        top.addStretch(0)
        self.field.told.setContentsMargins(_INSET, 0, _INSET, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.field.told)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self._waiting.timeout.connect(self._ask)
        self._lookup.answered.connect(self._on_rows)
        self.field.asked.connect(self._ask)
        self.field.entered.connect(self._enter_table)
        self.field.left.connect(self.field.clear)
        self.field.left.connect(self._enter_table)
        self.table.chosen.connect(self._on_chosen)
        self.table.wanted.connect(self.wanted)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)

    def show_selected(self, picture: Picture | None, selected: Selected | None) -> None:
        """Tells of `picture` in a moment, and marks the row of what is selected in it."""
        self._selected = selected.index if selected is not None and selected.kind == "node" else None
        self._picture = picture
        if not self.isVisible():
            return
        if is_same(picture, self._told):
            self.table.show_selected(self._selected)
        elif not self._waiting.isActive():
            self._waiting.start()

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self.model.set_theme(theme)
        self.table.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Tells of what changed while it was hidden."""
        super().showEvent(event)
        if is_same(self._picture, self._told):
            self.table.show_selected(self._selected)
        else:
            self._ask()

    def _sort(self, place: int, direction: Qt.SortOrder) -> None:
        self._order = Order(COLUMNS[place], direction == Qt.SortOrder.DescendingOrder)
        self.model.show_order(self._order)
        self._ask()

    def _enter_table(self) -> None:
        self.field.read()
        self.table.setFocus()

    def _ask(self) -> None:
        picture, query, order = self._picture, self.field.query, self._order
        if picture is None:
            self._lookup.forget()
            self._show(None, [])
            return
        self._lookup.ask(
            picture.trace, lambda trace, measures: (picture, _rows(trace, measures, query, order))
        )

    def _on_rows(self, answer: tuple[Picture, list[int]]) -> None:
        self._show(*answer)

    def _show(self, picture: Picture | None, ids: list[int]) -> None:
        self._told = picture
        dimmed = picture is not None and picture.dimmed
        self.heading.show_earlier(earlier=dimmed)
        self.model.show_nodes(picture.trace if picture else None, ids, dimmed=dimmed)
        self.count.setText(_count(len(ids), len(picture.trace.nodes)) if picture else "")
        self.field.tell_found(self.count.text())
        if picture is not None:
            self.table.show_columns(columns(picture.trace), len(picture.trace.nodes))
        self.table.show_selected(self._selected)

    def _on_chosen(self, id: int) -> None:
        if id != self._selected:
            self._selected = id
            self.chosen.emit(Selected("node", id))


def _rows(trace: Trace, measures: Measures, query: tuple[Condition, ...], order: Order) -> list[int]:
    return ordered(trace, measures, matches(trace, measures, query), order)


def _count(shown: int, whole: int) -> str:
    nodes = f"{whole:,} node" + ("" if whole == 1 else "s")
    return nodes if shown == whole else f"{shown:,} of {nodes}"
