"""A workspace in a person's words: what they do, what the engine says, what they see."""

import math
from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs
from tests.core.traces import node, tensor, trace_of

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Trace
from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.span import Span
from nablascope.core.layout.layout import Layout
from nablascope.core.wire.messages import Device, Input, Ready, Reply
from nablascope.document.document import Document
from nablascope.document.history import History
from nablascope.workspace import events
from nablascope.workspace.commands import (
    AwaitPause,
    EndEngine,
    ReplaceSpare,
    RestartEngines,
    Send,
    StartEngine,
)
from nablascope.workspace.death import Death
from nablascope.workspace.state import Workspace
from nablascope.workspace.update import update
from nablascope.workspace.view import BLANK, NO_ANSWER, NO_GRAPH, NOTHING_DRAWN, WARMING, view
from nablascope.workspace.view_state import Selected, Understanding

READY = Ready("2.13.0", (Device("cpu", "CPU"), Device("cuda:0", "GPU")))
FAILURE = Failure(
    "Name is unknown.", "Write sin.", Span(1, 0, 1, 3), Fix("Write sin", Span(1, 0, 1, 3), "sin")
)


def scalar(value: float) -> TensorSummary:
    return TensorSummary((), "float32", "cpu", (value,))


def a_trace(value: float = 9.0, grad: float = 18.0) -> Trace:
    leaf = replace(node(0, "leaf", name="x", value=scalar(value), grad=scalar(grad)), span=None)
    return trace_of([leaf], [])


LAYOUT = Layout.of(("x",), ((0.0, 0.0),), ((168.0, 92.0),), (), 168.0, 92.0)


def good(generation: int, printed: tuple[str, ...] = (), value: float = 9.0) -> Reply:
    return Reply(generation, a_trace(value), LAYOUT, None, printed, ("x",), (Input("x", (value,)),))


def failed(generation: int, failure: Failure = FAILURE) -> Reply:
    return Reply(generation, None, None, failure, (), (), (), is_whole=False, mentioned=("x",))


class Person:
    """Drives a workspace and keeps what it asked for; every event takes one second."""

    def __init__(self, text: str = "", inputs: tuple[Input, ...] = ()) -> None:
        self.workspace = Workspace(History(Document(text, inputs)), saved=text)
        self.commands: list[object] = []
        self.now = 0.0

    def does(self, *happenings: events.Event, takes: float = 1.0) -> "Person":
        for event in happenings:
            self.now += takes
            step = update(self.workspace, event, self.now)
            self.workspace = step.workspace
            self.commands += step.commands
        return self

    @property
    def sees(self) -> Any:
        return view(self.workspace)

    @property
    def sent(self):
        return [command.request for command in self.commands if isinstance(command, Send)]


def a_person_at_work(text: str = "x**2") -> Person:
    return Person(text).does(events.Started(), events.BecameReady(READY), events.Replied(good(1)))


def test_what_is_typed_while_torch_loads_runs_when_it_is_ready():
    person = Person().does(events.Started(), events.Type("x**2"), events.Pause())
    assert person.sees.status.activity == "warming"
    assert person.sees.vacancy == WARMING
    assert not person.sent
    person.does(events.BecameReady(READY))
    assert [request.text for request in person.sent] == ["x**2"]
    assert person.sent[0].fill
    assert person.sees.torch == "2.13.0"
    assert person.sees.devices == READY.devices


def test_typing_waits_for_a_pause():
    person = a_person_at_work().does(events.Type("x**3"))
    assert person.commands[-1] == AwaitPause()
    assert len(person.sent) == 1
    person.does(events.Pause())
    assert person.sent[-1].text == "x**3"
    assert person.sent[-1].previous == LAYOUT


def test_an_answer_shows_the_graph_and_what_was_printed():
    person = Person("x**2").does(events.Started(), events.BecameReady(READY), events.Replied(good(1, ("9",))))
    assert person.sees.picture.trace == a_trace()
    assert not person.sees.picture.dimmed
    assert person.sees.printed == ("9",)
    assert person.sees.status.activity == "ready"
    (shown,) = person.sees.inputs
    assert (shown.input, shown.grad) == (Input("x", (9.0,)), scalar(18.0))


def test_one_run_in_flight_and_the_newest_waits():
    person = a_person_at_work()
    for value in (1.0, 2.0, 3.0):
        person.does(events.SetInput(Input("x", (value,))))
    assert [request.inputs for request in person.sent[1:]] == [(Input("x", (1.0,)),)]
    person.does(events.Replied(good(2)))
    assert [request.inputs for request in person.sent[2:]] == [(Input("x", (3.0,)),)]


