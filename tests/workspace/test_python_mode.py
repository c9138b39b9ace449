"""Python mode in a person's words: nothing runs as Python but the very text that they allowed."""

from dataclasses import replace

import pytest
from msgspec import structs
from tests.workspace.test_update import LAYOUT, READY, Person, a_trace, good

from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span
from nablascope.core.wire.messages import Input, Reply
from nablascope.document.document import Document
from nablascope.workspace import events
from nablascope.workspace.commands import ForgetAllowed, RememberAllowed, RestartEngines, Send, StartEngine
from nablascope.workspace.consent import digest, is_confined, is_replaced
from nablascope.workspace.death import Death

CLASS = "class A: pass\nx**2"
EDITED = "class A: pass\nx**3"
OTHER = "class B: pass\nx**3"
REFUSED = Failure("class is not in the expression language", "use assignments", Span(1, 0, 1, 13))


def refused(generation, trace=None):
    layout = LAYOUT if trace else None
    return Reply(
        generation, trace, layout, REFUSED, (), (), (), is_whole=False, mentioned=("x",), is_python=True
    )


def broken(generation):
    failure = Failure("a bracket is open", "", Span(1, 0, 1, 1))
    return Reply(generation, a_trace(1.0), LAYOUT, failure, (), (), (), is_whole=False, mentioned=("x",))


def a_person_before_a_refused_text():
    return Person(CLASS).does(events.Started(), events.BecameReady(READY), events.Replied(refused(1)))


def a_person_who_allowed_it():
    person = a_person_before_a_refused_text()
    return person.does(events.AllowPython(CLASS), events.Replied(good(2, ("9",))))


def an_edit(person, text):
    """Types, pauses, and lets a fresh engine answer what the expression language says to it."""
    person.does(events.Type(text), events.Pause(), events.BecameReady(READY))
    return person.does(events.Replied(refused(person.sent[-1].generation)))


def started(person):
    return sum(isinstance(command, StartEngine | RestartEngines) for command in person.commands)


def test_a_refused_text_runs_in_the_language_and_offers_python():
    person = a_person_before_a_refused_text()
    assert [request.python for request in person.sent] == [False]
    assert person.sees.message.action == "ask_python"
    assert person.sees.message.hint.endswith("choose Run as Python, if you trust this text")
    assert not person.sees.python.trusted
    assert not person.sees.python.ran


def test_a_text_that_python_cannot_run_either_offers_nothing():
    person = Person("(").does(events.Started(), events.BecameReady(READY), events.Replied(broken(1)))
    assert person.sees.message.action is None


def test_the_allowed_text_runs_as_python_and_is_remembered():
    person = a_person_who_allowed_it()
    assert person.sent[-1].python
    assert person.sent[-1].text == CLASS
    assert RememberAllowed(digest(CLASS)) in person.commands
    assert person.sees.message is None
    assert person.sees.python.ran
    assert not person.sees.picture.dimmed


def test_a_word_about_another_text_than_the_present_one_does_nothing():
    person = a_person_before_a_refused_text().does(events.AllowPython(OTHER))
    assert not person.sees.python.can_forget
    assert len(person.sent) == 1


def test_an_input_keeps_python_mode_and_the_process():
    person = a_person_who_allowed_it().does(events.SetInput(Input("x", (4.0,))))
    assert person.sent[-1].python
    assert started(person) == 1


def test_a_changed_text_is_not_allowed_and_a_fresh_process_reads_it():
    person = a_person_who_allowed_it().does(events.Type(OTHER), events.Pause())
    assert started(person) == 2
    assert len(person.sent) == 2
    assert person.sees.status.activity == "restarting"
    person.does(events.BecameReady(READY))
    assert person.sent[-1].text == OTHER
    assert not person.sent[-1].python


