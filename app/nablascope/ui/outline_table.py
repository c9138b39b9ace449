"""`OutlineTable`: the table of the outline, to walk through with the keys."""

from PySide6.QtCore import QElapsedTimer, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nablascope.core.graph.ordering import Column
from nablascope.core.scene.colours import mixed
from nablascope.core.scene.theme import Theme
from nablascope.ui.outline_model import COLUMNS, OutlineModel
from nablascope.ui.outline_widths import widths

_ROW = 24
_WASH = 0.86
"""How far the wash of the selected row has gone towards the panel."""

_LEAST_WIDTH = 32
_TO_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


Index = QModelIndex | QPersistentModelIndex


class _Cells(QStyledItemDelegate):
    """A selected row keeps its colours: blue stays value, orange stays gradient."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Takes the colour of the text for the selected too."""
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(colour, QColor):
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)  # pyright: ignore


class OutlineTable(QTableView):
    """Rows of nodes, one of which is selected.

    Signals:
        chosen: the id of the node whose row a person went to.
        wanted: the id of the node whose row a person opened.
    """

    chosen = Signal(int)
    wanted = Signal(int)

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: tuple[Column, ...] = COLUMNS
        self._nodes = 0
        self._by_hand = self._fitting = False
        self._typed, self._typing = "", QElapsedTimer()
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName("Outline")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self._arrange_headings()
        # Not the current row: that of a table without one is its first as soon as the keyboard comes in.
        self.selectionModel().selectionChanged.connect(self._on_selected)
        self.doubleClicked.connect(lambda index: self._want(index.row()))

    def _arrange_headings(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(_ROW)
        rows.setDefaultSectionSize(_ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setTextElideMode(Qt.TextElideMode.ElideRight)
        columns.setMinimumSectionSize(_LEAST_WIDTH)
        columns.setSectionsClickable(True)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        columns.setStretchLastSection(True)
        columns.sectionResized.connect(self._on_resized)

    def set_theme(self, theme: Theme) -> None:
        """The selected row is washed in the accent, light enough for blue and orange to be read on it."""
        colours = self.palette()
        wash = QColor(mixed(theme.value, theme.panel, _WASH))
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            colours.setColor(group, QPalette.ColorRole.Highlight, wash)
        self.setPalette(colours)

    def show_columns(self, shown: tuple[Column, ...], nodes: int) -> None:
        """Hides the columns that say nothing of a graph of so many nodes."""
        if (shown, nodes) != (self._shown, self._nodes):
            self._shown, self._nodes = shown, nodes
            self._fitting = True
            for place, column in enumerate(COLUMNS):
                self.setColumnHidden(place, column not in shown)
            self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow table shows its numbers whole, and its words cut."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Until a person drags an edge."""
        self._fitting = True
        fitting = {} if self._by_hand else widths(self._shown, self._nodes, self.viewport().width())
        for column, width in fitting.items():
            self.setColumnWidth(COLUMNS.index(column), width)
        self._fitting = False

    def _on_resized(self, place: int) -> None:
        """The last column resizes by itself, to take what is left."""
        self._by_hand = self._by_hand or not (self._fitting or place == len(COLUMNS) - 1)

    def show_selected(self, id: int | None) -> None:
        """Marks the row of a node, and brings it into view; none where it has none."""
        row = None if id is None else self._model.row_of(id)
        if row is None:
            self.selectionModel().clear()
        elif row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self._go_to(row)

    def _go_to(self, row: int) -> None:
        index = self._model.index(row, max(self.currentIndex().column(), 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last row, Return opens."""
        key = Qt.Key(event.key())
        if key in _TO_ENDS and self._model.rowCount():
            self._go_to(_TO_ENDS[key] % self._model.rowCount())
        elif key in _RETURNS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._want(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Goes to the next row that begins with what was typed, without asking each row."""
        pause = self._typing.isValid() and self._typing.elapsed() > QApplication.keyboardInputInterval()
        self._typed = search if pause else self._typed + search
        self._typing.start()
        now = max(self.currentIndex().row(), 0)
        row = self._model.beginning(self._typed, now + (len(self._typed) == 1))
        if row is not None:
            self._go_to(row)

    def _on_selected(self) -> None:
        rows = self.selectionModel().selectedRows()
        id = self._model.id_at(rows[0].row()) if rows else None
        if id is not None:
            self.chosen.emit(id)

    def _want(self, row: int) -> None:
        id = self._model.id_at(row)
        if id is not None:
            self.wanted.emit(id)