def test_a_late_answer_is_dropped():
    person = a_person_at_work().does(events.Replied(good(1, value=7.0)))
    assert person.sees.picture.trace == a_trace(9.0)


def test_an_answer_to_an_older_question_is_dropped_while_the_newer_runs():
    person = a_person_at_work().does(events.SetInput(Input("x", (4.0,))), events.Replied(good(1, value=7.0)))
    assert person.sees.picture.trace == a_trace(9.0)
    assert person.sees.status.activity == "running"


def test_an_answer_to_a_text_that_is_gone_is_dropped():
    person = a_person_at_work().does(events.Type("x*"), events.Pause(), events.Type("x*x"))
    person.does(events.Replied(failed(2)))
    assert person.sees.message is None
    person.does(events.Pause())
    assert person.sent[-1].text == "x*x"


def test_a_paste_that_is_refused_is_said_until_the_person_goes_on():
    person = a_person_at_work().does(events.Type("sni(x)"), events.Pause(), events.RefusePaste("too long"))
    assert not person.sees.message.outdated
    person.does(events.Replied(failed(2)))
    assert (person.sees.message.text, person.sees.text) == ("too long", "sni(x)")
    person.does(events.SetInput(Input("x", (2.0,))), events.Replied(failed(3)))
    assert person.sees.message.text == FAILURE.message


def test_a_slider_shows_its_intermediate_answers():
    person = a_person_at_work()
    person.does(events.SetInput(Input("x", (1.0,)), "drag"), events.SetInput(Input("x", (2.0,)), "drag"))
    person.does(events.Replied(good(2, value=1.0)))
    assert person.sees.picture.trace == a_trace(1.0)


def test_an_error_underlines_and_the_last_good_graph_stays_dimmed():
    person = a_person_at_work().does(events.Type("sni(x)"), events.Pause(), events.Replied(failed(2)))
    assert person.sees.picture.trace == a_trace()
    assert person.sees.picture.dimmed
    assert person.sees.underline.span == FAILURE.span
    assert person.sees.message.text == FAILURE.message
    assert "Line 1, column 1" in person.sees.message.details
    assert [item.input.name for item in person.sees.inputs] == ["x"]


def test_an_error_of_nablascopes_own_can_be_copied_whole():
    person = a_person_at_work().does(events.Type("boom"), events.Pause())
    ours = Failure(
        "something in Nablascope itself failed", "please report the details", details="KeyError: 3"
    )
    person.does(events.Replied(Reply(person.sent[-1].generation, None, None, ours, (), (), ())))
    assert person.sees.message.details == f"{ours.message}\n{ours.hint}\nKeyError: 3"


def test_what_was_printed_before_a_failure_is_shown():
    reply = Reply(1, None, None, FAILURE, ("one",), ("x",), ())
    person = Person("x**2").does(events.Started(), events.BecameReady(READY), events.Replied(reply))
    assert person.sees.picture is None
    assert person.sees.printed == ("one",)


def test_an_underline_goes_as_soon_as_the_text_moves_under_it():
    person = a_person_at_work().does(events.Type("sni(x)"), events.Pause(), events.Replied(failed(2)))
    person.does(events.Type(" sni(x)"))
    assert person.sees.underline is None
    assert person.sees.message.fix is None


def test_the_fix_mends_the_text_and_runs_it():
    person = a_person_at_work().does(events.Type("sni(x)"), events.Pause(), events.Replied(failed(2)))
    person.does(events.ApplyFix(person.sees.message.fix))
    assert person.sees.text == "sin(x)"
    assert person.sent[-1].text == "sin(x)"


def test_undo_and_redo_reach_text_inputs_and_options():
    person = a_person_at_work()
    person.does(
        events.SetInput(Input("x", (4.0,))), events.ChooseDType("float64"), events.ChooseDevice("cuda:0")
    )
    person.does(events.Undo(), events.Undo())
    assert (person.sees.device, person.sees.dtype) == ("cpu", "float32")
    assert person.sees.inputs[0].input.values == (4.0,)
    person.does(events.Undo())
    assert person.sees.inputs[0].input.values == (9.0,)
    assert not person.sees.can_undo
    person.does(events.Redo(), events.Redo(), events.Redo())
    assert (person.sees.device, person.sees.dtype) == ("cuda:0", "float64")
    assert not person.sees.can_redo


def test_one_drag_of_a_slider_is_one_step_to_undo():
    person = a_person_at_work()
    person.does(
        *(events.SetInput(Input("x", (value,)), "drag 1") for value in (1.0, 2.0, 3.0)), events.Undo()
    )
    assert person.workspace.document.inputs == ()


