"""The line of the whole run, under a person's hands."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from tests.core.traces import run

from nablascope.core.scene.colours import dimmed
from nablascope.core.scene.theme_file import load_theme
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.moments import count
from nablascope.core.timeline.timeline import GRAINS
from nablascope.ui.scrubber import Scrubber
from nablascope.workspace import step_events
from nablascope.workspace.stepping import timeline_of
from nablascope.workspace.transport import WHOLE
from nablascope.workspace.transport_view import transport_view

SINE = run("y = torch.sin(x / 2**1.5)", x=100.0)
LIGHT = load_theme("light")
LEFT = Qt.MouseButton.LeftButton
MIDDLE = 12


@pytest.fixture
def person(open_stepped):
    return open_stepped(SINE)


@pytest.fixture
def scrubber(person):
    return person.bar.scrubber


def x_of(scrubber, place) -> int:
    return round(scrubber._x(place))


def at(scrubber, place) -> QPoint:
    return QPoint(x_of(scrubber, place), MIDDLE)


def colour_at(scrubber, place) -> str:
    return scrubber.grab().toImage().pixelColor(x_of(scrubber, place), MIDDLE).name()


def test_the_line_of_an_earlier_run_is_faint(person, scrubber):
    bright = colour_at(scrubber, 1)
    scrubber.show_transport(replace(person.sees, earlier=True))
    assert colour_at(scrubber, 1) == dimmed(LIGHT).value.lower()
    scrubber.show_transport(person.sees)
    assert colour_at(scrubber, 1) == bright


def test_every_place_of_the_line_is_a_step(scrubber):
    for place in range(7):
        assert scrubber.place_at(x_of(scrubber, place)) == place
    assert [scrubber.place_at(x) for x in (-500.0, 0.0, scrubber.width(), 1e9)] == [0, 0, 6, 6]


def test_a_press_goes_to_the_step_and_a_drag_scrubs(person, scrubber):
    QTest.mousePress(scrubber, LEFT, pos=at(scrubber, 2))
    assert person.place == 2
    for place in (4, 1, 6, 0):
        QTest.mouseMove(scrubber, at(scrubber, place))
        assert person.place == place
    QTest.mouseRelease(scrubber, LEFT, pos=at(scrubber, 0))
    QTest.mouseMove(scrubber, at(scrubber, 5))
    assert person.place == 0, "the button is up"


def test_other_buttons_do_not_scrub(person, scrubber):
    QTest.mousePress(scrubber, Qt.MouseButton.RightButton, pos=at(scrubber, 2))
    assert person.place is None


def test_scrubbing_pauses_and_shows_numbers_that_have_arrived(person, scrubber):
    person.does(step_events.PlayOrPause())
    QTest.mousePress(scrubber, LEFT, pos=at(scrubber, 4))
    assert not person.sees.playing
    assert person.sees.shown.t == 1.0
    assert "−0.6983" in [item.text for item in person.canvas.display_list.items if hasattr(item, "text")]


@pytest.mark.parametrize("grain", GRAINS)
def test_either_grain_has_all_its_steps(person, scrubber, grain):
    person.does(step_events.ChooseGrain(grain))
    assert scrubber.maximum() == count(timeline_of(person.session.workspace), grain)
    QTest.mousePress(scrubber, LEFT, pos=at(scrubber, scrubber.maximum() - 1))
    assert person.place == scrubber.maximum() - 1 == scrubber.value()


def test_the_keys_go_through_it(person, scrubber):
    scrubber.setFocus()
    for key, place in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_End, 6)):
        QTest.keyClick(scrubber, key)
        assert person.place == place
    QTest.keyClick(scrubber, Qt.Key.Key_PageUp)
    assert person.place == 6, "there is no more"
    QTest.keyClick(scrubber, Qt.Key.Key_PageDown)
    assert person.place < 6


def test_the_wheel_goes_through_it(person, scrubber):
    person.does(step_events.GoTo(0))
    place = QPointF(at(scrubber, 3))
    event = QWheelEvent(
        place,
        scrubber.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(scrubber, event)
    assert person.place > 0
    assert person.place == scrubber.value()


def test_resting_on_it_tells_the_step(person, scrubber, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: told.append(text))
    person.does(step_events.GoTo(0))
    for place in (0, 4):
        here = at(scrubber, place)
        QApplication.sendEvent(scrubber, QHelpEvent(QEvent.Type.ToolTip, here, scrubber.mapToGlobal(here)))
    assert "Step 0 of 6" in told[0]
    assert "Step 4 of 6: " in told[1]
    assert "sin received 1.0000" in told[1]


def test_resting_on_it_while_the_whole_graph_is_shown_counts(person, scrubber, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: told.append(text))
    here = at(scrubber, 4)
    QApplication.sendEvent(scrubber, QHelpEvent(QEvent.Type.ToolTip, here, scrubber.mapToGlobal(here)))
    assert "Step 4 of 6" in told[0]


def test_what_computes_values_is_blue_and_what_flows_back_orange(person, scrubber):
    person.does(step_events.GoTo(10**9))
    assert colour_at(scrubber, 1) == LIGHT.value
    assert colour_at(scrubber, 4) == LIGHT.gradient
    person.does(step_events.GoTo(0))
    for place in (1, 4):
        assert colour_at(scrubber, place) not in (LIGHT.value, LIGHT.gradient), "still to come"
    assert blueness(colour_at(scrubber, 1)) > 0 > blueness(colour_at(scrubber, 4))


def blueness(name) -> int:
    colour = QColor(name)
    return colour.blue() - colour.red()


def test_the_knob_is_at_the_step_in_its_colour(person, scrubber):
    for place, colour in ((1, LIGHT.value), (4, LIGHT.gradient)):
        person.does(step_events.GoTo(person.sees.timeline.stops[place]))
        image = scrubber.grab().toImage()
        assert image.pixelColor(x_of(scrubber, place), MIDDLE - 7).name() == colour


def test_two_backward_passes_make_four_stretches(qtbot):
    scrubber = Scrubber(LIGHT)
    qtbot.addWidget(scrubber)
    scrubber.resize(600, 40)
    scrubber.show_transport(view_of(build_timeline(two_passes())))
    assert [stretch.forward for stretch in scrubber._stretches] == [True, False, True, False]
    image = scrubber.grab().toImage()
    blue = [image.pixelColor(x_of(scrubber, s.last) - 9, MIDDLE).name() for s in scrubber._stretches[:3]]
    assert blue == [LIGHT.value, LIGHT.gradient, LIGHT.value]


def two_passes():
    """The sine whose division is done and passed back through before the rest runs."""
    (one,) = SINE.passes
    return replace(SINE, passes=(replace(one, before=3), one))


def view_of(timeline):
    """What the transport shows of a run's last step."""
    from tests.workspace.stepper import Stepper

    view = Stepper().does(step_events.GoTo(10**9)).sees
    return replace(view, timeline=timeline, place=count(timeline, "node"), count=count(timeline, "node"))


