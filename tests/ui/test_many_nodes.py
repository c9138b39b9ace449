"""A graph that is drawn out of arrays, under a person's hands."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from tests.core.traces import run
from tests.ui.desks import stepped

from nablascope.ui import large_scenes
from nablascope.ui.many_steps import ManySteps
from nablascope.workspace import step_events
from nablascope.workspace.view import view
from nablascope.workspace.view_state import Selected


@pytest.fixture
def person(open_desk, qtbot, monkeypatch):
    """At a window on a graph that counts as large."""
    monkeypatch.setattr(large_scenes, "LARGE", 3)
    trace = run("y = x * x\n" + "y = y * 1.01 + x\n" * 12, x=0.5)
    desk = open_desk(workspace=stepped(trace))
    desk.window.show_view(view(desk.session.workspace))
    qtbot.waitUntil(lambda: isinstance(desk.window.canvas._steps, ManySteps))
    desk.window.canvas.fit()
    return desk


def pixel_of(canvas, node):
    (x, y), (width, height) = canvas.picture.layout.positions[node], canvas.picture.layout.sizes[node]
    v = canvas.viewport
    return QPoint(round((x + width / 2) * v.scale + v.x), round((y + height / 2) * v.scale + v.y))


def test_a_click_selects_the_card_and_the_pointer_finds_it(person, qtbot):
    canvas = person.window.canvas
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=pixel_of(canvas, 5))
    assert canvas.selected == Selected("node", 5)
    qtbot.mouseMove(canvas, pixel_of(canvas, 7))
    canvas._hover(pixel_of(canvas, 7).toPointF())
    assert canvas.hovered == 7
    canvas.grab()


def test_the_keys_walk_from_card_to_card(person, qtbot):
    canvas = person.window.canvas
    canvas.setFocus()
    for _ in range(2):
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.selected is not None
    assert canvas.selected.kind == "node"


def test_numbers_move_over_a_graph_that_is_not_painted_again(person):
    canvas, session = person.window.canvas, person.session
    session.dispatch(step_events.GoTo(4))
    shown = view(session.workspace).transport
    for t in (0.2, 0.6):
        canvas.show_transport(replace(shown, shown=replace(shown.shown, t=t)))
        assert canvas._pulses
    scene, pulses = canvas._scene, canvas._pulses
    canvas.show_transport(replace(shown, shown=replace(shown.shown, t=0.8)))
    assert canvas._scene is scene
    assert canvas._pulses != pulses


def test_a_step_comes_near_enough_to_be_read(person):
    person.window.canvas.zoom(
        0.01 / person.window.canvas.viewport.scale, person.window.canvas.rect().center()
    )
    person.session.dispatch(step_events.GoTo(2))
    assert person.window.canvas.viewport.scale * 168 >= 100


def test_the_whole_graph_comes_back_after_stepping(person):
    canvas, session = person.window.canvas, person.session
    session.dispatch(step_events.GoTo(3))
    stepping = canvas._scene.picture
    session.dispatch(step_events.ShowWhole())
    assert canvas._scene.picture is not stepping
    assert canvas._shown is None