def test_clearing_the_text_clears_the_picture_at_once():
    person = a_person_at_work().does(events.Type("  "), events.Pause())
    assert person.sees.picture is None
    assert person.sees.inputs == ()
    assert person.sees.vacancy == BLANK


def test_a_program_without_a_gradient_says_so():
    person = Person("print(3)").does(events.Started(), events.BecameReady(READY))
    person.does(events.Replied(Reply(1, None, None, None, ("3",), (), ())))
    assert person.sees.vacancy == NO_GRAPH
    assert person.sees.printed == ("3",)


def undrawn(generation: int, failure: Failure) -> Reply:
    return Reply(generation, None, None, failure, ("3",), (), (), undrawn=True)


def test_a_program_that_ran_and_has_nothing_to_draw_is_no_error():
    nothing = Failure("nothing here depends on a gradient", "use x", Span(1, 0, 1, 8))
    person = a_person_at_work().does(
        events.Type("print(3)"), events.Pause(), events.Replied(undrawn(2, nothing))
    )
    assert (person.sees.status.activity, person.sees.status.fault) == ("ready", "")
    assert (person.sees.message.kind, person.sees.message.text) == ("note", nothing.message)
    assert (person.sees.message.hint, person.sees.message.details) == ("use x", "")
    assert person.sees.underline is None
    assert (person.sees.picture, person.sees.vacancy) == (None, NOTHING_DRAWN)
    assert person.sees.printed == ("3",)


@pytest.mark.parametrize("cause", ["deadline", "cancelled", "signal", "exit", "wire"])
def test_a_program_that_ended_an_engine_is_not_run_again_by_itself(cause):
    person = a_person_at_work().does(events.Type("while True: pass"), events.Pause())
    person.does(events.Died(Death(cause, 9, "trace")))
    assert person.commands[-1] == StartEngine()
    assert person.sees.status.activity == "restarting"
    assert person.sees.picture.dimmed
    person.does(events.BecameReady(READY))
    assert len(person.sent) == 2
    assert person.sees.message.action == "run"
    assert person.sees.message.details == "trace"
    person.does(events.Undo(), events.Replied(good(3)), events.Redo())
    assert len(person.sent) == 3


def test_inputs_of_another_text_go_when_the_present_one_is_stopped():
    person = a_person_at_work().does(events.Type("while True: z = 2*x"), events.Pause())
    person.does(events.Died(Death("deadline", 10)), events.BecameReady(READY))
    assert [item.input.name for item in person.sees.inputs] == ["x"]
    person.does(events.Type("while True: z = 2*max"), events.Pause(), events.Died(Death("deadline", 10)))
    assert person.sees.inputs == ()
    person.does(events.BecameReady(READY))
    assert person.sees.inputs == ()


def test_the_graph_of_an_earlier_run_is_said_to_be_one():
    person = a_person_at_work()
    assert (person.sees.order.title, person.sees.transport.earlier) == ("", False)
    person.does(events.Type("sni(x)"), events.Pause(), events.Replied(failed(2)))
    assert person.sees.order.title == "Graph of an earlier run"
    assert person.sees.transport.earlier


def a_person_who_left_a_killer() -> Person:
    """What ran endlessly is gone from the text, and another text was answered since."""
    person = a_person_at_work().does(events.Type("endless"), events.Pause())
    person.does(events.Died(Death("deadline", 10, "trace")), events.BecameReady(READY))
    return person.does(events.Type("x**3"), events.Pause(), events.Replied(good(3, ("27",))))


RETURNS = [
    (events.Undo(),),
    (events.Type("endless"), events.Pause()),
    (events.Undo(), events.Restart(), events.BecameReady(READY)),
    (events.Open(Document("endless")),),
]


@pytest.mark.parametrize("returns", RETURNS, ids=["undone", "retyped", "restarted", "opened"])
def test_whoever_comes_back_to_a_killer_is_told_and_never_sees_another_graph_as_its_own(returns):
    person = a_person_who_left_a_killer()
    assert (person.sees.message, person.sees.picture.dimmed) == (None, False)
    assert (person.sees.printed, person.sees.inputs[0].grad) == (("27",), scalar(18.0))
    person.does(*returns)
    assert len(person.sent) == 3
    assert (person.sees.text, person.sees.status.activity) == ("endless", "ready")
    assert (person.sees.message.action, person.sees.message.details) == ("run", "trace")
    assert "10 s" in person.sees.message.text
    assert person.sees.picture is None or person.sees.picture.dimmed
    assert not person.sees.can_export
    assert person.sees.printed == ()
    assert [item.grad for item in person.sees.inputs] in ([], [None])


