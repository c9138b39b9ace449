"""Stepping through a run in a person's words."""

import pytest
from tests.core.traces import node, run, tensor, trace_of
from tests.workspace.stepper import CONSTANT, DIVISION, FAILURE, SIN, SINE, Stepper, X, recording_of

from nablascope.core.language.span import Span
from nablascope.core.timeline.playback import subject_of
from nablascope.document.document import Document
from nablascope.workspace import events, step_events

ONLY_A_CONSTANT = trace_of([node(0, "constant", value=tensor(3.0), follows=False)], [])


def moving_nodes(person):
    """The nodes that the step on screen is about."""
    shown = person.sees.shown
    steps = (shown.playback.timeline.step(k) for k in range(shown.moment.first + 1, shown.moment.last + 1))
    return {subject_of(shown.playback, step) for step in steps}


def test_the_whole_graph_is_shown_until_a_person_steps():
    person = Stepper()
    assert (person.place, person.sees.count, person.sees.playing) == (None, 6, False)


def test_first_on_back_and_last():
    person = Stepper()
    assert person.does(step_events.GoOn()).place == 1
    assert person.does(step_events.GoOn(), step_events.GoOn()).place == 3
    assert person.does(step_events.GoBack()).place == 2
    assert person.does(step_events.GoTo(10**9)).place == 6
    assert person.does(step_events.GoTo(0)).place == 0
    assert person.does(step_events.ShowWhole()).place is None
    assert person.does(step_events.GoBack()).place == 6


def test_play_shows_every_step_and_stays_at_the_last():
    person = Stepper().does(step_events.PlayOrPause())
    assert person.sees.playing
    seen = [person.waits(0.1).place for _ in range(120)]
    assert sorted(set(seen)) == [1, 2, 3, 4, 5, 6]
    assert seen == sorted(seen)
    assert (person.place, person.sees.playing) == (6, False)


def test_time_changes_nothing_where_nothing_moves():
    person = Stepper().does(step_events.GoTo(3))
    before = person.workspace
    assert person.waits(5.0).workspace is before


@pytest.mark.parametrize("grain", ["node", "edge"])
def test_a_breakpoint_pauses_at_the_forward_and_at_the_backward_step(grain):
    person = Stepper().does(step_events.ChooseGrain(grain), step_events.ToggleBreakpoint(DIVISION))
    assert person.sees.breakpoints == {DIVISION}
    forward = person.does(step_events.PlayOrPause()).waits(30.0)
    assert not forward.sees.playing
    assert moving_nodes(forward) == {DIVISION}
    assert forward.sees.forward
    backward = person.does(step_events.PlayOrPause()).waits(30.0)
    assert not backward.sees.playing
    assert moving_nodes(backward) == {DIVISION}
    assert not backward.sees.forward


def test_a_breakpoint_on_a_leaf_pauses_where_its_grad_arrives():
    person = Stepper().does(step_events.ToggleBreakpoint(X), step_events.PlayOrPause()).waits(30.0)
    assert person.place == 6


def test_a_breakpoint_that_is_taken_away_does_not_pause():
    person = (
        Stepper().does(*[step_events.ToggleBreakpoint(DIVISION)] * 2, step_events.PlayOrPause()).waits(30.0)
    )
    assert (person.sees.breakpoints, person.place) == (frozenset(), 6)


def test_a_breakpoint_is_found_again_after_an_edit():
    person = Stepper().does(step_events.ToggleBreakpoint(SIN)).types("z = exp(w)\ny = sin(x / 2**1.5) + z")
    longer = run("z = exp(w)\ny = sin(x / 2**1.5) + z", w=0.5, x=100.0)
    person.gets(longer)
    (found,) = person.sees.breakpoints
    assert longer.nodes[found].function == "sin"


def test_a_breakpoint_stays_with_its_document():
    person = Stepper().does(step_events.ToggleBreakpoint(X), events.Open(Document("y = x"))).gets(SINE)
    assert person.sees.breakpoints == frozenset()


def test_there_is_no_breakpoint_where_there_is_no_graph():
    person = Stepper(None)
    assert person.does(step_events.ToggleBreakpoint(0)).sees.breakpoints == frozenset()


@pytest.mark.parametrize(("clicked", "place"), [(SIN, 2), (DIVISION, 1)])
def test_a_node_of_the_forward_pass_is_gone_to(clicked, place):
    assert Stepper().goes_to(1).does(step_events.GoToNode(clicked)).place == place


@pytest.mark.parametrize(("clicked", "place"), [(SIN, 4), (DIVISION, 5), (X, 6)])
def test_during_the_backward_pass_a_node_leads_to_its_backward_step(clicked, place):
    assert Stepper().goes_to(3).does(step_events.GoToNode(clicked)).place == place


