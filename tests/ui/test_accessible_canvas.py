"""What assistive technology is told of the graph: each node, its words, its place, and which is selected."""

import pytest
from PySide6.QtGui import QAccessible
from tests.core.traces import run

from nablascope.workspace.view_state import Selected


@pytest.fixture
def desk(open_recorded):
    return open_recorded(run("y = sin(x)*x", x=2.0))


@pytest.fixture
def graph(desk):
    return QAccessible.queryAccessibleInterface(desk.window.canvas)


def names(graph):
    return [graph.child(index).text(QAccessible.Text.Name) for index in range(graph.childCount())]


def test_every_node_is_told_by_its_name(graph):
    assert [name.split(" ")[0] for name in names(graph)] == ["leaf", "sin", "×"]


def test_its_value_and_its_gradient_are_told(graph):
    words = graph.child(0).text(QAccessible.Text.Description)

    assert "value  2.0" in words
    assert "grad" in words


def test_a_node_is_where_its_card_is(desk, graph):
    canvas = desk.window.canvas
    node = graph.child(1)
    middle = node.rect().center()

    assert canvas.node_at(canvas.mapFromGlobal(middle)) == 1
    assert graph.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == node.text(
        QAccessible.Text.Name
    )
    assert graph.childAt(0, 0) is None


def test_the_selected_node_is_told_and_has_the_focus(desk, graph):
    desk.window.canvas.chosen.emit(Selected("node", 1))

    assert [bool(graph.child(index).state().selected) for index in range(3)] == [False, True, False]
    assert graph.indexOfChild(graph.focusChild()) == 1


def test_a_node_belongs_to_the_graph_and_has_no_children(graph):
    node = graph.child(2)

    assert node.role() == QAccessible.Role.ListItem
    assert graph.indexOfChild(node) == 2
    assert node.parent() is graph
    assert node.childCount() == 0
    assert graph.child(3) is None


def test_what_is_out_of_view_is_said_to_be(desk, graph):
    desk.window.canvas.actual_size()
    for _ in range(12):
        desk.window.canvas.zoom_in()

    assert any(graph.child(index).state().offscreen for index in range(3))


def test_with_another_graph_the_same_places_speak_of_it(desk, graph, open_recorded):
    node = graph.child(2)
    desk.window.canvas.show_picture(None, "nothing")

    assert graph.childCount() == 0
    assert not node.isValid()
    assert node.text(QAccessible.Text.Name) == ""