def test_without_steps_it_is_off_and_plain(qtbot):
    scrubber = Scrubber(LIGHT)
    qtbot.addWidget(scrubber)
    scrubber.resize(600, 40)
    nothing = replace(view_of(build_timeline(SINE)), timeline=None, shown=None, place=0, count=0)
    scrubber.show_transport(nothing)
    assert not scrubber.isEnabled()
    assert colour_at(scrubber, 0) == LIGHT.line
    QApplication.sendEvent(scrubber, QHelpEvent(QEvent.Type.ToolTip, QPoint(9, 9), QPoint(9, 9)))


def test_who_cannot_see_it_hears_a_slider_with_its_step(person, scrubber):
    interface = QAccessible.queryAccessibleInterface(scrubber)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Step"
    value = interface.valueInterface()
    person.does(step_events.GoTo(person.sees.timeline.stops[4]))
    assert (value.minimumValue(), value.currentValue(), value.maximumValue()) == (0, 4, 6)


def test_whoever_uses_a_screen_reader_can_move_it(person, scrubber):
    person.does(step_events.GoTo(0))
    QAccessible.queryAccessibleInterface(scrubber).valueInterface().setCurrentValue(4)
    assert person.place == 4


def test_many_steps_have_no_ticks_and_no_error(qtbot):
    long = build_timeline(run("\n".join(["y = x * 1.0"] + ["y = y * 1.0"] * 300), x=1.0))
    scrubber = Scrubber(LIGHT)
    qtbot.addWidget(scrubber)
    scrubber.resize(400, 40)
    scrubber.show_transport(view_of(long))
    assert not scrubber.grab().isNull()


def test_at_the_end_of_its_line_the_whole_graph_is_shown(person, scrubber):
    assert (scrubber.value(), transport_view(person.session.workspace).shown) == (6, None)
    assert person.session.workspace.transport == WHOLE
