"""Dragging a card moves it, with its edges; dragging the paper moves the view."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.core.scene.marked_traces import rich_trace
from tests.core.traces import run
from tests.ui.desks import stepped
from tests.ui.test_selecting import CONSTANT, DIVISION, SIN, X, middle_of, presses

from nablascope.ui import large_scenes
from nablascope.ui.many_steps import ManySteps
from nablascope.ui.viewport import Viewport
from nablascope.workspace.view import view


@pytest.fixture
def desk(open_recorded):
    desk = open_recorded(rich_trace())
    desk.window.canvas.repaint()
    return desk


@pytest.fixture
def canvas(desk):
    return desk.window.canvas


def takes(canvas, node: int, way: QPoint) -> None:
    """Presses on a card and moves the hand, which stays down."""
    start = middle_of(canvas, node)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + way / 2)
    QTest.mouseMove(canvas, start + way)


def drags(canvas, node: int, way: QPoint) -> None:
    at = middle_of(canvas, node) + way
    takes(canvas, node, way)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at)


def all_middles(canvas) -> list[QPoint]:
    return [middle_of(canvas, node) for node in (X, CONSTANT, DIVISION, SIN)]


def near(one: QPoint, other: QPoint) -> bool:
    return (one - other).manhattanLength() <= 2


def test_a_dragged_card_stays_where_it_was_dropped_and_the_rest_where_it_was(canvas):
    before = all_middles(canvas)
    drags(canvas, SIN, QPoint(60, 120))

    after = all_middles(canvas)
    assert near(after[SIN], before[SIN] + QPoint(60, 120))
    assert all(near(after[node], before[node]) for node in (X, CONSTANT, DIVISION))


def test_a_card_dragged_off_the_upper_left_moves_nothing_else_on_the_screen(canvas):
    before = all_middles(canvas)
    drags(canvas, X, QPoint(-150, -200))

    after = all_middles(canvas)
    assert near(after[X], before[X] + QPoint(-150, -200))
    assert all(near(after[node], before[node]) for node in (SIN, CONSTANT, DIVISION))


def test_a_hand_that_trembles_selects_and_drags_nothing(desk, canvas):
    before = canvas.picture.layout
    drags(canvas, SIN, QPoint(2, 1))

    assert canvas.selected.index == SIN
    assert canvas.picture.layout is before


def test_dragging_a_card_selects_nothing(canvas):
    drags(canvas, SIN, QPoint(0, 80))

    assert canvas.selected is None


def test_the_card_and_its_edges_are_at_the_pointer_and_no_more_where_they_were(canvas):
    grab = canvas.grab().toImage()
    place, way = middle_of(canvas, SIN) - QPoint(60, 0), QPoint(0, 150)
    takes(canvas, SIN, way)
    dragging = canvas.grab().toImage()

    assert dragging.pixelColor(place).name() == canvas._theme.paper
    assert abs(dragging.pixelColor(place + way).lightness() - grab.pixelColor(place).lightness()) < 4
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle_of(canvas, SIN) + way)
    assert canvas._drag is None


def test_escape_puts_the_card_back(canvas):
    before, grab = canvas.picture.layout, canvas.grab().toImage()
    takes(canvas, SIN, QPoint(0, 150))
    presses(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))

    assert canvas.picture.layout is before
    assert canvas.grab().toImage() == grab


def test_tidying_brings_it_back(desk, canvas):
    before = canvas.picture.layout
    drags(canvas, SIN, QPoint(60, 120))
    assert canvas.picture.layout != before
    desk.triggers("tidy")

    assert canvas.picture.layout == before


def test_with_alt_the_arrows_move_the_selected_card(canvas):
    canvas.setFocus()
    presses(canvas, Qt.Key.Key_Down, modifiers=Qt.KeyboardModifier.AltModifier)
    assert canvas.selected is None
    presses(canvas, Qt.Key.Key_Tab)
    before = canvas.picture.layout.positions[X]
    presses(canvas, Qt.Key.Key_Down, modifiers=Qt.KeyboardModifier.AltModifier)

    x, y = canvas.picture.layout.positions[X]
    assert (x - before[0], y - before[1]) == (0, 24)


def test_the_middle_button_moves_the_paper_wherever_it_is_pressed(canvas):
    before, start = canvas.viewport, middle_of(canvas, SIN)
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(30, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=start + QPoint(30, 0))

    assert canvas.viewport.x == before.x + 30


def test_from_far_away_a_drag_moves_the_paper(canvas):
    canvas.viewport = Viewport(0.1, 300.0, 300.0)
    before = canvas.picture.layout
    drags(canvas, SIN, QPoint(50, 0))

    assert canvas.viewport.x == 350.0
    assert canvas.picture.layout is before


def test_the_card_is_in_the_hand_while_a_step_is_shown_too(open_stepped):
    person = open_stepped(run("y = sin(x)", x=1.0))
    person.triggers("step_on")
    before = middle_of(person.canvas, 1)
    drags(person.canvas, 1, QPoint(0, 120))

    assert near(middle_of(person.canvas, 1), before + QPoint(0, 120))
    assert person.place == 1


def test_in_a_large_graph_it_stays_at_its_place_while_the_graph_is_drawn_anew(open_desk, qtbot, monkeypatch):
    monkeypatch.setattr(large_scenes, "LARGE", 3)
    desk = open_desk(workspace=stepped(run("y = x * x\n" + "y = y * 1.01 + x\n" * 3, x=0.5)))
    desk.window.show_view(view(desk.session.workspace))
    canvas = desk.window.canvas
    qtbot.waitUntil(lambda: isinstance(canvas._steps, ManySteps))
    before, drawn = middle_of(canvas, 1), canvas.picture
    drags(canvas, 1, QPoint(0, 90))
    canvas.grab()
    qtbot.waitUntil(lambda: canvas.picture is not drawn)

    assert near(middle_of(canvas, 1), before + QPoint(0, 90))
    assert canvas._drag is None
