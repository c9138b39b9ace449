"""The selected node and the text it was written in."""

from dataclasses import replace

from msgspec import structs
from tests.core.traces import run, trace_of
from tests.workspace.test_update import READY as ENGINE
from tests.workspace.test_update import Person, good

from nablascope.core.language.span import Span
from nablascope.core.layout.lay_out import lay_out
from nablascope.workspace import events
from nablascope.workspace.selecting import node_at
from nablascope.workspace.view_state import Selected

TEXT = "for i in range(2):\n    x = sin(x)"
X, FIRST, SECOND = range(3)
IN_LOOP = Span(2, 8, 2, 14)


def a_person_with_a_loop() -> Person:
    trace = run("a = sin(x)\nb = sin(a)", x=1.0)
    rows = [replace(row, span=IN_LOOP if row.kind == "op" else None) for row in trace.nodes]
    looped = trace_of(rows, list(trace.edges))
    reply = structs.replace(good(1), trace=looped, layout=lay_out(looped))
    return Person(TEXT).does(events.Started(), events.BecameReady(ENGINE), events.Replied(reply))


def test_what_the_selected_node_was_written_as_is_known():
    person = a_person_with_a_loop()
    assert person.sees.selected_span is None
    person.does(events.Select(Selected("node", SECOND)))
    assert person.sees.selected_span == IN_LOOP
    person.does(events.Select(Selected("node", X)))
    assert person.sees.selected_span is None, "an input of the window was not written"


def test_an_edge_was_not_written():
    person = a_person_with_a_loop().does(events.Select(Selected("edge", 0)))
    assert person.sees.selected == Selected("edge", 0)
    assert person.sees.selected_span is None


def test_in_another_text_it_is_not_known_where_that_stands():
    person = a_person_with_a_loop()
    person.does(events.Select(Selected("node", FIRST)), events.Type(f"# new\n{TEXT}"))
    assert person.sees.selected_span is None
    assert node_at(person.workspace, 2, 9) is None


def test_a_place_in_the_text_leads_to_its_node_and_again_to_the_next_that_it_made():
    person = a_person_with_a_loop()
    found = []
    for _ in range(3):
        found.append(node_at(person.workspace, 2, 9))
        person.does(events.Select(Selected("node", found[-1])))
    assert found == [FIRST, SECOND, FIRST]
    assert node_at(person.workspace, 1, 0) is None


def test_several_are_found_again_after_an_edit_and_the_last_is_told_about():
    person = a_person_with_a_loop().does(events.SelectNodes((0, 2, 1)))
    assert (person.sees.selected, person.sees.also) == (Selected("node", 1), (0, 2))
    answer = structs.replace(person.workspace.shown.reply, generation=2)
    person.does(events.Type("other"), events.Pause(), events.Replied(answer))
    assert (person.sees.selected, person.sees.also) == (Selected("node", 1), (0, 2))
    person.does(events.Select(Selected("node", 2)))
    assert (person.sees.selected, person.sees.also) == (Selected("node", 2), ())
    person.does(events.SelectNodes((0, 1)), events.Select(None))
    assert (person.sees.selected, person.sees.also) == (None, ())
