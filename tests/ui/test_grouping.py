"""Groups at the window: a closed one opens with two clicks or a key, an open one closes at its name."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from tests.core.layout.test_lay_out import rectangle
from tests.workspace.test_grouping import a_trace

from nablascope.workspace.view_state import Selected


@pytest.fixture
def desk(open_recorded):
    desk = open_recorded(a_trace())
    desk.triggers("groups")
    desk.waits_for(lambda view: view.picture is not None and view.picture.layout.frame_keys)
    desk.triggers("close_groups")
    desk.waits_for(lambda view: "group" in view.picture.trace.nodes.kind.table)
    desk.window.canvas.fit()
    return desk


def names(desk):
    return [node.name for node in desk.sees.picture.trace.nodes]


def pixel(desk, x, y):
    view = desk.window.canvas.viewport
    return QPoint(round(x * view.scale + view.x), round(y * view.scale + view.y))


def middle(desk, name):
    left, top, right, bottom = rectangle(desk.sees.picture.layout, names(desk).index(name))
    return pixel(desk, (left + right) / 2, (top + bottom) / 2)


def opens_first(desk):
    QTest.mouseDClick(desk.window.canvas, Qt.MouseButton.LeftButton, pos=middle(desk, "first"))
    desk.waits_for(lambda view: view.picture.layout.frame_labels == ("first",))


def test_a_closed_group_opens_with_two_clicks(desk):
    assert names(desk) == ["x", "first", "second"]

    opens_first(desk)

    assert names(desk) == ["x", "a", "b", "second"]


def test_two_clicks_elsewhere_still_fit(desk):
    desk.window.canvas.zoom_in()
    QTest.mouseDClick(desk.window.canvas, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))

    assert names(desk) == ["x", "first", "second"]
    scale = desk.window.canvas.viewport.scale
    desk.window.canvas.fit()
    assert desk.window.canvas.viewport.scale == scale


def test_a_click_on_its_name_closes_a_group(desk):
    opens_first(desk)
    desk.window.canvas.fit()
    x, y = desk.sees.picture.layout.frame_corners[0]

    QTest.mouseClick(desk.window.canvas, Qt.MouseButton.LeftButton, pos=pixel(desk, x + 20, y + 18))

    desk.waits_for(lambda view: not view.picture.layout.frame_labels)
    assert names(desk) == ["x", "first", "second"]


def test_groups_open_and_close_by_keys_alone(desk):
    canvas = desk.window.canvas
    canvas.setFocus()
    canvas.chosen.emit(Selected("node", names(desk).index("second")))
    desk.triggers("open_group")
    desk.waits_for(lambda view: view.picture.layout.frame_labels == ("second",))

    canvas.chosen.emit(Selected("node", names(desk).index("c")))
    desk.triggers("close_group")
    desk.waits_for(lambda view: not view.picture.layout.frame_labels)
    assert desk.sees.selected == Selected("node", names(desk).index("second"))


def test_the_groups_around_what_is_selected_are_named_over_the_graph(desk):
    crumbs = desk.window.grouping.crumbs
    assert not crumbs.isVisible()

    opens_first(desk)
    desk.window.canvas.chosen.emit(Selected("node", names(desk).index("a")))

    assert [button.text() for button in crumbs.buttons] == ["first"]
    assert crumbs.isVisible()


def test_a_crumb_shows_its_group_whole(desk):
    opens_first(desk)
    desk.window.canvas.chosen.emit(Selected("node", names(desk).index("a")))
    desk.window.canvas.actual_size()

    desk.window.grouping.crumbs.buttons[0].click()

    canvas, layout = desk.window.canvas, desk.sees.picture.layout
    (x, y), (width, height) = layout.frame_corners[0], layout.frame_sizes[0]
    start, end = pixel(desk, x, y), pixel(desk, x + width, y + height)
    assert canvas.rect().contains(start)
    assert canvas.rect().contains(end)


def test_only_what_can_be_done_is_offered(desk):
    actions = desk.window.actions_by_name
    assert not actions["open_group"].isEnabled()

    desk.window.canvas.chosen.emit(Selected("node", names(desk).index("first")))
    assert actions["open_group"].isEnabled()
    assert not actions["close_group"].isEnabled()


def test_a_graph_without_groups_offers_none(open_desk):
    desk = open_desk()
    desk.waits_for_graph(3.0)

    offered = {name for name in ("groups", "open_groups", "close_groups", "open_group") if on(desk, name)}
    assert offered == set()


def on(desk, name):
    return desk.window.actions_by_name[name].isEnabled()


def test_a_node_in_a_closed_group_is_found_and_shown(desk):
    desk.triggers("find")
    search = desk.window.search
    search.field.setText("exp")

    search.field.read()
    search.go(1)

    desk.waits_for(lambda view: view.picture.layout.frame_labels and view.selected is not None)
    selected = desk.sees.picture.trace.nodes[desk.sees.selected.index]
    assert selected.function == "exp"


def test_what_was_found_in_a_closed_group_comes_before_ones_eyes(desk):
    canvas = desk.window.canvas
    for _ in range(3):
        canvas.zoom_in()
    for _ in range(40):
        canvas.pan(QPointF(-60.0, 0.0))

    desk.window._find_node(3)

    desk.waits_for(lambda view: view.picture.layout.frame_labels and view.selected is not None)
    desk.qtbot.waitUntil(lambda: canvas.rect().contains(middle(desk, "c")))


def test_an_opened_group_leaves_its_first_node_selected(desk):
    opens_first(desk)

    assert desk.sees.selected == Selected("node", names(desk).index("a"))
    desk.triggers("close_group")
    desk.waits_for(lambda view: not view.picture.layout.frame_labels)
    assert desk.sees.selected == Selected("node", names(desk).index("first"))
