"""`OutlineModel`: the graph as a table; a row is made when it is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from nablascope.core.graph.matching import beginning
from nablascope.core.graph.ordering import Column, Order
from nablascope.core.graph.trace import Trace
from nablascope.core.scene.numbers import NOTHING
from nablascope.core.scene.outline import HEADINGS, cells
from nablascope.core.scene.theme import Theme
from nablascope.ui.style import CODE_PIXELS, mono_font, ui_font

Index = QModelIndex | QPersistentModelIndex

COLUMNS: tuple[Column, ...] = tuple(HEADINGS)

_RIGHT: frozenset[Column] = frozenset({"number", "value", "gradient"})
_MONO: frozenset[Column] = frozenset({"number", "node", "shape", "value", "gradient", "line"})
_MOST_KEPT = 1_000
"""Rows whose texts are kept; a screen has fewer."""


class OutlineModel(QAbstractTableModel):
    """The nodes `ids` of a trace, a row each."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._trace: Trace | None = None
        self._dimmed = False
        self._order = Order()
        self._ids: Sequence[int] = ()
        self._rows: dict[int, int] = {}
        self._texts: dict[int, dict[Column, str]] = {}
        self._mono, self._plain = mono_font(), ui_font(CODE_PIXELS)

    def show_nodes(self, trace: Trace | None, ids: Sequence[int], *, dimmed: bool) -> None:
        """Shows the rows of `ids`; where they are those on screen, only what stands in them changes."""
        same = self._trace is not None and ids == self._ids
        if not same:
            self.beginResetModel()
        self._trace, self._ids, self._dimmed, self._texts = trace, ids, dimmed, {}
        if same:
            self._repaint()
        else:
            self._rows = dict(zip(ids, range(len(ids)), strict=True))
            self.endResetModel()

    def show_order(self, order: Order) -> None:
        """Marks the heading of the column that the rows are sorted by."""
        self._order = order
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        self._repaint()

    def id_at(self, row: int) -> int | None:
        """The node of a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, id: int) -> int | None:
        """The row of a node; None where it is filtered out."""
        return self._rows.get(id)

    def beginning(self, text: str, after: int) -> int | None:
        """The next row after the row `after`, and from the top again, that begins with `text`."""
        if self._trace is None:
            return None
        begins, count = beginning(self._trace, text), len(self._ids)
        rows = (row % count for row in range(after, after + count))
        return next((row for row in rows if begins[self._ids[row]]), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """One a node."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """One a heading."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings stand over their numbers."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _heading(COLUMNS[section], self._order)
        return _side(COLUMNS[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = 0) -> object:
        """Blue is value, orange is gradient, as everywhere."""
        if not index.isValid() or self._trace is None:
            return None
        id, column = self._ids[index.row()], COLUMNS[index.column()]
        roles = Qt.ItemDataRole
        if role == roles.TextAlignmentRole:
            return _side(column)
        if role == roles.FontRole:
            return self._mono if column in _MONO else self._plain
        return self._told(column, self._text(self._trace, id)[column], role)

    def _told(self, column: Column, text: str, role: int) -> object:
        roles = Qt.ItemDataRole
        if role in (roles.DisplayRole, roles.ToolTipRole):
            return text
        if role == roles.AccessibleTextRole:
            return f"{HEADINGS[column]} {text}"
        return self._colour(column, text) if role == roles.ForegroundRole else None

    def _text(self, trace: Trace, id: int) -> dict[Column, str]:
        if id not in self._texts:
            if len(self._texts) >= _MOST_KEPT:
                self._texts.clear()
            self._texts[id] = cells(trace.nodes[id])
        return self._texts[id]

    def _colour(self, column: Column, text: str) -> QColor:
        if self._dimmed or text == NOTHING:
            return QColor(self._theme.faint)
        coloured = {"node": self._theme.ink, "value": self._theme.value, "gradient": self._theme.gradient}
        return QColor(coloured.get(column, self._theme.muted))

    def _repaint(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(COLUMNS) - 1))


def _heading(column: Column, order: Order) -> str:
    """The arrow stands on the free side, so that the heading stays over its column's edge."""
    if column != order.column:
        return HEADINGS[column]
    arrow = "▾" if order.descending else "▴"
    return f"{arrow} {HEADINGS[column]}" if column in _RIGHT else f"{HEADINGS[column]} {arrow}"


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
