"""What a person drags stays where they dropped it, also after an edit, until they tidy up."""

import pytest
from tests.core.traces import run
from tests.workspace.test_grouping import Seer, a_trace, reply
from tests.workspace.test_update import READY, Person

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.timeline.build import build_timeline
from nablascope.workspace import events
from nablascope.workspace.arrangement import arrange
from nablascope.workspace.commands import Arrange
from nablascope.workspace.group_events import Arranged, CloseAll, ShowGroups
from nablascope.workspace.place_events import Pinned, Tidy
from nablascope.workspace.recording import Recording
from nablascope.workspace.step_events import GoTo
from nablascope.workspace.view_state import Selected


@pytest.fixture
def person():
    return Person("program").does(events.Started(), events.BecameReady(READY), events.Replied(reply()))


def places(person):
    layout = person.sees.picture.layout
    return dict(zip(layout.keys, layout.positions, strict=True))


def moved(person, before):
    """How far each card that moved is from where it was."""
    now = places(person)
    return {key: (now[key][0] - x, now[key][1] - y) for key, (x, y) in before.items() if now[key] != (x, y)}


def last_key(person):
    return person.sees.picture.layout.keys[-1]


def test_a_dragged_card_stays_where_it_was_dropped_and_the_others_where_they_were(person):
    before, key = places(person), last_key(person)
    person.does(Pinned(key, 30.0, 40.0))
    assert moved(person, before) == {key: (30.0, 40.0)}


def test_dragging_again_goes_on_from_there(person):
    before, key = places(person), last_key(person)
    person.does(Pinned(key, 30.0, 40.0), Pinned(key, 10.0, -20.0))
    assert moved(person, before) == {key: (40.0, 20.0)}


def test_a_drawing_is_made_once_however_often_it_is_looked_at(person):
    person.does(Pinned(last_key(person), 30.0, 40.0))
    drawn = person.sees.picture.layout
    person.does(events.Select(Selected("node", 0)), GoTo(2))
    assert person.sees.picture.layout is drawn


def test_after_an_edit_it_is_still_there(person):
    before, key = places(person), last_key(person)
    person.does(Pinned(key, 30.0, 40.0), events.Type("other"), events.Pause(), events.Replied(reply(2)))
    assert moved(person, before) == {key: (30.0, 40.0)}
    assert person.sent[-1].previous == lay_out(a_trace()), "the layout itself never learns of it"


def test_tidying_puts_everything_back_and_lays_out_afresh(person):
    before = places(person)
    person.does(Pinned(last_key(person), 30.0, 40.0), Tidy())
    assert moved(person, before) == {}
    assert person.sent[-1].previous is None
    person.does(events.Replied(reply(2)), events.Type("other"), events.Pause())
    assert person.sent[-1].previous is not None, "the run after that keeps what is on screen again"


def test_another_document_knows_nothing_of_it(person):
    before = places(person)
    person.does(Pinned(last_key(person), 30.0, 40.0), events.Open(person.workspace.document))
    person.does(events.Replied(reply(2)), events.Replied(reply(3)))
    assert moved(person, before) == {}


def test_in_a_recorded_trace_nothing_runs_to_tidy_up():
    trace = run("y = sin(x)*x", x=1.0)
    recording = Recording("run", trace, lay_out(trace), timeline=build_timeline(trace))
    person = Person().does(events.OpenRecording(recording))
    before = places(person)
    person.does(Pinned(last_key(person), 30.0, 40.0))
    assert moved(person, before)
    person.does(Tidy())
    assert moved(person, before) == {}
    assert not person.sent


def test_groups_are_dragged_and_tidied_too():
    seer = Seer("program").does(events.Started(), events.BecameReady(READY), events.Replied(reply()))
    seer.does(ShowGroups(True), CloseAll())
    before, key = places(seer), last_key(seer)
    seer.does(Pinned(key, 30.0, 40.0))
    assert moved(seer, before) == {key: (30.0, 40.0)}
    Person.does(seer, Tidy())
    (wish,) = (command for command in seer.commands if isinstance(command, Arrange))
    fresh = arrange(wish.trace, wish.open, wish.previous, wish.before, grouped=wish.grouped)
    assert fresh.layout == arrange(wish.trace, wish.open).layout
    Person.does(seer, Arranged(fresh))
    assert seer.sees.picture.layout is fresh.layout


def test_undo_takes_a_drag_back_before_an_edit(person):
    person.does(events.Type("program 2"), events.Pause(), events.Replied(reply(2)))
    before, key = places(person), last_key(person)
    person.does(Pinned(key, 30.0, 40.0), Pinned(key, 1.0, 1.0), events.Undo())
    assert moved(person, before) == {key: (30.0, 40.0)}

    person.does(events.Undo())
    assert moved(person, before) == {}
    assert person.sees.text == "program 2"
    person.does(events.Undo())
    assert person.sees.text == "program"


def test_after_an_edit_undo_is_about_the_edit(person):
    key = last_key(person)
    person.does(Pinned(key, 30.0, 40.0), events.Type("program 2"), events.Undo())

    assert person.sees.text == "program"
    assert person.workspace.pins == {key: (30.0, 40.0)}


def test_a_drag_in_a_recording_can_be_undone_and_nothing_else():
    trace = a_trace()
    recording = Recording("a.nablatrace", trace, lay_out(trace), timeline=build_timeline(trace))
    person = Person().does(events.OpenRecording(recording))
    before, key = places(person), last_key(person)
    assert not person.sees.can_undo

    person.does(Pinned(key, 5.0, 5.0))
    assert person.sees.can_undo
    person.does(events.Undo(), events.Undo())
    assert moved(person, before) == {}