def test_a_killer_is_not_said_to_have_no_graph():
    person = Person("print(3)").does(events.Started(), events.BecameReady(READY))
    person.does(events.Replied(Reply(1, None, None, None, ("3",), (), ())), events.Type("endless"))
    person.does(events.Pause(), events.Died(Death("deadline", 10)), events.BecameReady(READY))
    assert person.sees.vacancy == NO_ANSWER


def test_each_killer_keeps_its_own_cause():
    person = a_person_who_left_a_killer().does(events.Type("crash"), events.Pause())
    person.does(events.Died(Death("signal", 11)), events.BecameReady(READY), events.Undo(), events.Undo())
    assert "10 s" in person.sees.message.text
    person.does(events.Redo(), events.Redo())
    assert "SIGSEGV" in person.sees.message.text


def test_an_answer_that_will_be_dropped_does_not_keep_the_graph_bright():
    person = a_person_who_left_a_killer().does(events.Type("x**5"), events.Pause(), events.Type("endless"))
    person.does(events.Pause())
    assert person.sees.status.activity == "running"
    assert person.sees.picture.dimmed


def test_a_value_that_ended_an_engine_leaves_the_old_values_graph_dimmed():
    person = a_person_at_work().does(events.SetInput(Input("x", (1e9,))), events.Died(Death("deadline", 10)))
    person.does(events.BecameReady(READY))
    assert person.sees.picture.dimmed
    assert person.sees.message.action == "run"


def test_what_an_earlier_run_printed_goes_when_the_next_is_stopped():
    person = Person("x**2").does(events.Started(), events.BecameReady(READY), events.Replied(good(1, ("9",))))
    person.does(events.Run(), events.Died(Death("cancelled")), events.BecameReady(READY))
    assert person.sees.printed == ()


def test_running_a_killer_again_takes_its_message_away():
    person = a_person_at_work().does(events.Type("endless"), events.Pause())
    person.does(events.Died(Death("deadline", 10)), events.BecameReady(READY), events.Run())
    assert person.sees.message is None
    assert not person.sees.picture.dimmed


def test_a_graph_whose_successor_is_on_its_way_is_not_dimmed():
    person = Person("x**2").does(events.Started(), events.BecameReady(READY), events.Replied(good(1, ("9",))))
    for event in (events.Type("x**3"), events.Pause(), events.Type("x**34"), events.Replied(good(2))):
        assert not person.does(event).sees.picture.dimmed
        assert person.sees.inputs[0].grad
        assert person.sees.printed == ("9",)
    assert person.sees.can_export


def test_a_text_that_no_engine_will_run_leaves_the_graph_dimmed():
    person = a_person_at_work()
    for _ in range(3):
        person.does(events.BecameReady(READY), events.Died(Death("signal", 11)))
    assert not person.sees.picture.dimmed
    person.does(events.Type("x**3"), events.Pause())
    assert person.sees.picture.dimmed


def test_a_person_can_run_it_again():
    person = a_person_at_work().does(events.Type("while True: pass"), events.Pause())
    person.does(events.Died(Death("deadline", 10)), events.BecameReady(READY), events.Run())
    assert person.sent[-1].text == "while True: pass"


def test_what_was_typed_after_it_runs_in_the_new_engine():
    person = a_person_at_work().does(events.Type("while True: pass"), events.Pause())
    person.does(
        events.Type("x**4"), events.Pause(), events.Died(Death("deadline", 10)), events.BecameReady(READY)
    )
    assert person.sent[-1].text == "x**4"
    person.does(events.Replied(good(3)))
    assert person.sees.message is None


def test_after_three_deaths_in_five_minutes_the_engine_waits_for_a_person():
    person = a_person_at_work()
    for _ in range(3):
        person.does(events.BecameReady(READY), events.Died(Death("signal", 11)))
    assert person.sees.status.activity == "stopped"
    assert person.sees.message.action == "restart"
    starts = person.commands.count(StartEngine())
    person.does(events.Restart())
    assert person.commands.count(StartEngine()) == starts
    assert person.commands[-1] == RestartEngines()
    person.does(events.BecameReady(READY), events.Died(Death("signal", 11)))
    assert person.sees.status.activity == "restarting"


def test_a_spare_that_dies_is_replaced_and_nothing_is_said():
    person = a_person_at_work().does(events.SpareDied(Death("signal", 11)))
    assert person.commands[-1] == ReplaceSpare()
    assert (person.sees.status.activity, person.sees.message) == ("ready", None)


def test_the_deaths_of_spares_count_too():
    person = a_person_at_work().does(*(events.SpareDied(Death("exit", 1)) for _ in range(3)))
    assert person.commands.count(ReplaceSpare()) == 2
    assert person.sees.status.activity == "ready"
    person.does(events.Died(Death("signal", 11)))
    assert person.sees.status.activity == "stopped"


