"""Cards glide to their new places, for a moment and never in the way."""

import pytest
from PySide6.QtCore import QPoint
from tests.core.scene.marked_traces import rich_trace
from tests.ui.test_dragging import drags
from tests.ui.test_selecting import SIN, X, middle_of
from tests.workspace.test_grouping import a_trace

from nablascope.ui import gliding_stage
from nablascope.ui.follow import seen_through
from nablascope.ui.gliding_stage import GLIDE_MS
from nablascope.ui.viewport import Viewport


@pytest.fixture
def desk(open_recorded):
    desk = open_recorded(rich_trace())
    desk.window.canvas.repaint()
    drags(desk.window.canvas, SIN, QPoint(60, 120))
    return desk


@pytest.fixture
def canvas(desk):
    return desk.window.canvas


def place_of(layout, node):
    return layout.positions[node]


def test_tidying_glides_and_comes_to_rest_on_the_new_drawing(desk, canvas, qtbot):
    before = place_of(canvas.picture.layout, SIN)
    with qtbot.waitSignal(canvas.glided, timeout=5000):
        desk.triggers("tidy")
        assert place_of(canvas._way.now, SIN) == pytest.approx(before), "it sets out from where it was"
        moving = canvas.grab().toImage()
    assert canvas._way is None
    resting = canvas.grab().toImage()
    assert resting != moving
    canvas._draw()
    assert canvas.grab().toImage() == resting


def test_it_takes_a_quarter_of_a_second():
    assert GLIDE_MS == 250


def test_a_card_is_under_the_pointer_where_it_will_be_at_once(desk, canvas):
    desk.triggers("tidy")
    assert canvas._way is not None
    assert canvas._found(middle_of(canvas, SIN).toPointF()).index == SIN


def test_with_reduced_motion_everything_is_at_its_place_at_once(desk, canvas):
    desk.triggers("still")
    desk.triggers("tidy")
    assert canvas._way is None


def test_more_edges_than_can_seem_to_move_are_at_their_places_at_once(desk, canvas, monkeypatch):
    assert gliding_stage.MOST_EDGES == 600
    monkeypatch.setattr(gliding_stage, "MOST_EDGES", len(canvas.picture.trace.edges) - 1)
    desk.triggers("tidy")
    assert canvas._way is None


def test_a_newer_layout_turns_what_is_on_its_way(desk, canvas, qtbot):
    desk.triggers("tidy")
    assert canvas._way is not None
    drags(canvas, X, QPoint(0, 150))
    with qtbot.waitSignal(canvas.glided, timeout=5000):
        desk.triggers("tidy")
    assert canvas._way is None


def test_dropping_a_card_moves_nothing_else(canvas):
    drags(canvas, SIN, QPoint(-30, 20))
    assert canvas._way is None


def test_typing_glides_survivors(open_desk, qtbot):
    desk = open_desk()
    desk.waits_for_graph(3.0)
    canvas = desk.window.canvas
    drags(canvas, 0, QPoint(0, 100))
    with qtbot.waitSignal(canvas.glided, timeout=5000):
        desk.triggers("tidy")


def test_a_view_that_changed_too_does_not_let_cards_jump():
    from nablascope.core.layout.layout import Layout

    layout = Layout.of(("a",), [(10.0, 20.0)], [(100.0, 50.0)], (), 110.0, 70.0)
    before, now = Viewport(2.0, 5.0, 5.0), Viewport(1.0, 0.0, 0.0)
    assert list(seen_through(layout, before, now).positions) == [(25.0, 45.0)]


def test_a_group_that_opens_grows_out_of_its_card(open_recorded, qtbot):
    desk = open_recorded(a_trace())
    canvas = desk.window.canvas
    desk.triggers("groups")
    desk.waits_for(lambda view: view.picture is not None and view.picture.layout.frame_keys)
    desk.triggers("close_groups")
    desk.waits_for(lambda view: "group" in view.picture.trace.nodes.kind.table)
    closed = canvas.picture
    (first,) = (node.id for node in closed.trace.nodes if node.name == "first")
    key, card = closed.layout.keys[first], closed.layout.sizes[first]
    with qtbot.waitSignal(canvas.glided, timeout=5000):
        canvas.opened.emit(first)
        desk.waits_for(lambda view: view.picture.layout.frame_keys == (key,))
        assert canvas._way.start.sizes[first] == card
        width, height = canvas._way.now.frame_sizes[0]
        final = canvas.picture.layout.frame_sizes[0]
        assert card[0] <= width < final[0] or card[1] <= height < final[1]
