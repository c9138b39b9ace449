"""Stepping through a run with keys, buttons and the pointer."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.core.traces import node, run, tensor, trace_of

from nablascope.document.document import Document
from nablascope.ui.actions import MENUS
from nablascope.ui.stepping import NO_STEP, SELECT_FIRST
from nablascope.ui.viewport import Viewport
from nablascope.workspace import events, step_events
from nablascope.workspace.transport import SPEEDS
from nablascope.workspace.view_state import Selected

SINE = run("y = torch.sin(x / 2**1.5)", x=100.0)
X, CONSTANT, DIVISION, SIN = range(4)
Key = Qt.Key
STEP_NAMES = [spec.name for title, specs in MENUS if title == "&Step" for spec in specs if spec]


@pytest.fixture
def person(open_stepped):
    return open_stepped(SINE)


def middle_of(canvas, id: int) -> QPoint:
    (x, y), (width, height) = canvas.picture.layout.positions[id], canvas.picture.layout.sizes[id]
    view = canvas.viewport
    return QPoint(round((x + width / 2) * view.scale + view.x), round((y + height / 2) * view.scale + view.y))


def clicks(person, id: int) -> None:
    QTest.mouseClick(person.canvas, Qt.MouseButton.LeftButton, pos=middle_of(person.canvas, id))


def test_the_keys_of_the_graph_go_through_the_run(person):
    for key, place in (
        (Key.Key_Right, 1),
        (Key.Key_Right, 2),
        (Key.Key_Left, 1),
        (Key.Key_End, 6),
        (Key.Key_Home, 0),
        (Key.Key_W, None),
        (Key.Key_Left, 6),
    ):
        person.presses(key)
        assert person.place == place


def test_space_plays_and_pauses(person):
    person.presses(Key.Key_Space)
    assert person.sees.playing
    person.waits(3.0)
    assert person.place == 2
    person.presses(Key.Key_Space)
    assert not person.sees.playing
    person.waits(30.0)
    assert person.place == 2


@pytest.mark.parametrize("part", ["scrubber", "narrator"])
def test_the_same_keys_count_in_the_transport(person, part):
    widget = getattr(person.bar, part)
    widget.setFocus()
    person.presses(Key.Key_Right, Key.Key_Right, on=widget)
    assert person.place == 2
    person.presses(Key.Key_Space, on=widget)
    assert person.sees.playing


def test_e_l_and_the_brackets_say_how(person):
    person.presses(Key.Key_E, Key.Key_L)
    assert (person.sees.grain, person.sees.loop) == ("edge", True)
    assert person.window.actions_by_name["by_edge"].isChecked()
    assert person.bar.loop.isChecked()
    person.presses(Key.Key_E, Key.Key_L)
    assert (person.sees.grain, person.sees.loop) == ("node", False)
    for _ in SPEEDS:
        person.presses(Key.Key_BracketRight)
    assert person.sees.speed == SPEEDS[-1] == 8.0
    for _ in SPEEDS:
        person.presses(Key.Key_BracketLeft)
    assert person.sees.speed == SPEEDS[0] == 0.25
    assert person.bar.speed.text().startswith("0.25×")


def test_b_pauses_at_the_selected_node(person):
    clicks(person, SIN)
    person.presses(Key.Key_B)
    assert person.sees.breakpoints == {SIN}
    person.presses(Key.Key_Space)
    person.waits(30.0)
    assert (person.place, person.sees.playing) == (2, False)
    person.presses(Key.Key_B)
    assert person.sees.breakpoints == frozenset()


def test_g_goes_to_the_selected_node(person):
    clicks(person, SIN)
    person.presses(Key.Key_G)
    assert person.place == 2


def test_b_and_g_do_nothing_where_no_node_is_selected(person):
    person.presses(Key.Key_B, Key.Key_G)
    person.canvas.chosen.emit(Selected("edge", 0))
    person.presses(Key.Key_B, Key.Key_G)
    assert (person.place, person.sees.breakpoints) == (None, frozenset())


def test_b_says_why_it_does_nothing(person):
    words = person.window.title_row.status.label
    person.presses(Key.Key_B)
    assert words.text() == SELECT_FIRST
    clicks(person, CONSTANT)
    person.presses(Key.Key_B)
    assert words.text() == NO_STEP
    assert person.sees.breakpoints == frozenset()


def test_w_shows_all_of_the_graph_again(person):
    person.presses(Key.Key_Right)
    person.canvas.viewport = Viewport(1.0, -5000.0, 0.0)
    person.presses(Key.Key_W)
    assert person.canvas.viewport.x > 0


def test_a_click_only_selects_while_the_whole_graph_is_shown(person):
    clicks(person, SIN)
    assert person.place is None
    assert person.canvas.selected == Selected("node", SIN)


def test_a_click_on_a_card_goes_to_its_step_while_stepping(person):
    person.presses(Key.Key_Home)
    clicks(person, SIN)
    assert person.place == 2
    assert person.canvas.selected == Selected("node", SIN)
    person.presses(Key.Key_End)
    clicks(person, DIVISION)
    assert person.place == 5


def test_a_click_beside_the_cards_goes_nowhere(person):
    person.presses(Key.Key_Home)
    QTest.mouseClick(person.canvas, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert person.place == 0


def test_escape_selects_nothing_first_and_then_shows_the_whole_graph(person):
    person.presses(Key.Key_Home)
    clicks(person, SIN)
    person.presses(Key.Key_Escape)
    assert (person.canvas.selected, person.place) == (None, 2)
    person.presses(Key.Key_Escape)
    assert person.place is None


def test_with_ctrl_the_arrows_walk_from_card_to_card(person):
    for _ in range(2):
        QTest.keyClick(person.canvas, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert person.canvas.selected == Selected("node", DIVISION)
    assert person.place is None


def test_up_and_down_walk_without(person):
    person.presses(Key.Key_Down)
    assert person.canvas.selected == Selected("node", X)


@pytest.mark.parametrize(
    ("button", "place"), [("first", 0), ("back", 6), ("on", 1), ("last", 6), ("play", 0)]
)
def test_every_button_does_its_action(person, button, place):
    person.desk.qtbot.mouseClick(person.bar.buttons[button], Qt.MouseButton.LeftButton)
    assert person.place == place
    assert person.sees.playing == (button == "play")


@pytest.mark.parametrize(("button", "place"), [("first", 0), ("back", 6), ("on", 1), ("last", 6)])
def test_space_on_a_button_presses_it(person, button, place):
    widget = person.bar.buttons[button]
    widget.setFocus()
    person.presses(Key.Key_Space, on=widget)
    assert person.place == place
    assert not person.sees.playing


def test_space_on_the_loop_button_presses_that(person):
    person.bar.loop.setFocus()
    person.presses(Key.Key_Space, on=person.bar.loop)
    assert person.sees.loop
    assert not person.sees.playing


def test_the_play_button_says_what_it_will_do(person):
    play = person.bar.buttons["play"]
    assert (play.accessibleName(), play.toolTip()) == ("Play", "Play (Space)")
    person.presses(Key.Key_Space)
    assert (play.accessibleName(), play.toolTip()) == ("Pause", "Pause (Space)")


def test_the_choosers_choose(person):
    person.bar.speed.chosen.emit(4.0)
    person.bar.grain.chosen.emit("edge")
    assert (person.sees.speed, person.sees.grain) == (4.0, "edge")
    assert person.window.actions_by_name["by_edge"].isChecked()


def test_every_step_action_stands_in_the_menu_with_a_key():
    assert len(STEP_NAMES) > 10
    specs = [spec for title, specs in MENUS if title == "&Step" for spec in specs if spec]
    assert [spec.name for spec in specs if not spec.keys] == []


def test_the_clock_runs_only_while_something_moves(person):
    frames = person.session._frames
    assert not frames.isActive()
    person.presses(Key.Key_Right)
    assert frames.isActive(), "its numbers move"
    person.waits(0.5)
    assert not frames.isActive(), "they have arrived"
    person.presses(Key.Key_Space)
    assert frames.isActive()
    person.waits(30.0)
    assert not frames.isActive(), "the end is reached"


def test_closing_the_window_stops_the_clock(person):
    person.presses(Key.Key_Space)
    person.window.close()
    assert not person.session._frames.isActive()


def test_the_clock_of_the_machine_plays_to_the_end(open_stepped, qtbot):
    person = open_stepped(SINE)
    real = person.session.__class__.__init__.__defaults__[0]
    person.session._clock = real
    person.does(step_events.ChooseSpeed(8.0), step_events.PlayOrPause())
    qtbot.waitUntil(lambda: person.place == 6 and not person.sees.playing, timeout=20_000)
    places = [view.place for view in person.moved]
    assert set(places) == set(range(7))
    assert places == sorted(places)


@pytest.mark.parametrize(
    "trace", [trace_of([node(0, "constant", value=tensor(3.0), follows=False)], [])], ids=["constant"]
)
def test_where_there_is_nothing_to_step_the_transport_is_off(open_stepped, trace):
    person = open_stepped(trace)
    actions = person.window.actions_by_name
    for name in ("play", "step_on", "step_back", "first_step", "last_step", "whole", "copy_step"):
        assert not actions[name].isEnabled(), name
    assert not any(button.isEnabled() for button in person.bar.buttons.values())
    assert not person.bar.scrubber.isEnabled()
    person.presses(Key.Key_Space, Key.Key_Right)
    assert person.place is None


def test_an_empty_document_has_nothing_to_step(desk):
    assert desk.window.actions_by_name["play"].isEnabled()
    desk.window.actions_by_name["play"].trigger()
    assert desk.session._frames.isActive()
    desk.types("")
    desk.window.editor.clear()
    desk.waits_for(lambda view: view.picture is None)
    assert not desk.window.actions_by_name["play"].isEnabled()
    assert not desk.window.transport.scrubber.isEnabled()
    assert not desk.session._frames.isActive()


def test_the_whole_graph_is_left_and_come_back_to(person):
    whole = person.window.actions_by_name["whole"]
    assert not whole.isEnabled()
    person.presses(Key.Key_Right)
    assert whole.isEnabled()
    person.presses(Key.Key_W)
    assert not whole.isEnabled()


def test_the_keys_type_in_the_editor(desk):
    editor = desk.window.editor
    editor.setFocus()
    editor.selectAll()
    desk.qtbot.keyClicks(editor, "w g b e l [ ]")
    assert editor.text() == "w g b e l [ ]"
    for key in (Key.Key_Home, Key.Key_Right, Key.Key_Right, Key.Key_Left):
        desk.qtbot.keyClick(editor, key)
    assert editor.textCursor().position() == 1
    assert desk.session.workspace.transport.k is None
    assert not desk.session.workspace.transport.loop


def test_the_keys_edit_in_a_number_field(desk):
    field = desk.window.inputs.cards["x"].field
    field.setFocus()
    for key in (Key.Key_Home, Key.Key_Right, Key.Key_End):
        desk.qtbot.keyClick(field, key)
    assert desk.session.workspace.transport.k is None


def test_a_new_input_keeps_the_step_on_screen(desk):
    desk.session.dispatch(step_events.GoTo(2))
    desk.qtbot.keyClick(desk.window.inputs.cards["x"].slider, Key.Key_Right)
    desk.waits_for_graph(3.05)
    assert desk.sees.transport.place == 2
    words = [item.text for item in desk.window.canvas.display_list.items if hasattr(item, "text")]
    assert "3.0500" in words
    assert "6.1000" not in words, "its gradient is still to come"


def test_a_failed_run_keeps_the_step_dimmed(desk):
    desk.session.dispatch(step_events.GoTo(2))
    bright = desk.window.canvas.display_list
    desk.types("sni(x)")
    desk.waits_for(lambda view: view.message is not None)
    dimmed = desk.window.canvas.display_list
    assert [item for item in dimmed.items if hasattr(item, "text")] != [
        item for item in bright.items if hasattr(item, "text")
    ]
    assert words(dimmed) == words(bright)
    desk.session.dispatch(step_events.GoOn())
    assert desk.session.workspace.transport.k == 4


def words(picture):
    return [item.text for item in picture.items if hasattr(item, "text")]


def test_another_document_is_shown_whole(desk):
    desk.session.dispatch(step_events.GoTo(2))
    desk.session.dispatch(events.Open(Document("x**3")))
    desk.waits_for_graph(1.0)
    assert desk.sees.transport.shown is None
    assert desk.window.transport.scrubber.value() == desk.sees.transport.count