def test_a_run_that_breaks_the_device_has_its_engine_replaced_and_is_not_run_again():
    person = a_person_at_work().does(events.Type("boom"), events.Pause())
    failed = Reply(person.sent[-1].generation, None, None, FAILURE, (), (), (), broke_device=True)
    person.does(events.Replied(failed), events.BecameReady(READY))
    assert person.commands[-1] == StartEngine()
    assert "the device reported an error" in person.sees.message.text
    assert FAILURE.message in person.sees.message.details
    assert person.sees.message.action == "run"


def test_a_device_broken_by_a_text_that_is_gone_is_replaced_as_well():
    person = a_person_at_work().does(events.Type("boom"), events.Pause())
    generation = person.sent[-1].generation
    person.does(events.Type("x*x"))
    person.does(events.Replied(Reply(generation, None, None, FAILURE, (), (), (), broke_device=True)))
    assert person.commands[-1] == StartEngine()
    person.does(events.Pause(), events.BecameReady(READY))
    assert person.sent[-1].text == "x*x"


def a_person_without_an_engine() -> Person:
    person = a_person_at_work()
    for _ in range(3):
        person.does(events.BecameReady(READY), events.Died(Death("signal", 11)))
    return person


@pytest.mark.parametrize("text", ["u*v", ""])
def test_another_document_does_not_hide_the_way_out_of_a_stopped_engine(text):
    person = a_person_without_an_engine().does(events.Open(Document(text)))
    assert (person.sees.status.activity, person.sees.message.action) == ("stopped", "restart")
    person.does(events.Restart())
    assert person.sees.message is None


def test_running_again_wakes_a_stopped_engine():
    person = a_person_at_work()
    for _ in range(3):
        person.does(events.BecameReady(READY), events.Died(Death("signal", 11)))
    person.does(events.Run(), events.BecameReady(READY))
    assert person.sent[-1].text == "x**2"


def test_deaths_far_apart_do_not_stop_the_engine():
    person = a_person_at_work()
    for _ in range(5):
        person.does(events.BecameReady(READY), events.Died(Death("signal", 11)), takes=200)
    assert person.sees.status.activity == "restarting"


@pytest.mark.parametrize("cause", ["cancelled", "deadline"])
def test_a_run_that_is_ended_does_not_count_as_a_death(cause):
    person = a_person_at_work()
    for _ in range(5):
        person.does(events.BecameReady(READY), events.Died(Death(cause)))
    assert person.sees.status.activity == "restarting"


def test_cancel_ends_the_loading_of_torch_which_then_waits_for_a_person():
    person = Person("x**2").does(events.Started(), events.Cancel())
    assert person.sees.status.can_cancel
    assert person.commands[-1] == EndEngine()
    person.does(events.Died(Death("interrupted")))
    assert person.commands[-1] == EndEngine()
    assert (person.sees.message.kind, person.sees.message.action) == ("note", "restart")
    person.does(events.Restart(), events.BecameReady(READY))
    assert person.sent[-1].text == "x**2"


def test_an_engine_that_never_loads_is_tried_three_times():
    person = Person("x**2").does(events.Started())
    for _ in range(3):
        assert person.commands[-1] == StartEngine()
        person.does(events.Died(Death("startup", 120)), takes=120)
    assert person.commands.count(StartEngine()) == 3
    assert "120 s" in person.sees.message.text


def test_a_cancelled_run_is_no_error():
    person = a_person_at_work().does(events.Type("x**3"), events.Pause(), events.Died(Death("cancelled")))
    assert (person.sees.message.kind, person.sees.message.action) == ("note", "run")


def test_a_crash_of_an_idle_engine_blames_no_program_which_runs_again_in_the_next():
    person = a_person_at_work().does(events.Died(Death("signal", 9)))
    assert (person.sees.message.kind, person.sees.message.action) == ("error", None)
    assert "while no program ran" in person.sees.message.text
    person.does(events.BecameReady(READY))
    assert person.sent[-1].text == "x**2"
    person.does(events.Replied(good(2)))
    assert (person.sees.message, person.sees.picture.dimmed) == (None, False)


def test_an_engine_that_dies_without_a_text_is_given_nothing_to_run():
    person = Person().does(events.Started(), events.BecameReady(READY), events.Died(Death("signal", 9)))
    assert not person.does(events.BecameReady(READY)).sent


def test_an_engine_that_dies_beside_a_killer_does_not_run_it():
    person = a_person_who_left_a_killer().does(events.Undo(), events.Died(Death("signal", 9)))
    person.does(events.BecameReady(READY))
    assert len(person.sent) == 3
    assert person.sees.message.action == "run"