@pytest.mark.parametrize("grain", ["node", "edge"])
def test_where_it_leads_is_a_step_of_the_grain_and_at_rest(grain):
    person = Stepper().does(step_events.ChooseGrain(grain)).goes_to(3).does(step_events.GoToNode(SIN))
    assert moving_nodes(person) == {SIN}
    assert person.sees.shown.t == 1.0
    place = person.place
    assert person.does(step_events.GoOn()).place == place + 1


def test_a_constant_leads_nowhere():
    assert Stepper().goes_to(3).does(step_events.GoToNode(CONSTANT)).place == 3


def test_a_grain_of_edges_has_a_step_for_every_share():
    person = Stepper().goes_to(4).does(step_events.ChooseGrain("edge"))
    assert (person.place, person.sees.count) == (5, 8)
    assert person.does(step_events.GoBack(), step_events.ChooseGrain("node")).place == 4


def test_how_to_play_is_chosen():
    person = Stepper().does(
        step_events.ChooseSpeed(4.0), step_events.ChooseLoop(True), step_events.ChooseStill(True)
    )
    assert (person.sees.speed, person.sees.loop) == (4.0, True)
    assert person.does(step_events.GoOn()).sees.shown.t == 1.0


def test_numbers_that_have_arrived_do_not_move_again_when_motion_comes_back():
    person = Stepper().does(step_events.ChooseStill(True), step_events.GoOn(), step_events.ChooseStill(False))
    assert person.sees.shown.t == 1.0


def test_a_new_input_keeps_the_step():
    other = run("y = torch.sin(x / 2**1.5)", x=7.0)
    person = Stepper().goes_to(4).does(events.Run()).gets(other)
    assert person.place == 4
    assert person.sees.shown.playback.trace is other


def test_a_longer_text_keeps_the_relative_place():
    longer = run("y = torch.sin(x / 2**1.5)\nz = torch.exp(y)\nw = z * z", x=100.0)
    person = Stepper().goes_to(3).types("y = 1").gets(longer)
    assert person.sees.count > 6
    assert person.place == round(3 / 6 * person.sees.count)


def test_playing_goes_on_through_an_edit():
    person = Stepper().does(step_events.PlayOrPause()).waits(3.0)
    person.does(events.Run()).gets(run("y = torch.sin(x / 2**1.5)", x=7.0))
    assert person.sees.playing
    assert person.waits(30.0).place == 6


def test_a_failed_run_keeps_the_old_picture_dimmed_and_its_step():
    person = Stepper().goes_to(4).types("sni(x)").gets(None, FAILURE)
    assert person.window.picture.dimmed
    assert person.place == 4
    assert person.does(step_events.GoOn()).place == 5


def test_another_document_is_shown_whole():
    person = Stepper().goes_to(4).does(events.Open(Document("y = x")))
    assert person.place is None
    assert person.gets(run("y = x * x", x=2.0)).place is None


def test_how_to_play_outlives_a_document():
    person = Stepper().does(
        step_events.ChooseSpeed(4.0), step_events.ChooseGrain("edge"), events.Open(Document("y"))
    )
    assert (person.sees.speed, person.sees.grain) == (4.0, "edge")


def test_a_recording_is_stepped_through_too():
    person = Stepper().does(events.OpenRecording(recording_of(SINE)))
    assert person.place is None
    assert person.does(step_events.PlayOrPause()).waits(30.0).place == 6
    assert person.sees.span is None, "there is no text to show"


@pytest.mark.parametrize(
    "event",
    [
        step_events.PlayOrPause(),
        step_events.GoOn(),
        step_events.GoBack(),
        step_events.GoTo(3),
        step_events.GoToNode(0),
    ],
)
@pytest.mark.parametrize("trace", [None, ONLY_A_CONSTANT], ids=["empty", "constant"])
def test_where_there_is_nothing_to_step_nothing_happens(event, trace):
    person = Stepper(trace).does(event)
    assert (person.place, person.sees.count, person.workspace.transport.running) == (None, 0, False)


@pytest.mark.parametrize("trace", [None, ONLY_A_CONSTANT], ids=["no graph", "constant"])
def test_playing_ends_where_the_next_text_has_nothing_to_step(trace):
    person = Stepper().does(step_events.PlayOrPause()).waits(1.0).types("3.0").gets(trace)
    assert (person.place, person.workspace.transport.running) == (None, False)


def test_playing_ends_when_the_text_is_cleared():
    person = Stepper().does(step_events.PlayOrPause()).waits(1.0).types("")
    assert person.window.picture is None
    assert not person.workspace.transport.running


def test_the_text_of_the_step_is_told():
    person = Stepper()
    assert person.sees.span is None
    assert person.goes_to(1).sees.span == Span(1, DIVISION, 1, DIVISION + 1)
    assert person.sees.forward
    assert person.goes_to(4).sees.span == Span(1, SIN, 1, SIN + 1)
    assert not person.sees.forward
    assert person.goes_to(0).sees.span is None


def test_a_text_that_was_changed_since_has_no_such_place():
    person = Stepper().goes_to(1).does(events.Type("another = 1\ny = torch.sin(x / 2**1.5)"))
    assert person.sees.span is None