def test_a_changed_text_that_only_python_can_run_waits_for_a_keystroke():
    person = an_edit(a_person_who_allowed_it(), EDITED)
    assert person.sees.status.fault == "Changed: press Ctrl+Return"
    assert person.sees.message.text == "changed: Ctrl+Return runs it as Python"
    assert (person.sees.message.kind, person.sees.message.action) == ("note", "run_python")
    assert person.sees.underline is None
    assert person.sees.picture.dimmed
    assert (person.sees.printed, person.sees.printed_earlier) == (("9",), True)
    assert not person.sees.python.ran


@pytest.mark.parametrize("cause", ["deadline", "cancelled", "signal", "memory"])
def test_nothing_of_the_text_before_passes_for_one_that_was_stopped_as_python(cause):
    person = an_edit(a_person_who_allowed_it(), EDITED).does(events.AllowPython(EDITED))
    person.does(events.Died(Death(cause, 9)), events.BecameReady(READY))
    assert (person.sees.printed, person.sees.printed_earlier) == ((), False)
    assert person.sees.message.action == "run"
    assert (person.sees.status.fault, person.sees.underline) == ("", None)
    assert person.sees.picture.dimmed


def test_the_mark_is_of_the_text_that_is_on_screen():
    person = a_person_before_a_refused_text()
    assert not person.sees.python.ran
    assert person.does(events.AllowPython(CLASS)).sees.python.ran
    assert person.does(events.Replied(good(2))).sees.python.ran
    assert person.does(events.SetInput(Input("x", (4.0,)))).sees.python.ran
    assert not person.does(events.Type(EDITED)).sees.python.ran
    assert not person.does(events.Pause(), events.BecameReady(READY)).sees.python.ran


def test_the_mark_stays_on_a_text_that_was_stopped_as_python():
    person = a_person_before_a_refused_text().does(events.AllowPython(CLASS))
    person.does(events.Died(Death("deadline", 10)), events.BecameReady(READY))
    assert person.sees.python.ran
    assert not person.does(events.Type(EDITED)).sees.python.ran


def test_a_failure_of_the_language_on_another_text_is_under_no_mark():
    person = an_edit(a_person_who_allowed_it(), OTHER)
    assert person.sees.picture.dimmed
    assert not person.sees.python.ran


def test_the_graph_of_python_stays_while_a_changed_text_cannot_be_read():
    person = a_person_who_allowed_it()
    shown = person.workspace.shown
    person.does(events.Type("class ("), events.Pause(), events.BecameReady(READY))
    person.does(events.Replied(broken(person.sent[-1].generation)))
    assert person.workspace.shown is shown
    assert person.sees.message.text == "a bracket is open"


def test_one_keystroke_then_allows_the_changed_text():
    person = an_edit(a_person_who_allowed_it(), EDITED)
    assert person.sees.python.trusted
    before = started(person)
    person.does(events.AllowPython(EDITED))
    assert person.sent[-1].python
    assert person.sent[-1].text == EDITED
    assert started(person) == before


def test_a_text_that_took_the_place_of_the_allowed_one_must_be_asked_about():
    person = an_edit(a_person_who_allowed_it(), OTHER)
    assert not person.sees.python.trusted
    assert is_replaced(person.workspace)
    assert person.sees.message.action == "ask_python"
    assert person.sees.status.fault == "Error in line 1"
    assert person.sees.underline is not None


def test_a_long_text_that_has_the_allowed_one_in_it_must_be_asked_about():
    person = an_edit(a_person_who_allowed_it(), f"{CLASS}\nimport os\nos.remove('a')\nos.remove('b')")
    assert not person.sees.python.trusted


def test_the_next_edits_are_measured_against_the_text_that_was_allowed_last():
    person = an_edit(a_person_who_allowed_it(), EDITED).does(events.AllowPython(EDITED))
    person.does(events.Replied(good(person.sent[-1].generation)))
    assert an_edit(person, OTHER).sees.python.trusted


