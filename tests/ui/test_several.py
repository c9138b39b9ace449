"""Selecting several cards, and going near to what is selected."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.core.scene.marked_traces import rich_trace
from tests.ui.test_selecting import CONSTANT, DIVISION, SIN, X, clicks, middle_of, presses

from nablascope.ui.stepping import SELECT_FIRST
from nablascope.ui.viewport import FIT_SCALE
from nablascope.workspace.view_state import Selected

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(open_recorded):
    desk = open_recorded(rich_trace())
    desk.window.canvas.repaint()
    return desk


@pytest.fixture
def canvas(desk):
    return desk.window.canvas


def clicks_with(canvas, keys, node) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, keys, middle_of(canvas, node))


def bands(canvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, SHIFT, start)
    QTest.mouseMove(canvas, start + QPoint(9, 9))
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, SHIFT, end)


def ring_beside(canvas, node) -> QPoint:
    (x, y), (_, height) = canvas.picture.layout.positions[node], canvas.picture.layout.sizes[node]
    view = canvas.viewport
    return QPoint(round((x - 3) * view.scale + view.x), round((y + height / 4) * view.scale + view.y))


@pytest.mark.parametrize("keys", [SHIFT, CONTROL])
def test_a_click_with_a_key_adds_a_card_and_the_inspector_tells_of_the_last(desk, canvas, keys):
    plain = canvas.grab().toImage()
    clicks(canvas, middle_of(canvas, X))
    clicks_with(canvas, keys, SIN)

    assert desk.sees.selected == Selected("node", SIN)
    assert canvas.also == (X,)
    rings = canvas.grab().toImage()
    for node in (X, SIN):
        assert rings.pixelColor(ring_beside(canvas, node)) != plain.pixelColor(ring_beside(canvas, node))
    assert canvas.accessibleName().endswith(", and 1 more")


def test_the_same_again_takes_it_out(desk, canvas):
    for node in (X, DIVISION, SIN, DIVISION):
        clicks_with(canvas, CONTROL, node)

    assert (desk.sees.selected, canvas.also) == (Selected("node", SIN), (X,))


def test_a_plain_click_selects_one_alone_and_escape_nothing(desk, canvas):
    clicks(canvas, middle_of(canvas, X))
    clicks_with(canvas, SHIFT, SIN)
    clicks(canvas, middle_of(canvas, DIVISION))
    assert (desk.sees.selected, canvas.also) == (Selected("node", DIVISION), ())
    clicks_with(canvas, SHIFT, SIN)
    canvas.setFocus()
    presses(canvas, Qt.Key.Key_Escape)
    assert (desk.sees.selected, canvas.also) == (None, ())


def test_a_rubber_band_selects_what_it_meets_and_keeps_what_was(desk, canvas):
    clicks(canvas, middle_of(canvas, X))
    bands(canvas, middle_of(canvas, DIVISION) - QPoint(0, 150), middle_of(canvas, SIN) + QPoint(5, 5))

    assert {*canvas.also, desk.sees.selected.index} == {X, DIVISION, SIN}
    assert canvas.band is None


def test_a_rubber_band_is_seen_and_moves_nothing(canvas):
    before, plain = canvas.viewport, canvas.grab().toImage()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, SHIFT, QPoint(20, 20))
    QTest.mouseMove(canvas, QPoint(120, 90))
    seen = canvas.grab().toImage()
    assert canvas.viewport == before
    assert seen.pixelColor(120, 50).name() == canvas._theme.value
    presses(canvas, Qt.Key.Key_Escape)
    assert canvas.grab().toImage().pixelColor(120, 50) == plain.pixelColor(120, 50)


def test_an_empty_band_leaves_the_selection(desk, canvas):
    clicks(canvas, middle_of(canvas, X))
    bands(canvas, QPoint(10, 10), QPoint(40, 40))
    assert desk.sees.selected == Selected("node", X)


def test_with_alt_and_shift_the_arrows_select_on(desk, canvas):
    canvas.setFocus()
    presses(canvas, Qt.Key.Key_Tab)
    presses(canvas, Qt.Key.Key_Right, Qt.Key.Key_Right, modifiers=SHIFT | ALT)

    assert desk.sees.selected == Selected("node", SIN)
    assert canvas.also == (X, DIVISION)


def test_zooming_to_the_selection_shows_all_of_it_large(desk, canvas):
    desk.triggers("zoom_out")
    clicks(canvas, middle_of(canvas, X))
    clicks_with(canvas, SHIFT, DIVISION)
    desk.triggers("zoom_to_selected")

    for node in (X, DIVISION):
        assert canvas.rect().contains(middle_of(canvas, node))
    middle = (middle_of(canvas, X) + middle_of(canvas, DIVISION)) / 2
    assert abs(middle.x() - canvas.width() / 2) < 3


def test_without_a_selection_it_is_said_what_to_do(desk, canvas):
    before = canvas.viewport
    desk.triggers("zoom_to_selected")
    assert canvas.viewport == before
    assert desk.window.title_row.status.label.text() == SELECT_FIRST


def test_two_clicks_on_a_card_go_near_to_it_and_two_on_the_paper_fit(canvas):
    fitted = canvas.viewport
    at = middle_of(canvas, CONSTANT)
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert canvas.viewport.scale == pytest.approx(FIT_SCALE)
    now = middle_of(canvas, CONSTANT)
    assert (now - canvas.rect().center()).manhattanLength() < 4
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert canvas.viewport == fitted
