"""Choosing the order of the gradient."""

from dataclasses import replace

from tests.core.traces import run


def chooses(chooser, label: str) -> None:
    next(action for action in chooser.menu().actions() if action.text() == label).trigger()


def test_the_order_is_chosen_above_the_graph_and_undone(desk):
    row = desk.window.title_row
    assert row.order.text().startswith("Order 1")
    chooses(row.order, "Order 3")
    assert desk.session.workspace.document.order == 3
    assert row.order.text().startswith("Order 3")
    assert row.order.accessibleName() == "Gradient order: Order 3"
    desk.triggers("undo")
    assert row.order.text().startswith("Order 1")


def test_one_leaf_leaves_no_choice(desk):
    chooses(desk.window.title_row.order, "Order 2")

    assert not desk.window.title_row.leaf.isVisible()


def test_a_graph_of_a_higher_order_has_a_title(open_recorded):
    window = open_recorded(replace(run("y = x**2", x=3.0), order=2)).window

    assert window.graph_title.isVisible()
    assert window.graph_title.text() == "Graph of y: its gradients are derivatives of order 2"


def test_the_programs_own_graph_has_none(desk):
    assert not desk.window.graph_title.isVisible()
