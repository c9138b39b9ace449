"""The canvas while a run is stepped through: what moves, what is painted anew, and where the view goes."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication
from tests.core.traces import run

from nablascope.render.painter import reach
from nablascope.ui.viewport import Viewport
from nablascope.workspace import step_events

SINE = run("y = torch.sin(x / 2**1.5)", x=100.0)
X, CONSTANT, DIVISION, SIN = range(4)
DIVIDES, SINES, SEED, SIN_SENDS, DIVISION_SENDS, X_HAS = range(1, 7)


class Painted(QObject):
    """Keeps which parts of the canvas are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.regions = []

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.regions.append(event.region())
        return False


@pytest.fixture
def person(open_stepped):
    person = open_stepped(SINE)
    person.canvas.repaint()
    return person


@pytest.fixture
def painted(person):
    watcher = Painted()
    person.canvas.installEventFilter(watcher)
    QApplication.processEvents()
    watcher.regions.clear()
    return watcher


def words(person):
    return [item.text for item in person.canvas.display_list.items if hasattr(item, "text")]


def goes_to(person, place):
    k = person.sees.timeline.stops[place]
    person.does(step_events.GoTo(k))


def pixel(canvas, x, y) -> QPoint:
    view = canvas.viewport
    return QPoint(round(x * view.scale + view.x), round(y * view.scale + view.y))


def card(canvas, id) -> QRect:
    (x, y), (width, height) = canvas.picture.layout.positions[id], canvas.picture.layout.sizes[id]
    return QRect(pixel(canvas, x, y), pixel(canvas, x + width, y + height))


def area(regions) -> int:
    return sum(rect.width() * rect.height() for region in regions for rect in region)


def moves_on(person, seconds=1 / 60) -> None:
    person.now += seconds
    person.does(step_events.Tick())
    QApplication.processEvents()


def test_values_come_and_then_gradients(person):
    for place, value, grad in ((0, False, False), (DIVIDES, True, False), (SIN_SENDS, True, True)):
        goes_to(person, place)
        assert ("35.3553" in words(person)) == value
        assert ("−0.6983" in words(person)) == grad


def test_a_step_on_screen_is_another_picture_and_the_whole_graph_comes_back(person):
    whole = person.canvas.grab().toImage()
    goes_to(person, SINES)
    stepped = person.canvas.grab().toImage()
    person.does(step_events.ShowWhole())
    assert stepped != whole
    assert person.canvas.grab().toImage() == whole


def test_numbers_move_when_a_person_steps_on(person):
    person.does(step_events.GoOn())
    assert person.canvas._pulses
    person.waits(0.3)
    first = [reach(item) for item in person.canvas._pulses]
    person.waits(0.05)
    assert [reach(item) for item in person.canvas._pulses] != first
    person.waits(0.5)
    assert not person.canvas._pulses


def test_the_value_appears_when_its_numbers_have_arrived(person):
    person.does(step_events.GoOn())
    person.waits(0.2)
    assert "35.3553" not in words(person)
    person.waits(0.3)
    assert "35.3553" in words(person)


def test_while_numbers_move_no_more_is_painted_than_where_they_are(person, painted):
    person.does(step_events.GoOn())
    QApplication.processEvents()
    painted.regions.clear()
    canvas = person.canvas
    for _ in range(10):
        before = [canvas._pixels(reach(item)) for item in canvas._pulses]
        moves_on(person)
        now = [canvas._pixels(reach(item)) for item in canvas._pulses]
        (region,) = painted.regions
        for place in (*before, *now):
            assert QRegion(place & canvas.rect()).subtracted(region).isEmpty()
        assert area(painted.regions) < 0.1 * canvas.width() * canvas.height()
        painted.regions.clear()


def test_the_picture_under_the_pulses_is_not_drawn_again(person):
    person.does(step_events.GoOn())
    before = person.canvas.display_list
    moves_on(person)
    assert person.canvas.display_list is before


def test_pulses_leave_no_trace(person):
    person.does(step_events.GoOn())
    for _ in range(30):
        moves_on(person)
    arrived = person.canvas.grab().toImage()
    goes_to(person, 0)
    goes_to(person, DIVIDES)
    assert person.canvas.grab().toImage() == arrived


def test_at_rest_nothing_is_painted(person, painted):
    goes_to(person, SINES)
    QApplication.processEvents()
    painted.regions.clear()
    for _ in range(5):
        moves_on(person)
    assert painted.regions == []


