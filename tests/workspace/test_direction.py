"""A person has the graph run from left to right or from the top down."""

import pytest
from tests.workspace.test_grouping import Seer, a_trace, reply
from tests.workspace.test_update import READY

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.timeline.build import build_timeline
from nablascope.document.document import Document
from nablascope.workspace import events, step_events
from nablascope.workspace.commands import Arrange
from nablascope.workspace.events import ChooseDirection
from nablascope.workspace.group_events import CloseAll, ShowGroups
from nablascope.workspace.recording import Recording
from nablascope.workspace.view_state import Selected


@pytest.fixture
def seer():
    return Seer("program").does(events.Started(), events.BecameReady(READY), events.Replied(reply()))


def runs_down(person):
    return person.sees.picture.layout.down


def test_a_graph_is_turned_and_turned_back_without_another_run(seer):
    runs, across = len(seer.sent), seer.sees.picture.layout

    seer.does(ChooseDirection(down=True))
    assert runs_down(seer)
    assert seer.sees.picture.layout == lay_out(a_trace(), down=True)
    seer.does(ChooseDirection(down=False))
    assert seer.sees.picture.layout == across
    assert len(seer.sent) == runs


def test_what_is_selected_and_the_step_stay(seer):
    seer.does(events.Select(Selected("node", 2)), step_events.GoTo(3))
    shown = seer.sees.transport.shown

    for down in (True, False):
        seer.does(ChooseDirection(down=down))
        assert seer.sees.selected == Selected("node", 2)
        assert seer.sees.transport.shown is not None
        assert seer.sees.transport.shown.moment == shown.moment


def test_the_next_runs_are_laid_out_so_by_the_engine(seer):
    seer.does(ChooseDirection(down=True), events.Run())

    request = seer.sent[-1]
    assert request.down
    assert request.previous.down
    seer.does(events.Replied(turned_reply(request.generation)))
    assert runs_down(seer)
    assert seer.workspace.shown.reply.layout is seer.sees.picture.layout


def turned_reply(generation):
    trace = a_trace()
    plain = reply(generation, trace)
    return type(plain)(
        generation, trace, lay_out(trace, down=True), None, (), ("x",), (), build_timeline(trace)
    )


def test_an_answer_that_was_on_its_way_is_turned_too(seer):
    seer.does(events.Run(), ChooseDirection(down=True), events.Replied(reply(seer.workspace.generation)))

    assert runs_down(seer)


def test_until_it_is_turned_the_graph_stays_as_it_is(seer):
    person = super(Seer, seer)
    person.does(ChooseDirection(down=True))

    assert isinstance(seer.commands[-1], Arrange)
    assert not runs_down(seer)
    seer.arranges()
    assert runs_down(seer)


def test_groups_run_down_too(seer):
    seer.does(ShowGroups(True), CloseAll(), ChooseDirection(down=True))

    assert runs_down(seer)
    assert seer.cards == ["x", "first", "second"]
    seer.does(ShowGroups(False))
    assert runs_down(seer)
    assert seer.cards == ["x", "a", "b", "c", "y"]


def test_a_recorded_trace_is_turned(seer):
    trace = a_trace()
    recording = Recording("/data/run.nablatrace", trace, lay_out(trace), timeline=build_timeline(trace))
    seer.does(events.OpenRecording(recording), ChooseDirection(down=True))

    assert runs_down(seer)


def test_the_direction_stays_with_another_document(seer):
    seer.does(ChooseDirection(down=True), events.Open(Document("z = x")))

    assert seer.workspace.down
    trace = a_trace()
    recording = Recording("/data/run.nablatrace", trace, lay_out(trace), timeline=build_timeline(trace))
    seer.does(events.OpenRecording(recording))
    assert runs_down(seer)
