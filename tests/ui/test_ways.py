"""Going along edges with the keys, and all ways of a gradient at once."""

import pytest
from PySide6.QtCore import Qt
from tests.core.traces import run
from tests.ui.desks import stepped
from tests.ui.test_selecting import page_of, presses

from nablascope.ui import large_scenes
from nablascope.ui.many_steps import ManySteps
from nablascope.workspace.view import view
from nablascope.workspace.view_state import Selected

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TRACE = run("y = sin(x) * exp(x)", x=0.5)
X, SIN, EXP, MUL = range(4)


@pytest.fixture
def desk(open_recorded, qtbot):
    desk = open_recorded(TRACE)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.window.canvas.setFocus()
    return desk


@pytest.fixture
def canvas(desk):
    return desk.window.canvas


def ends(desk):
    edge = TRACE.edges[desk.sees.selected.index]
    assert desk.sees.selected.kind == "edge"
    return edge.source, edge.target


def goes(canvas, *keys):
    presses(canvas, *keys, modifiers=CONTROL_SHIFT)


def test_along_an_edge_to_the_producer_and_back(desk, canvas):
    canvas.chosen.emit(Selected("node", SIN))
    goes(canvas, Qt.Key.Key_Left)
    assert ends(desk) == (X, SIN)
    goes(canvas, Qt.Key.Key_Left)
    assert desk.sees.selected == Selected("node", X)
    goes(canvas, Qt.Key.Key_Right)
    assert ends(desk) == (X, SIN)
    goes(canvas, Qt.Key.Key_Right)
    assert desk.sees.selected == Selected("node", SIN)


def test_the_edges_of_a_node_are_gone_round(desk, canvas):
    canvas.chosen.emit(Selected("node", MUL))
    goes(canvas, Qt.Key.Key_Left)
    seen = [ends(desk)]
    for _ in range(2):
        goes(canvas, Qt.Key.Key_Down)
        seen.append(ends(desk))
    assert seen == [(SIN, MUL), (EXP, MUL), (SIN, MUL)]
    goes(canvas, Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert desk.sees.selected == Selected("node", EXP)
    canvas.chosen.emit(Selected("node", X))
    goes(canvas, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert ends(desk) == (X, EXP)


def test_where_no_edge_leads_on_nothing_happens(desk, canvas):
    goes(canvas, Qt.Key.Key_Left)
    assert canvas.selected is None
    canvas.chosen.emit(Selected("node", MUL))
    goes(canvas, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert desk.sees.selected == Selected("node", MUL)


def strong(canvas):
    """The edges that are drawn strong, by their ends."""
    return {(TRACE.edges.source[edge], TRACE.edges.target[edge]) for edge in canvas._path}


def test_p_shows_all_paths_of_what_is_selected_and_then_the_inspectors_again(desk, canvas):
    canvas.chosen.emit(Selected("node", X))
    page_of(desk)
    one = strong(canvas)
    assert len(one) == 2, "the inspector tells one path of two"
    plain = canvas.display_list
    presses(canvas, Qt.Key.Key_P)
    assert strong(canvas) == {(X, SIN), (X, EXP), (SIN, MUL), (EXP, MUL)}
    assert canvas.display_list != plain
    canvas.chosen.emit(Selected("node", EXP))
    page_of(desk)
    assert strong(canvas) == {(EXP, MUL)}
    canvas.chosen.emit(Selected("node", X))
    page_of(desk)
    presses(canvas, Qt.Key.Key_P)
    assert strong(canvas) == one


def test_of_an_edge_it_is_its_own_way_on(desk, canvas):
    canvas.chosen.emit(Selected("edge", 0))
    presses(canvas, Qt.Key.Key_P)
    assert strong(canvas) == {(X, SIN), (SIN, MUL)}


def test_of_several_cards_it_is_the_ways_of_all(desk, canvas):
    canvas.several.emit((SIN, EXP))
    presses(canvas, Qt.Key.Key_P)
    assert strong(canvas) == {(SIN, MUL), (EXP, MUL)}


def test_in_a_large_graph_the_paths_are_painted_too(open_desk, qtbot, monkeypatch):
    monkeypatch.setattr(large_scenes, "LARGE", 3)
    desk = open_desk(workspace=stepped(run("y = x * x\n" + "y = y * 1.01 + x\n" * 12, x=0.5)))
    desk.window.show_view(view(desk.session.workspace))
    canvas = desk.window.canvas
    qtbot.waitUntil(lambda: isinstance(canvas._steps, ManySteps))
    canvas.chosen.emit(Selected("node", 2))
    page_of(desk)
    plain = canvas.grab().toImage()
    canvas.chosen.emit(Selected("node", 0))
    page_of(desk)
    desk.triggers("show_paths")
    canvas.chosen.emit(Selected("node", 2))
    page_of(desk)
    desk.triggers("show_paths")
    assert canvas.grab().toImage() == plain
    canvas.chosen.emit(Selected("node", 0))
    page_of(desk)
    one = canvas.grab().toImage()
    desk.triggers("show_paths")
    assert canvas.grab().toImage() != one