def test_cancel_ends_only_a_run_in_progress():
    person = a_person_at_work().does(events.Cancel())
    assert EndEngine() not in person.commands
    person.does(events.Type("x**3"), events.Pause(), events.Cancel())
    assert person.commands[-1] == EndEngine()


def test_a_restart_runs_what_was_in_flight_again():
    person = a_person_at_work().does(events.Type("x**3"), events.Pause(), events.Restart())
    person.does(events.BecameReady(READY))
    assert [request.text for request in person.sent] == ["x**2", "x**3", "x**3"]


def test_a_restart_runs_the_document_anew():
    person = a_person_at_work().does(events.Restart())
    assert person.sees.status.activity == "warming"
    person.does(events.BecameReady(READY))
    assert person.sent[-1].text == "x**2"


def test_running_has_a_beginning():
    person = a_person_at_work().does(events.Type("x**3"), events.Pause())
    assert (person.sees.status.activity, person.sees.status.since) == ("running", person.now)


def test_the_title_says_whether_closing_would_lose_text():
    person = a_person_at_work()
    assert (person.sees.title, person.sees.modified) == ("Untitled", False)
    person.does(events.Type("x**3"))
    assert person.sees.modified
    person.does(events.Saved("x**3", "folder/cube.py"))
    assert (person.sees.title, person.sees.modified) == ("cube.py", False)


def test_opening_starts_a_fresh_history_and_keeps_the_engine():
    person = a_person_at_work().does(events.Type("x**3"), events.Open(Document("u*v"), "Product"))
    assert (person.sees.text, person.sees.title, person.sees.modified) == ("u*v", "Product", False)
    assert not person.sees.can_undo
    assert person.sent[-1].text == "u*v"
    assert person.sees.torch == "2.13.0"


def test_a_document_opened_during_a_run_waits_for_its_end():
    person = a_person_at_work().does(events.Type("x**3"), events.Pause(), events.Open(Document("u*v")))
    assert [request.text for request in person.sent] == ["x**2", "x**3"]
    person.does(events.Replied(good(2)))
    assert person.sees.picture is None
    assert person.sent[-1].text == "u*v"


INTEGER = Failure("x is int64, but only floating point and complex tensors can require gradients", "choose")


def test_an_integer_input_that_requires_a_gradient_is_converted_with_one_click():
    person = a_person_at_work("x*w").does(events.ChooseDType("float64"), events.Replied(good(2)))
    person.does(events.SetInput(Input("x", (3,), dtype="int64")))
    person.does(events.Replied(Reply(3, None, None, INTEGER, (), ("x", "w"), ())))
    assert person.sees.message.fix.label == "Use float64 for x"
    person.does(events.ApplyFix(person.sees.message.fix))
    assert person.sent[-1].inputs == (Input("x", (3,)),)


OFF = Failure("x does not require a gradient, so there is nothing to differentiate", "switch it on")


@pytest.mark.parametrize(("dtype", "then"), [(None, None), ("float64", "float64"), ("int64", None)])
def test_the_gradient_of_the_only_input_is_switched_on_with_one_click(dtype, then):
    person = a_person_at_work().does(events.SetInput(Input("x", (3,), dtype=dtype, requires_grad=False)))
    person.does(events.Replied(Reply(2, None, None, OFF, (), ("x",), ())))
    assert person.sees.message.fix.label == "Switch it on for x"
    person.does(events.ApplyFix(person.sees.message.fix))
    assert person.sent[-1].inputs == (Input("x", (3,), dtype=then),)


@pytest.mark.parametrize("value", [Input("x", (3,), dtype="float64"), Input("q", (3,), dtype="int64")])
def test_an_input_that_is_not_at_fault_is_not_converted(value):
    person = a_person_at_work().does(events.SetInput(value))
    person.does(events.Replied(Reply(2, None, None, INTEGER, (), ("x",), ())))
    assert person.sees.message.fix is None


def test_a_failure_in_the_text_does_not_offer_to_convert_an_input():
    failure = Failure("no", span=Span(1, 0, 1, 1))
    person = a_person_at_work().does(events.SetInput(Input("x", (3,), dtype="int64")))
    person.does(events.Replied(Reply(2, None, None, failure, (), ("x",), ())))
    assert person.sees.message.fix is None


def test_a_note_about_the_numbers_is_shown():
    trace = replace(a_trace(), notes=("The output is the sum.",))
    person = Person("x").does(events.Started(), events.BecameReady(READY))
    person.does(events.Replied(Reply(1, trace, LAYOUT, None, (), ("x",), ())))
    assert (person.sees.message.kind, person.sees.message.text) == ("note", "The output is the sum.")
    assert person.sees.message.fix is None


