"""The canvas: pan, zoom, fit and point."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from nablascope.ui.follow import shows_a_card
from nablascope.ui.stage import ZOOM_STEP
from nablascope.ui.viewport import Viewport, contains


@pytest.fixture
def canvas(desk):
    canvas = desk.window.canvas
    canvas.repaint()
    return canvas


def centre_of(canvas, node: int) -> QPoint:
    picture = canvas._picture
    (x, y), (width, height) = picture.layout.positions[node], picture.layout.sizes[node]
    view = canvas.viewport
    return QPoint(round((x + width / 2) * view.scale + view.x), round((y + height / 2) * view.scale + view.y))


def turn_wheel(canvas, at: QPoint, *, notches: int = 0, pixels: QPoint | None = None, keys=None) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        pixels or QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        keys or Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_a_new_graph_is_fitted(canvas):
    extent = (canvas.display_list.width, canvas.display_list.height)
    assert contains(canvas.viewport, extent, (canvas.width(), canvas.height()))


def test_dragging_moves_the_paper_with_the_hand(canvas):
    before = canvas.viewport
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(canvas, QPoint(50, 60))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(50, 60))
    assert (canvas.viewport.x - before.x, canvas.viewport.y - before.y) == (30, 40)


def test_a_dragged_picture_has_the_same_pixels_as_one_painted_there(canvas):
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    for place in (QPoint(57, 41), QPoint(33, 90)):
        QTest.mouseMove(canvas, place)
        canvas.repaint()
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(33, 90))
    moved = canvas.grab().toImage()
    canvas._draw()
    assert canvas.grab().toImage() == moved


def test_the_wheel_zooms_at_the_pointer(canvas):
    at = QPoint(100, 150)
    place, scale = canvas.viewport.to_scene(100, 150), canvas.viewport.scale
    turn_wheel(canvas, at, notches=1)
    assert canvas.viewport.scale == pytest.approx(scale * ZOOM_STEP)
    assert canvas.viewport.to_scene(100, 150) == pytest.approx(place)


def test_two_fingers_on_a_trackpad_pan_and_with_ctrl_zoom(canvas):
    before = canvas.viewport
    turn_wheel(canvas, QPoint(9, 9), notches=1, pixels=QPoint(12, -8))
    assert (canvas.viewport.scale, canvas.viewport.x - before.x) == (before.scale, 12)
    turn_wheel(canvas, QPoint(9, 9), notches=1, pixels=QPoint(0, 5), keys=Qt.KeyboardModifier.ControlModifier)
    assert canvas.viewport.scale > before.scale


def test_keys_zoom_pan_and_fit(desk, canvas):
    fitted = canvas.viewport
    canvas.setFocus()
    desk.triggers("zoom_in")
    desk.triggers("zoom_in")
    assert canvas.viewport.scale > fitted.scale
    desk.triggers("actual_size")
    assert canvas.viewport.scale == pytest.approx(1.0)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.viewport == fitted


def test_a_new_value_leaves_a_moved_view_alone_and_fitting_ends_that(desk, canvas):
    desk.triggers("zoom_out")
    moved = canvas.viewport
    desk.types("x**3")
    desk.waits_for(lambda view: view.text == "x**3" and view.status.activity == "ready")
    assert canvas.viewport == moved
    desk.triggers("fit")
    assert canvas.viewport != moved


def test_the_next_graph_after_a_blank_is_fitted(desk, canvas):
    desk.triggers("zoom_out")
    desk.triggers("new")
    desk.types("x**3")
    desk.waits_for_graph(1.0)
    shown = canvas.viewport
    desk.triggers("fit")
    assert canvas.viewport == shown


def test_resizing_keeps_a_fitted_graph_fitted(desk, canvas):
    desk.window.resize(1000, 600)
    QApplication.processEvents()
    extent = (canvas.display_list.width, canvas.display_list.height)
    assert contains(canvas.viewport, extent, (canvas.width(), canvas.height()))


def test_pointing_at_a_card_makes_it_and_its_edges_stand_out(canvas):
    plain = canvas.grab().toImage()
    QTest.mouseMove(canvas, centre_of(canvas, 0))
    assert canvas.hovered == 0
    pointed = canvas.grab().toImage()
    view, (x, _) = canvas.viewport, canvas._picture.layout.positions[0]
    border = round(x * view.scale + view.x), centre_of(canvas, 0).y()
    edge = round((x + 192) * view.scale + view.x), centre_of(canvas, 0).y()
    for place in (border, edge):
        assert pointed.pixelColor(*place).lightness() < plain.pixelColor(*place).lightness() - 40
    QTest.mouseMove(canvas, QPoint(3, 3))
    assert canvas.hovered is None
    assert canvas.grab().toImage() == plain


def test_resting_on_a_card_tells_its_numbers(canvas, monkeypatch):
    told, places = [], []
    monkeypatch.setattr(
        QToolTip, "showText", lambda place, text, widget: (places.append(place), told.append(text))
    )
    at = centre_of(canvas, 0)
    QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at)))
    (text,) = told
    assert "AccumulateGrad" in text
    assert "3.0" in text
    right = (canvas._picture.layout.sizes[0][0]) * canvas.viewport.scale + canvas.viewport.x
    assert canvas.mapFromGlobal(places[0]).x() > right


def test_a_slow_scene_is_scaled_at_once_and_sharp_when_the_gesture_ends(desk, canvas):
    canvas._buffer.seconds = 1.0
    turn_wheel(canvas, QPoint(300, 300), notches=2)
    blurred = canvas.grab().toImage()
    desk.qtbot.waitUntil(lambda: canvas._buffer.viewport.scale == canvas.viewport.scale)
    sharp = canvas.grab().toImage()
    assert sharp != blurred
    canvas._draw()
    assert canvas.grab().toImage() == sharp


def test_who_cannot_see_the_graph_is_told_it(canvas):
    lines = canvas.accessibleDescription().split("\n")
    assert len(lines) == 2
    assert "PowBackward0" in lines[1]


def test_the_paper_is_painted_to_the_edges(canvas):
    image = canvas.grab().toImage()
    assert image.pixelColor(image.width() - 1, image.height() - 1).name() == canvas._theme.paper


def test_a_new_graph_that_would_lie_out_of_sight_is_fitted(desk, canvas):
    canvas.viewport = Viewport(2.0, -5000.0, 0.0)
    canvas._moved = True
    now = desk.sees.picture
    elsewhere = replace(now.layout, keys=("u", "v"), positions=((9.0, 9.0), (273.0, 9.0)))
    canvas.show_picture(replace(now, trace=replace(now.trace), layout=elsewhere), "")
    assert shows_a_card(canvas.viewport, elsewhere, (canvas.width(), canvas.height()))


def test_a_view_of_empty_paper_stays_while_only_values_change(desk, canvas):
    canvas.viewport = moved = Viewport(2.0, -5000.0, 0.0)
    canvas._moved = True
    now = desk.sees.picture
    canvas.show_picture(replace(now, trace=replace(now.trace)), "")
    assert canvas.viewport == moved


def test_the_buttons_in_the_corner_zoom_and_say_how_far(desk, canvas):
    controls, fitted = desk.window.zoom_controls, canvas.viewport
    assert controls.percent.text() == f"{fitted.scale:.0%}"
    desk.qtbot.mouseClick(controls.larger, Qt.MouseButton.LeftButton)
    assert canvas.viewport.scale == pytest.approx(fitted.scale * ZOOM_STEP)
    assert controls.percent.text() == f"{canvas.viewport.scale:.0%}"
    for button in (controls.smaller, controls.smaller):
        desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert canvas.viewport.scale == pytest.approx(fitted.scale / ZOOM_STEP)
    desk.qtbot.mouseClick(controls.fit, Qt.MouseButton.LeftButton)
    assert canvas.viewport == fitted
