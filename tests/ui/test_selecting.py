"""Selecting nodes and edges with the pointer and with the keys; the inspector tells about them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.core.scene.marked_traces import rich_trace
from tests.core.traces import run

from nablascope.ui.inspector import HINT
from nablascope.ui.viewport import Viewport
from nablascope.workspace.view_state import Selected

SINE = run("y = torch.sin(x / 2**1.5)", x=100.0)
X, CONSTANT, DIVISION, SIN = range(4)


@pytest.fixture
def desk(open_recorded):
    desk = open_recorded(rich_trace())
    desk.window.canvas.repaint()
    return desk


def pixel(canvas, x: float, y: float) -> QPoint:
    view = canvas.viewport
    return QPoint(round(x * view.scale + view.x), round(y * view.scale + view.y))


def middle_of(canvas, node: int) -> QPoint:
    (x, y), (width, height) = canvas._picture.layout.positions[node], canvas._picture.layout.sizes[node]
    return pixel(canvas, x + width / 2, y + height / 2)


def clicks(canvas, at: QPoint) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)


def presses(canvas, *keys, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(canvas, key, modifiers)


def page_of(desk) -> str:
    desk.qtbot.waitUntil(lambda: not desk.window.inspector._waiting.isActive())
    return desk.window.inspector.toPlainText()


def test_without_a_selection_the_inspector_says_what_to_do(desk):
    assert page_of(desk) == HINT


def test_a_click_on_a_card_tells_all_about_it(desk):
    clicks(desk.window.canvas, middle_of(desk.window.canvas, DIVISION))

    assert desk.sees.selected == Selected("node", DIVISION)
    page = page_of(desk)
    for words in ("DivBackward0", "35.355", "Modified: version 1, saved at 0.", "encoder.layers.0"):
        assert words in page


def test_a_click_on_an_edge_tells_its_share(desk):
    canvas = desk.window.canvas
    x, y = canvas._picture.layout.routes[2][-1]
    clicks(canvas, pixel(canvas, x - 12, y))

    assert desk.sees.selected == Selected("edge", 2)
    assert "share" in page_of(desk)


def test_a_click_on_the_paper_selects_nothing(desk):
    canvas = desk.window.canvas
    clicks(canvas, middle_of(canvas, DIVISION))
    clicks(canvas, QPoint(8, 8))

    assert desk.sees.selected is None
    assert page_of(desk) == HINT


def test_dragging_the_paper_selects_nothing(desk):
    canvas = desk.window.canvas
    start = QPoint(8, 8)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(40, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))

    assert canvas.selected is None


def test_the_arrows_walk_from_card_to_card_and_escape_ends_it(desk):
    canvas = desk.window.canvas
    canvas.setFocus()
    presses(canvas, Qt.Key.Key_Right)
    assert desk.sees.selected == Selected("node", X), "the walk begins with the first card"
    presses(canvas, Qt.Key.Key_Right)
    assert desk.sees.selected == Selected("node", DIVISION)
    presses(canvas, Qt.Key.Key_Right)
    assert desk.sees.selected == Selected("node", SIN)
    presses(canvas, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Down)
    assert desk.sees.selected == Selected("node", CONSTANT)
    presses(canvas, Qt.Key.Key_Escape)
    assert desk.sees.selected is None


def test_tab_walks_all_cards_and_then_leaves_the_graph(desk):
    canvas = desk.window.canvas
    canvas.setFocus()
    walked = []
    for _ in range(4):
        presses(canvas, Qt.Key.Key_Tab)
        walked.append(desk.sees.selected.index)
    assert walked == [X, CONSTANT, DIVISION, SIN]
    presses(canvas, Qt.Key.Key_Backtab)
    assert desk.sees.selected.index == DIVISION
    presses(canvas, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert not canvas.hasFocus()


def test_the_keys_start_from_a_selected_edges_producer(desk):
    canvas = desk.window.canvas
    canvas.chosen.emit(Selected("edge", 2))
    canvas.setFocus()
    presses(canvas, Qt.Key.Key_Right)

    assert desk.sees.selected == Selected("node", SIN)


def test_with_shift_the_arrows_move_the_view(desk):
    canvas = desk.window.canvas
    before = canvas.viewport
    presses(canvas, Qt.Key.Key_Left, modifiers=Qt.KeyboardModifier.ShiftModifier)

    assert canvas.viewport.x > before.x
    assert canvas.selected is None


def test_a_node_that_is_walked_to_comes_into_view(desk):
    canvas = desk.window.canvas
    canvas.viewport = Viewport(1.0, -5000.0, 0.0)
    canvas.setFocus()
    presses(canvas, Qt.Key.Key_Tab)

    assert canvas.rect().contains(middle_of(canvas, X))


def test_the_selected_card_has_a_ring_that_others_have_not(desk):
    canvas = desk.window.canvas
    before = canvas.grab().toImage()
    canvas.chosen.emit(Selected("node", DIVISION))
    after = canvas.grab().toImage()
    (x, y), (_, height) = canvas._picture.layout.positions[DIVISION], canvas._picture.layout.sizes[DIVISION]
    beside = pixel(canvas, x - 3, y + height / 2 - 24)
    assert after.pixelColor(beside) != before.pixelColor(beside)


def test_the_links_of_the_page_lead_to_other_nodes_and_edges(desk):
    desk.window.canvas.chosen.emit(Selected("node", DIVISION))
    page_of(desk)
    desk.window.inspector.anchorClicked.emit("edge:0")
    assert desk.sees.selected == Selected("edge", 0)
    page_of(desk)
    desk.window.inspector.anchorClicked.emit("node:0")
    assert desk.sees.selected == Selected("node", X)


def test_the_page_can_be_selected_and_copied(desk):
    desk.window.canvas.chosen.emit(Selected("node", DIVISION))
    page_of(desk)
    desk.window.inspector.selectAll()
    desk.window.inspector.setFocus()
    desk.triggers("copy")

    assert "DivBackward0" in QApplication.clipboard().text()


def test_a_hidden_inspector_is_up_to_date_when_it_comes_back(desk):
    desk.triggers("inspector")
    assert not desk.window.inspector.isVisible()
    desk.window.canvas.chosen.emit(Selected("node", SIN))
    desk.triggers("inspector")

    assert "SinBackward0" in desk.window.inspector.toPlainText()


def test_the_page_wears_the_theme(desk, appearance):
    desk.window.canvas.chosen.emit(Selected("node", DIVISION))
    page_of(desk)
    before = desk.window.inspector.toHtml()
    appearance.choose("dark")
    assert desk.window.inspector.toHtml() != before
    appearance.choose("light")


def test_whoever_cannot_see_the_ring_is_told_what_has_it(desk):
    canvas = desk.window.canvas
    clicks(canvas, middle_of(canvas, DIVISION))
    assert canvas.accessibleName() == "Graph, selected: ÷ · DivBackward0"
    canvas.chosen.emit(Selected("edge", 2))
    assert canvas.accessibleName() == "Graph, selected: edge from ÷ · DivBackward0 to sin y · SinBackward0"
    canvas.chosen.emit(None)
    assert canvas.accessibleName() == "Graph"


def test_the_path_that_the_inspector_tells_is_strong_in_the_graph(open_recorded):
    desk = open_recorded(run("f = u**2 + v**3 + u*v", u=2.0, v=4.0))
    page_of(desk)
    whole = desk.window.canvas.display_list
    desk.window.canvas.chosen.emit(Selected("node", 0))
    page_of(desk)
    first = desk.window.canvas.display_list
    assert first != whole

    desk.window.inspector.anchorClicked.emit("path:1")
    assert desk.window.canvas.display_list not in (first, whole)
    desk.window.canvas.chosen.emit(None)
    page_of(desk)
    assert desk.window.canvas.display_list == whole
