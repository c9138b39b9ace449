"""The graph as a table: to read, to sort, to filter, to walk through with the keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.core.scene.marked_traces import rich_trace
from tests.core.traces import node, run, tensor, trace_of

from nablascope.core.graph.ordering import Column
from nablascope.core.scene.theme_file import load_theme
from nablascope.ui.lookup import LARGE
from nablascope.ui.outline_model import COLUMNS
from nablascope.ui.viewport import Viewport
from nablascope.workspace.view_state import Selected

SINE = run("y = torch.sin(x / 2**1.5)", x=100.0)
X, CONSTANT, DIVISION, SIN = range(4)


@pytest.fixture
def desk(open_recorded):
    """A window on the sine of the tutorial with its outline open."""
    desk = open_recorded(SINE)
    desk.triggers("outline")
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.window.outline.table.setFocus()
    return desk


def cell(desk, row: int, column: Column, role=Qt.ItemDataRole.DisplayRole):
    model = desk.window.outline.model
    return model.data(model.index(row, COLUMNS.index(column)), role)


def texts(desk, column: Column) -> list[str]:
    return [cell(desk, row, column) for row in range(desk.window.outline.model.rowCount())]


def selected_row(desk) -> str | None:
    """The number of the node in the row that is marked."""
    rows = desk.window.outline.table.selectionModel().selectedRows()
    return cell(desk, rows[0].row(), "number") if rows else None


def filters(desk, text: str) -> None:
    field = desk.window.outline.field
    field.setText(text)
    field.read()


def presses(desk, *keys, on=None) -> None:
    for key in keys:
        QTest.keyClick(on or desk.window.outline.table, key)


def gives(desk, number: str) -> None:
    """Types a number for x."""
    field = desk.window.inputs.cards["x"].field
    field.selectAll()
    desk.qtbot.keyClicks(field, number)


def clicks_heading(desk, column: Column) -> None:
    header = desk.window.outline.table.horizontalHeader()
    place = COLUMNS.index(column)
    at = QPoint(header.sectionViewportPosition(place) + header.sectionSize(place) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_outline_is_hidden_until_it_is_asked_for(open_recorded):
    desk = open_recorded(SINE)
    assert not desk.window.outline.isVisible()
    desk.triggers("outline")
    assert desk.window.outline.isVisible()
    desk.triggers("outline")
    assert not desk.window.outline.isVisible()


def test_every_node_has_a_row_with_its_numbers(desk):
    assert texts(desk, "node") == ["leaf x", "constant", "÷", "sin y"]
    assert texts(desk, "operation") == ["AccumulateGrad", "no gradient", "DivBackward0", "SinBackward0"]
    assert texts(desk, "value") == ["100.0000", "2.8284", "35.3553", "−0.7158"]
    assert texts(desk, "gradient")[CONSTANT] == "·"
    assert texts(desk, "shape") == ["()"] * 4
    assert texts(desk, "line") == ["1"] * 4
    assert desk.window.outline.count.text() == "4 nodes"


def test_values_are_blue_gradients_orange_both_to_the_right_in_the_face_of_numbers(desk):
    theme = load_theme("light")
    for column, colour in (("value", theme.value), ("gradient", theme.gradient)):
        assert cell(desk, SIN, column, Qt.ItemDataRole.ForegroundRole).name() == colour
        assert cell(desk, SIN, column, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
        assert cell(desk, SIN, column, Qt.ItemDataRole.FontRole).families()[0].startswith("JetBrains")


def test_modules_have_a_column_where_there_are_any(open_recorded):
    place = COLUMNS.index("module")
    for trace, hidden in ((SINE, True), (rich_trace(), False)):
        desk = open_recorded(trace)
        desk.triggers("outline")
        assert desk.window.outline.table.isColumnHidden(place) == hidden


def test_who_selects_a_row_selects_the_node_everywhere(desk):
    desk.window.outline.table.selectRow(DIVISION)
    assert desk.sees.selected == Selected("node", DIVISION)
    assert desk.window.canvas.selected == Selected("node", DIVISION)


def test_who_selects_a_card_selects_its_row(desk):
    desk.window.canvas.chosen.emit(Selected("node", SIN))
    assert selected_row(desk) == str(SIN)
    desk.window.canvas.chosen.emit(None)
    assert selected_row(desk) is None
    desk.window.canvas.chosen.emit(Selected("edge", 0))
    assert selected_row(desk) is None, "an edge has no row"


def test_what_was_selected_while_it_was_hidden_is_marked_when_it_comes_back(desk):
    desk.triggers("outline")
    desk.window.canvas.chosen.emit(Selected("node", SIN))
    desk.triggers("outline")
    assert selected_row(desk) == str(SIN)


def test_entering_the_table_selects_nothing_by_itself(desk):
    assert desk.window.outline.table.hasFocus()
    assert not desk.views or desk.sees.selected is None


def test_the_keys_walk_through_the_rows(desk):
    presses(desk, Qt.Key.Key_End)
    assert desk.sees.selected == Selected("node", SIN)
    presses(desk, Qt.Key.Key_Up)
    assert desk.sees.selected == Selected("node", DIVISION)
    presses(desk, Qt.Key.Key_Home)
    assert desk.sees.selected == Selected("node", X)
    presses(desk, Qt.Key.Key_Down)
    assert desk.sees.selected == Selected("node", CONSTANT)


def test_typing_goes_to_the_row_that_begins_so(desk):
    QTest.keyClicks(desk.window.outline.table, "sin")
    assert desk.sees.selected == Selected("node", SIN)
    QTest.qWait(QApplication.keyboardInputInterval() + 50)
    QTest.keyClicks(desk.window.outline.table, "X")
    assert desk.sees.selected == Selected("node", X), "also by the name"


def test_return_shows_the_node_in_the_canvas(desk):
    canvas = desk.window.canvas
    desk.window.outline.table.selectRow(SIN)
    canvas.viewport = Viewport(0.05, -9000.0, 0.0)
    presses(desk, Qt.Key.Key_Return)
    (x, y), view = canvas.picture.layout.positions[SIN], canvas.viewport
    assert canvas.rect().contains(QPoint(round(x * view.scale + view.x), round(y * view.scale + view.y)))
    assert view.scale > 0.5, "large enough to be read"
    assert canvas.hasFocus()


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_it_round(desk):
    clicks_heading(desk, "value")
    assert texts(desk, "number") == [str(id) for id in (SIN, CONSTANT, DIVISION, X)]
    clicks_heading(desk, "value")
    assert texts(desk, "number") == [str(id) for id in (X, DIVISION, CONSTANT, SIN)]
    place = COLUMNS.index("value")
    assert desk.window.outline.model.headerData(place, Qt.Orientation.Horizontal) == "▾ Value"


def test_sorting_keeps_the_selected_row(desk):
    desk.window.outline.table.selectRow(X)
    clicks_heading(desk, "value")
    assert selected_row(desk) == str(X)
    assert desk.sees.selected == Selected("node", X)


def test_a_filter_leaves_what_it_asks_for(desk):
    filters(desk, "backward0 |value| < 1")
    assert texts(desk, "number") == [str(SIN)]
    assert desk.window.outline.count.text() == "1 of 4 nodes"
    presses(desk, Qt.Key.Key_Escape, on=desk.window.outline.field)
    assert len(texts(desk, "number")) == 4
    assert desk.window.outline.table.hasFocus()


def test_a_selected_node_that_is_filtered_out_stays_selected(desk):
    desk.window.outline.table.selectRow(X)
    filters(desk, "sin")
    assert selected_row(desk) is None
    assert desk.sees.selected == Selected("node", X)
    filters(desk, "")
    assert selected_row(desk) == str(X)


def test_a_filter_that_cannot_be_read_is_told_and_changes_nothing(desk):
    filters(desk, "sin")
    filters(desk, "grad >")
    outline = desk.window.outline
    assert outline.field.told.isVisible()
    assert outline.field.told.text() == "Write a number after grad >, as in |grad| < 1e-6."
    assert outline.field.accessibleDescription() == outline.field.told.text()
    assert texts(desk, "number") == [str(SIN)]
    filters(desk, "leaf")
    assert not outline.field.told.isVisible()


def test_the_rows_follow_the_text(open_desk):
    desk = open_desk()
    desk.waits_for_graph(3.0)
    desk.triggers("outline")
    desk.waits_for(lambda _: texts(desk, "value") == ["3.0000", "9.0000"])
    gives(desk, "5")
    desk.waits_for(lambda _: texts(desk, "value") == ["5.0000", "25.0000"])


def test_the_outline_of_an_earlier_run_says_so(open_desk):
    desk = open_desk()
    desk.waits_for_graph(3.0)
    desk.triggers("outline")
    desk.types("sni(x)")
    desk.waits_for(lambda view: view.picture is not None and view.picture.dimmed)
    desk.qtbot.waitUntil(lambda: "EARLIER RUN" in desk.window.outline.heading.text())


def test_the_keyboard_reaches_the_outline_from_pane_to_pane(desk):
    desk.window.canvas.setFocus()
    desk.triggers("next_pane")
    assert desk.window.outline.table.hasFocus()


def test_a_screen_reader_is_told_column_and_number(desk):
    assert desk.window.outline.table.accessibleName() == "Outline"
    assert cell(desk, SIN, "value", Qt.ItemDataRole.AccessibleTextRole) == "Value −0.7158"


def test_a_large_graph_is_looked_through_beside_the_window(open_recorded):
    rows = [node(id, function="mul", value=tensor(float(id))) for id in range(LARGE + 1)]
    desk = open_recorded(trace_of(rows, []))
    desk.triggers("outline")
    model = desk.window.outline.model
    desk.qtbot.waitUntil(lambda: model.rowCount() == LARGE + 1)
    filters(desk, "value < 100")
    filters(desk, "value < 10")
    desk.qtbot.waitUntil(lambda: model.rowCount() == 10)


def test_the_selected_row_keeps_its_colours(desk):
    table = desk.window.outline.table
    table.selectRow(SIN)
    row = table.visualRect(desk.window.outline.model.index(SIN, COLUMNS.index("value")))
    image, theme = table.viewport().grab(row).toImage(), load_theme("light")
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert theme.value in colours, "the number is as blue as ever"
    assert theme.panel not in colours, "the row is washed"


def test_the_outline_wears_the_theme(desk, appearance):
    appearance.choose("dark")
    assert cell(desk, SIN, "value", Qt.ItemDataRole.ForegroundRole).name() == load_theme("dark").value
    appearance.choose("light")


@pytest.mark.parametrize("width", [1200, 1440])
def test_value_and_gradient_are_in_sight_without_scrolling(desk, width):
    desk.window.resize(width, 860)
    QApplication.processEvents()
    table = desk.window.outline.table
    place = COLUMNS.index("gradient")
    right = table.columnViewportPosition(place) + table.columnWidth(place)
    assert right <= table.viewport().width()
    assert not table.horizontalScrollBar().maximum()


def test_a_column_that_a_person_made_wider_stays_so(desk):
    table = desk.window.outline.table
    header, place = table.horizontalHeader(), COLUMNS.index("node")
    edge = header.sectionViewportPosition(place) + header.sectionSize(place) - 1
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, 8))
    QTest.mouseMove(header.viewport(), QPoint(edge + 60, 8))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge + 60, 8))
    wide = table.columnWidth(place)
    desk.window.resize(1200, 860)
    QApplication.processEvents()
    assert table.columnWidth(place) == wide
