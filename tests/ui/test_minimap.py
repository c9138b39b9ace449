"""The minimap: where in the graph the view is; a click there moves it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.core.traces import run
from tests.ui.desks import stepped

from nablascope.ui import large_scenes
from nablascope.ui.many_steps import ManySteps
from nablascope.workspace.view import view

CHAIN = "y = x * x\n" + "y = y * 1.01 + x\n" * 12


@pytest.fixture
def desk(open_recorded):
    return open_recorded(run(CHAIN, x=0.5))


@pytest.fixture
def minimap(desk):
    return desk.window.minimap


@pytest.fixture
def canvas(desk):
    return desk.window.canvas


def middle_in_view(canvas):
    return canvas.viewport.to_scene(canvas.width() / 2, canvas.height() / 2)


def comes_near(desk):
    desk.window.canvas.fit()
    for _ in range(8):
        desk.triggers("zoom_in")


def test_it_comes_when_a_part_is_out_of_view_and_goes_when_all_is_in_it(desk, minimap):
    assert not minimap.isVisible()
    comes_near(desk)
    assert minimap.isVisible()
    desk.triggers("fit")
    assert not minimap.isVisible()


def test_it_stands_in_the_lower_right_corner_of_the_graph(desk, canvas, minimap, qapp):
    comes_near(desk)
    qapp.processEvents()
    corner = minimap.mapTo(desk.window, minimap.rect().bottomRight())
    edge = canvas.mapTo(desk.window, canvas.rect().bottomRight())
    assert (edge - corner).manhattanLength() <= 4


def test_a_click_brings_that_place_into_the_middle_and_a_drag_goes_on(desk, canvas, minimap):
    comes_near(desk)
    scale = canvas.viewport.scale
    place = minimap._frame(canvas.picture).topLeft().toPoint() + QPoint(20, 20)
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=place)
    first = middle_in_view(canvas)
    event = place + QPoint(60, 0)
    QTest.mouseMove(minimap, event)
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=event)

    assert first[0] < canvas.picture.layout.width / 3
    assert canvas.viewport.scale == scale
    origin, own = minimap._origin(canvas.picture), minimap._scale(canvas.picture)
    assert first == pytest.approx(((place.x() - origin.x()) / own, (place.y() - origin.y()) / own))
    assert middle_in_view(canvas)[0] - first[0] == pytest.approx(60 / own)


def test_the_part_in_view_follows(desk, canvas, minimap):
    comes_near(desk)
    before = minimap._in_view(canvas.picture)
    canvas.pan(QPoint(-300, 0).toPointF())
    assert minimap._in_view(canvas.picture).left() > before.left()


def test_panning_paints_the_graph_once_alone(desk, canvas, minimap):
    comes_near(desk)
    minimap.grab()
    painted = minimap._pixmap.cacheKey()
    canvas.pan(QPoint(-30, 0).toPointF())
    minimap.grab()
    assert minimap._pixmap.cacheKey() == painted


def test_it_can_be_switched_off(desk, minimap):
    comes_near(desk)
    desk.triggers("minimap")
    assert not minimap.isVisible()
    desk.triggers("minimap")
    assert minimap.isVisible()


def test_it_wears_the_theme(desk, minimap, appearance):
    comes_near(desk)
    light = minimap.grab().toImage()
    appearance.choose("dark")
    dark = minimap.grab().toImage()
    appearance.choose("light")
    at = 60, 4
    assert dark.pixelColor(*at).lightness() < 60 < light.pixelColor(*at).lightness()


def test_a_large_graph_has_one_too(open_desk, qtbot, monkeypatch):
    monkeypatch.setattr(large_scenes, "LARGE", 3)
    desk = open_desk(workspace=stepped(run(CHAIN, x=0.5)))
    desk.window.show_view(view(desk.session.workspace))
    qtbot.waitUntil(lambda: isinstance(desk.window.canvas._steps, ManySteps))
    comes_near(desk)
    picture = desk.window.minimap.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    }
    assert len(colours) > 5
