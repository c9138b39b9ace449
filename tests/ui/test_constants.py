"""Constants can be left out of the drawing: everything else stays, and nothing leads to them."""

import pytest
from PySide6.QtCore import Qt
from tests.core.traces import run
from tests.ui.desks import stepped
from tests.ui.test_selecting import middle_of, presses

from nablascope.core.scene.display_list import Label
from nablascope.ui import large_scenes
from nablascope.ui.many_steps import ManySteps
from nablascope.workspace.events import Open
from nablascope.workspace.view import view

TRACE = run("y = sin(x) * 2.0 + 3.0", x=1.0)
CONSTANTS = [node.id for node in TRACE.nodes if node.kind == "constant"]


@pytest.fixture
def desk(open_recorded):
    return open_recorded(TRACE)


@pytest.fixture
def canvas(desk):
    return desk.window.canvas


def texts(canvas):
    return [item.text for item in canvas.display_list.items if isinstance(item, Label)]


def test_they_and_their_edges_go_and_the_rest_stays_where_it_was(desk, canvas):
    before, layout, view_before = canvas.display_list, canvas.picture.layout, canvas.viewport
    assert texts(canvas).count("constant") == len(CONSTANTS) == 2
    desk.triggers("hide_constants")

    assert "constant" not in texts(canvas)
    assert "MulBackward0" in texts(canvas)
    assert (canvas.picture.layout, canvas.viewport) == (layout, view_before)
    bare = canvas.display_list
    assert set(bare.items) < set(before.items)
    desk.triggers("hide_constants")
    assert canvas.display_list == before


def test_neither_the_pointer_nor_the_keys_find_them(desk, canvas):
    desk.triggers("hide_constants")
    for node in CONSTANTS:
        assert canvas._found(middle_of(canvas, node).toPointF()) is None
    canvas.setFocus()
    walked = set()
    for _ in range(len(TRACE.nodes) - len(CONSTANTS)):
        presses(canvas, Qt.Key.Key_Tab)
        walked.add(desk.sees.selected.index)
    assert walked == set(range(len(TRACE.nodes))) - set(CONSTANTS)


def test_they_stay_out_while_the_run_is_stepped_through(open_stepped):
    person = open_stepped(TRACE)
    person.triggers("hide_constants")
    for _ in range(5):
        person.triggers("step_on")
        person.waits(0.2)
        person.canvas.grab()
        assert "constant" not in texts(person.canvas)


def test_the_next_document_is_drawn_without_them_too(desk):
    desk.triggers("hide_constants")
    desk.session.dispatch(Open(desk.session.workspace.document))
    assert desk.session.workspace.bare
    assert desk.window.actions_by_name["hide_constants"].isChecked()


def test_of_a_large_graph_they_are_left_out_too(open_desk, qtbot, monkeypatch):
    monkeypatch.setattr(large_scenes, "LARGE", 3)
    trace = run("y = x * x\n" + "y = y * 1.01 + x\n" * 5, x=0.5)
    desk = open_desk(workspace=stepped(trace))
    desk.window.show_view(view(desk.session.workspace))
    canvas = desk.window.canvas
    qtbot.waitUntil(lambda: isinstance(canvas._steps, ManySteps))
    desk.triggers("hide_constants")
    qtbot.waitUntil(lambda: canvas.picture.bare)
    constants = {node.id for node in trace.nodes if node.kind == "constant"}
    assert constants
    for node in constants:
        assert canvas._found(middle_of(canvas, node).toPointF()) is None
        at = middle_of(canvas, node)
        assert canvas.grab().toImage().pixelColor(at).lightness() > 220
    canvas.setFocus()
    walked = set()
    for _ in range(len(trace.nodes) - len(constants)):
        presses(canvas, Qt.Key.Key_Tab)
        walked.add(desk.sees.selected.index)
    assert walked == set(range(len(trace.nodes))) - constants