def test_a_question_about_an_input_is_answered_with_one_click_while_the_text_is_the_same():
    trace, fix = (
        replace(a_trace(), notes=("Did you mean sin(x)?",)),
        Fix("Write sin(x)", Span(1, 0, 1, 4), "sin(x)"),
    )
    person = Person("sinx").does(events.Started(), events.BecameReady(READY))
    person.does(events.Replied(Reply(1, trace, LAYOUT, None, (), ("sinx",), (), suggestion=fix)))
    assert person.sees.message.fix == fix
    assert person.does(events.ApplyFix(fix)).sees.text == "sin(x)"
    assert person.sees.message is None or person.sees.message.fix is None
    for _ in range(3):
        person.does(events.Died(Death("signal", 11)))
    person.does(events.Type("x + 1"), events.Pause(), events.Restart())
    assert person.sees.message is None


def test_a_value_the_engine_filled_in_is_shown_as_the_inputs():
    person = Person("z").does(events.Started(), events.BecameReady(READY))
    person.does(events.Replied(Reply(1, None, None, FAILURE, (), ("z", "w"), (Input("z", (1.0,)),))))
    assert [item.input for item in person.sees.inputs] == [Input("z", (1.0,)), Input("w", (1.0,))]
    person.does(events.SetInput(Input("z", (math.pi,))))
    assert person.sees.inputs[0].input.values == (math.pi,)


def test_a_message_is_outdated_while_the_next_run_is_in_progress():
    person = a_person_at_work().does(events.Type("sni(x)"), events.Pause(), events.Replied(failed(2)))
    assert not person.sees.message.outdated
    person.does(events.Type("sin(x)"))
    assert not person.sees.message.outdated
    person.does(events.Pause())
    assert (person.sees.message.text, person.sees.message.outdated) == (FAILURE.message, True)


def test_the_status_says_which_line_is_wrong_until_the_text_changes():
    person = a_person_at_work().does(events.Type("sni(x)"), events.Pause(), events.Replied(failed(2)))
    assert person.sees.status.fault == "Error in line 1"
    assert person.does(events.Type("sin(x)")).sees.status.fault == ""


def test_the_status_of_a_failure_without_a_place_says_only_that_there_is_one():
    person = a_person_at_work().does(events.Type("x**3"), events.Pause(), events.Replied(failed(2, OFF)))
    assert person.sees.status.fault == "Error"


def stopped(generation: int, notes: tuple[str, ...] = ()) -> Reply:
    trace = replace(a_trace(), failure=FAILURE, failed_node=0, notes=notes)
    return Reply(generation, trace, LAYOUT, FAILURE, (), ("x",), ())


def test_a_run_that_stopped_shows_how_far_it_came_and_where_it_stopped():
    person = a_person_at_work().does(events.Type("x**3"), events.Pause(), events.Replied(stopped(2)))

    assert person.sees.picture.trace.failed_node == 0
    assert not person.sees.picture.dimmed
    assert person.sees.message.text == FAILURE.message
    assert person.sees.message.node == 0
    assert "gradients are those up to where the backward pass stopped" in person.sees.message.notes


@pytest.mark.parametrize(
    ("grad", "said"),
    [(None, "it has no gradients yet"), (tensor(1.0), "its gradients are those of the last result")],
)
def test_a_program_that_stopped_before_its_backward_pass_says_what_gradients_there_are(grad, said):
    so_far = trace_of([node(0, "leaf", name="x", value=tensor(2.0), grad=grad)], [])
    reply = Reply(2, replace(so_far, failure=FAILURE), LAYOUT, FAILURE, (), ("x",), ())
    person = a_person_at_work().does(events.Type("x**3"), events.Pause(), events.Replied(reply))

    assert said in person.sees.message.notes


def test_the_engines_own_notes_on_a_run_that_stopped_are_shown():
    person = Person("x**2").does(events.Started(), events.BecameReady(READY))
    person.does(events.Replied(stopped(1, ("A note.",))))

    assert person.sees.message.notes == "A note."


def test_an_error_without_a_graph_dims_the_graph_of_a_run_that_stopped():
    person = a_person_at_work().does(events.Type("x**3"), events.Pause(), events.Replied(stopped(2)))
    person.does(events.Type("x**"), events.Pause(), events.Replied(failed(3)))

    assert person.sees.picture.trace.failed_node == 0
    assert person.sees.picture.dimmed
    assert person.sees.message.node is None


def test_the_first_nan_is_offered_to_be_shown():
    bad = replace(a_trace(), first_bad_grad=0)
    person = Person("x**2").does(events.Started(), events.BecameReady(READY))
    person.does(events.Replied(Reply(1, bad, LAYOUT, None, (), ("x",), ())))

    assert person.sees.message.kind == "note"
    assert person.sees.message.node == 0


