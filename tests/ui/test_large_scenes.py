"""A graph of many nodes is drawn beside the window."""

import sys
import threading
from dataclasses import replace

import pytest
from tests.core.traces import run
from tests.ui.desks import recorded

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Label
from nablascope.core.scene.draw import draw
from nablascope.ui import large_scenes, many_steps
from nablascope.ui.large_scenes import LargeScenes, being_drawn
from nablascope.ui.many_steps import ManySteps
from nablascope.workspace.recording import Recording
from nablascope.workspace.view import view
from nablascope.workspace.view_state import Picture


@pytest.fixture(scope="module")
def chain():
    return run("y = x * x\n" + "y = y * x\n" * 6 + "y = y * y", x=1.5)


@pytest.fixture
def everything_is_large(monkeypatch):
    monkeypatch.setattr(large_scenes, "LARGE", 3)


@pytest.fixture
def painter(monkeypatch):
    """Begins to draw when told so, and notes in which thread."""
    told, threads, draw_it = threading.Event(), [], large_scenes._drawn

    def wait_and_draw(*of):
        threads.append(threading.current_thread())
        assert told.wait(10)
        return draw_it(*of)

    monkeypatch.setattr(large_scenes, "_drawn", wait_and_draw)
    told.threads = threads
    yield told
    told.set()


@pytest.fixture
def person(everything_is_large, painter, open_desk, chain):
    """At a window whose graph is still being drawn."""
    desk = open_desk(workspace=recorded(chain))
    desk.window.show_view(view(desk.session.workspace))
    return desk


def test_until_it_is_drawn_the_window_says_so_and_lives(qtbot, person, painter, chain):
    canvas = person.window.canvas
    assert (canvas.picture, canvas.accessibleDescription()) == (None, f"Drawing {len(chain.nodes)} nodes…")
    painter.set()
    qtbot.waitUntil(lambda: canvas.picture is not None)
    assert isinstance(canvas._steps, ManySteps)
    assert canvas.listed(canvas.picture, canvas._theme) == draw(chain, lay_out(chain), canvas._theme)
    assert threading.main_thread() not in painter.threads


def test_another_theme_is_drawn_beside_the_window_too(qtbot, person, painter):
    canvas = person.window.canvas
    painter.set()
    qtbot.waitUntil(lambda: canvas.picture is not None)
    before, dark = canvas._scene.picture, replace(canvas._theme, ink="#102030")
    canvas.set_theme(dark)
    assert canvas._scene.picture is before
    qtbot.waitUntil(lambda: canvas._scene.picture is not before)
    items = canvas.listed(canvas.picture, dark).items
    assert "#102030" in {item.colour for item in items if isinstance(item, Label)}


def test_a_graph_with_the_same_cards_stays_until_the_next_is_there(qtbot, person, painter):
    canvas, session = person.window.canvas, person.session
    painter.set()
    qtbot.waitUntil(lambda: canvas.picture is not None)
    before = canvas.picture
    painter.clear()
    again = run("y = x * x\n" + "y = y * x\n" * 6 + "y = y * y", x=2.5)
    workspace = recorded(again)
    assert isinstance(workspace.recording, Recording)
    session.workspace = workspace
    person.window.show_view(view(workspace))
    assert canvas.picture is before
    painter.set()
    qtbot.waitUntil(lambda: canvas.picture is not before)
    assert canvas.picture.trace is again


def test_of_several_the_newest_is_drawn(qtbot, appearance):
    scenes, drawn = LargeScenes(), []
    scenes.drawn.connect(lambda scene, picture: drawn.append(picture))
    traces = [run("y = x * x", x=float(number)) for number in range(3)]
    pictures = [Picture(trace, lay_out(trace), dimmed=False) for trace in traces]
    for picture in pictures:
        scenes.want(picture, appearance.theme)
    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn == pictures[2:]


def test_a_drawing_that_came_too_late_is_not_dropped_in_the_window(qtbot, chain, appearance, monkeypatch):
    let_go, scenes = [], LargeScenes()
    monkeypatch.setattr(large_scenes, "let_go", let_go.append)
    scenes.want(Picture(chain, lay_out(chain), dimmed=False), appearance.theme)
    scenes.forget()
    qtbot.waitUntil(lambda: bool(let_go))
    assert isinstance(let_go[0], ManySteps)


def test_what_is_not_wanted_any_more_is_not_shown(qtbot, chain, appearance):
    scenes = LargeScenes()
    scenes.want(Picture(chain, lay_out(chain), dimmed=False), appearance.theme)
    scenes.forget()
    with qtbot.assertNotEmitted(scenes.drawn, wait=200):
        pass


@pytest.fixture
def reported(monkeypatch):
    """What drawing one picture, which always fails, is reported as."""
    errors, make = [], many_steps.ManySteps
    monkeypatch.setattr(sys, "excepthook", lambda *error: errors.append(error[1]))
    monkeypatch.setattr(
        many_steps, "ManySteps", lambda picture, theme: 1 / 0 if picture.dimmed else make(picture, theme)
    )
    return errors


def test_a_picture_that_cannot_be_drawn_is_reported_once_and_the_next_is_drawn(
    qtbot, chain, appearance, reported
):
    scenes, drawn = LargeScenes(), []
    scenes.drawn.connect(lambda scene, picture: drawn.append(picture))
    failing, sound = (Picture(chain, lay_out(chain), dimmed=dimmed) for dimmed in (True, False))
    scenes.want(failing, appearance.theme)
    qtbot.waitUntil(lambda: bool(reported))
    scenes.want(failing, appearance.theme)
    qtbot.wait(50)
    scenes.want(sound, appearance.theme)
    qtbot.waitUntil(lambda: bool(drawn), timeout=2000)
    assert drawn == [sound]
    assert [type(error) for error in reported] == [ZeroDivisionError]


def test_many_nodes_are_counted_readably(chain):
    assert being_drawn(Picture(chain, lay_out(chain), dimmed=False)) == f"Drawing {len(chain.nodes)} nodes…"