def test_undo_of_the_replacement_brings_the_trust_back():
    person = an_edit(a_person_who_allowed_it(), OTHER).does(events.Undo())
    assert person.sees.python.trusted
    assert not is_replaced(person.workspace)


def test_a_changed_text_of_the_language_runs_there_and_loses_the_mark():
    person = a_person_who_allowed_it().does(events.Type("x**3"), events.Pause(), events.BecameReady(READY))
    person.does(events.Replied(good(person.sent[-1].generation)))
    assert not person.sees.python.ran
    assert not person.sees.picture.dimmed


def test_undo_to_an_allowed_text_runs_it_as_python_in_a_process_of_its_own():
    person = an_edit(a_person_who_allowed_it(), OTHER).does(events.AllowPython(OTHER))
    person.does(events.Replied(good(person.sent[-1].generation)), events.Undo(), events.BecameReady(READY))
    assert person.sent[-1].text == CLASS
    assert person.sent[-1].python


def test_another_document_must_ask_again():
    person = a_person_who_allowed_it().does(events.Open(Document(OTHER)), events.BecameReady(READY))
    assert not person.sent[-1].python
    person.does(events.Replied(refused(person.sent[-1].generation)))
    assert not person.sees.python.trusted
    assert not is_replaced(person.workspace)
    assert person.sees.message.action == "ask_python"


def test_a_document_with_a_text_that_was_allowed_earlier_runs_as_python_by_itself():
    person = Person()
    person.workspace = replace(person.workspace, allowed=frozenset({digest(CLASS)}))
    person.does(events.Started(), events.BecameReady(READY), events.Open(Document(CLASS)))
    assert person.sent[-1].python
    person.does(events.Replied(good(person.sent[-1].generation)))
    assert person.sees.python.ran
    an_edit(person, OTHER)
    assert not person.sees.python.trusted
    assert person.sees.message.action == "ask_python"


def test_another_document_never_follows_in_the_process_that_ran_python():
    person = a_person_who_allowed_it().does(events.Open(Document("x**3")))
    assert started(person) == 2
    assert person.sent[-1].text == CLASS
    person.does(events.BecameReady(READY))
    assert person.sent[-1].text == "x**3"


def test_forgetting_takes_every_permission_back():
    person = a_person_who_allowed_it().does(events.ForgetPython())
    assert ForgetAllowed() in person.commands
    assert not person.sees.python.can_forget
    assert not person.sees.python.trusted
    assert started(person) == 2
    person.does(events.BecameReady(READY))
    assert not person.sent[-1].python


def test_a_text_that_ended_its_engine_as_python_is_not_run_again_by_itself():
    person = a_person_before_a_refused_text().does(events.AllowPython(CLASS), events.Died(Death("exit", 0)))
    person.does(events.BecameReady(READY))
    assert len(person.sent) == 2
    person.does(events.Run())
    assert person.sent[-1].python


def test_what_was_allowed_while_torch_loads_runs_when_it_is_ready():
    person = Person(CLASS).does(events.Started(), events.AllowPython(CLASS))
    assert not [command for command in person.commands if isinstance(command, Send)]
    person.does(events.BecameReady(READY))
    assert [request.python for request in person.sent] == [True]


@pytest.mark.parametrize("held", [True, False])
def test_only_an_engine_that_said_so_is_held_by_the_system(held):
    person = Person("x").does(events.Started())
    assert not is_confined(person.workspace)
    person.does(events.BecameReady(structs.replace(READY, confined=held)))
    assert is_confined(person.workspace) == held


@pytest.mark.parametrize("ending", [(events.Died(Death("exit", 0)),), (events.Restart(),)])
def test_a_process_that_came_after_the_one_of_python_is_a_fresh_one(ending):
    person = a_person_before_a_refused_text().does(events.AllowPython(CLASS), *ending)
    person.does(events.Type("x**3"), events.Pause(), events.BecameReady(READY))
    assert started(person) == 2
    assert person.sent[-1].text == "x**3"