def test_a_selection_stays_with_its_node_and_comes_back_with_it():
    person = a_person_at_work().does(events.Select(Selected("node", 0)))
    assert person.sees.selected == Selected("node", 0)
    person.does(events.Type(""), events.Pause())
    assert person.sees.selected is None
    person.does(events.Type("x**2"), events.Pause(), events.Replied(good(2)))
    assert person.sees.selected == Selected("node", 0)
    person.does(events.Select(None))
    assert person.sees.selected is None


def test_selecting_is_not_a_step_to_undo():
    person = a_person_at_work().does(events.Select(Selected("node", 0)))

    assert not person.sees.can_undo


def test_the_order_of_the_gradient_is_chosen_run_and_undone():
    person = a_person_at_work().does(events.ChooseOrder(2))
    assert person.sees.order.order == 2
    assert person.sent[-1].order == 2
    person.does(events.Undo())
    assert person.sees.order.order == 1


def test_a_higher_order_offers_its_leaf_only_where_there_are_several():
    trace = trace_of(
        [replace(node(id, "leaf", name=name, value=scalar(1.0)), span=None) for id, name in enumerate("uv")],
        [],
    )
    layout = Layout.of(("u", "v"), ((0.0, 0.0), (0.0, 128.0)), ((168.0, 92.0),) * 2, (), 168.0, 220.0)
    person = Person("u*v").does(events.Started(), events.BecameReady(READY))
    person.does(events.Replied(Reply(1, trace, layout, None, (), ("u", "v"), ())))
    assert person.sees.order.leaves == ()
    person.does(events.ChooseOrder(2))
    assert (person.sees.order.leaves, person.sees.order.wrt) == (("u", "v"), "u")
    person.does(events.ChooseLeaf("v"))
    assert person.sees.order.wrt == "v"


def test_a_graph_of_a_higher_order_says_what_it_is():
    second = replace(a_trace(), order=2)
    person = Person("x**2").does(events.Started(), events.BecameReady(READY))
    person.does(events.Replied(Reply(1, second, LAYOUT, None, (), ("x",), ())))

    assert person.sees.order.title == "Graph of y: its gradients are derivatives of order 2"
    assert a_person_at_work().sees.order.title == ""


def test_an_engine_without_its_sandbox_stays_down_and_says_what_it_needs():
    person = a_person_at_work().does(events.Died(Death("sandbox", 77, "Landlock: not supported")))
    assert person.sees.status.activity == "stopped"
    assert StartEngine() not in person.commands[-1:]
    assert "Landlock" in person.sees.message.hint
    assert person.sees.message.action == "restart"


def test_an_engine_that_runs_without_a_sandbox_says_so_all_the_time():
    person = a_person_at_work()
    assert person.sees.status.fault == ""
    person.does(events.BecameReady(Ready("2.13.0", (Device("cpu", "CPU"),), confined=False)))
    assert person.sees.status.fault == "Ready, without a sandbox"


def understood(generation: int, code: str) -> Reply:
    return structs.replace(good(generation), understood=code)


def test_what_was_understood_is_shown_and_fades_while_the_text_is_another():
    person = a_person_at_work("2x").does(events.Run(), events.Replied(understood(2, "2*x")))
    assert person.sees.understood == Understanding("2*x", outdated=False)
    person.does(events.Type("2x +"))
    assert person.sees.understood == Understanding("2*x", outdated=True)
    person.does(events.Pause(), events.Replied(failed(3)))
    assert person.sees.understood == Understanding("2*x", outdated=True, stays=True)
    person.does(events.Type("x"), events.Pause(), events.Replied(good(4)))
    assert person.sees.understood is None


@pytest.mark.parametrize("change", [events.Open(Document("x")), events.Type("")])
def test_another_text_has_nothing_understood_yet(change):
    person = a_person_at_work("2x").does(events.Run(), events.Replied(understood(2, "2*x")))
    assert person.does(change, events.Pause()).sees.understood is None


def test_what_was_understood_is_written_out_and_undone():
    person = a_person_at_work("2x").does(events.Run(), events.Replied(understood(2, "2*x")))
    person.does(events.WriteUnderstood())
    assert (person.sees.text, person.sent[-1].text) == ("2*x", "2*x")
    assert person.does(events.Undo()).sees.text == "2x"


def test_what_is_outdated_is_not_written_over_the_text():
    person = a_person_at_work("2x").does(events.Run(), events.Replied(understood(2, "2*x")))
    person.does(events.Type("3x"), events.WriteUnderstood())
    assert person.sees.text == "3x"