def test_in_stillness_there_is_no_pulse_and_the_numbers_are_there_at_once(person):
    person.triggers("still")
    person.does(step_events.GoOn())
    assert not person.canvas._pulses
    assert "35.3553" in words(person)
    person.does(step_events.PlayOrPause())
    for _ in range(200):
        moves_on(person, 0.05)
        assert not person.canvas._pulses
    assert person.place == 6


def test_stillness_that_is_asked_for_in_a_motion_ends_it(person):
    person.does(step_events.GoOn())
    person.triggers("still")
    assert not person.canvas._pulses


def test_a_step_that_is_out_of_the_view_comes_into_it(person):
    canvas = person.canvas
    canvas.viewport = Viewport(1.0, -5000.0, 0.0)
    goes_to(person, DIVIDES)
    assert canvas.rect().contains(card(canvas, DIVISION))
    assert canvas.viewport.scale == 1.0


def test_with_a_share_both_ends_come_into_view(person):
    canvas = person.canvas
    canvas.viewport = Viewport(1.0, -5000.0, 0.0)
    goes_to(person, SIN_SENDS)
    assert canvas.rect().contains(card(canvas, SIN))
    assert canvas.rect().contains(card(canvas, DIVISION))


def test_where_not_all_of_it_has_room_the_node_in_play_is_shown(person):
    canvas = person.canvas
    canvas.viewport = Viewport(4.0, -5000.0, 0.0)
    goes_to(person, DIVISION_SENDS)
    assert canvas.rect().contains(card(canvas, DIVISION).topLeft())


def test_the_view_stays_where_a_person_does_not_want_it_to_follow(person):
    canvas, there = person.canvas, Viewport(1.0, -5000.0, 0.0)
    person.triggers("follow")
    canvas.viewport = there
    goes_to(person, DIVIDES)
    assert canvas.viewport == there
    person.triggers("follow")
    goes_to(person, SINES)
    assert canvas.viewport != there


def test_the_view_stays_while_all_that_takes_part_is_in_it(person):
    before = person.canvas.viewport
    for place in range(7):
        goes_to(person, place)
        assert person.canvas.viewport == before


def test_at_the_untouched_graph_the_view_is_where_the_run_begins(person):
    person.canvas.viewport = Viewport(1.0, -5000.0, 0.0)
    goes_to(person, 0)
    goes_to(person, 1)
    begins = person.canvas.viewport
    person.canvas.viewport = Viewport(1.0, -5000.0, 0.0)
    goes_to(person, 0)
    assert person.canvas.viewport == begins


def test_a_graph_too_small_to_read_is_stepped_through_from_near_and_fitted_again(person):
    person.canvas.viewport = Viewport(0.1, 0.0, 0.0)
    goes_to(person, 2)
    assert person.canvas.viewport.scale == pytest.approx(0.8)
    person.canvas.viewport = Viewport(0.2, 0.0, 0.0)
    goes_to(person, 3)
    assert person.canvas.viewport.scale == 0.2, "whoever goes away stays away"


def test_a_graph_too_small_to_read_stays_so_where_the_view_does_not_follow(person):
    person.canvas.follows = False
    person.canvas.viewport = Viewport(0.1, 0.0, 0.0)
    goes_to(person, 2)
    assert person.canvas.viewport.scale == 0.1


def test_the_extent_stays_so_that_the_view_does_too(person):
    goes_to(person, 0)
    extents = set()
    for place in range(7):
        goes_to(person, place)
        extents.add((person.canvas.display_list.width, person.canvas.display_list.height))
    assert len(extents) == 1


def test_a_breakpoint_has_a_dot_on_its_card(person):
    canvas = person.canvas
    corner = pixel(canvas, *canvas.picture.layout.positions[SIN])
    plain = canvas.grab().toImage()
    person.does(step_events.ToggleBreakpoint(SIN))
    assert canvas.grab().toImage().pixelColor(corner).name() == canvas._theme.error
    person.does(step_events.ToggleBreakpoint(SIN))
    assert canvas.grab().toImage() == plain


def test_setting_a_breakpoint_paints_at_once(person, painted):
    person.does(step_events.ToggleBreakpoint(SIN))
    QApplication.processEvents()
    assert painted.regions


def test_the_theme_changes_under_a_step(person, appearance):
    goes_to(person, SINES)
    appearance.choose("dark")
    shown = words(person)
    appearance.choose("light")
    assert shown == words(person)
    assert "35.3553" in shown
    assert "−0.6983" not in shown
