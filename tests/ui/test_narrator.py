"""One sentence about the step, to read, copy and hear."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtWidgets import QApplication
from tests.core.traces import node, run, tensor, trace_of

from nablascope.core.graph.trace import Edge
from nablascope.core.scene.theme_file import load_theme
from nablascope.ui import narrator as module
from nablascope.ui.narrator import INVITATION
from nablascope.workspace import step_events

SINE = run("y = torch.sin(x / 2**1.5)", x=100.0)
LIGHT, DARK = load_theme("light"), load_theme("dark")


@pytest.fixture
def person(open_stepped):
    return open_stepped(SINE)


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is told."""
    told = []

    class Listening:
        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event) -> None:
            told.append(event.message())

    monkeypatch.setattr(module, "QAccessible", Listening)
    return told


def goes_to(person, place):
    person.does(step_events.GoTo(person.sees.timeline.stops[place]))


def shown(person) -> str:
    """What is to be read, without its markup."""
    document = QTextDocument()
    document.setHtml(person.bar.narrator.text())
    return document.toPlainText().replace("\u00a0", " ")


def test_before_the_first_step_it_says_how_to_begin(person):
    assert "6 steps" in shown(person)
    assert INVITATION in shown(person)


def test_it_says_of_steps_that_they_are_those_of_an_earlier_run(person):
    person.bar.narrator.show_transport(replace(person.sees, earlier=True))
    assert "6 steps of an earlier run" in shown(person)
    goes_to(person, 4)
    person.bar.narrator.show_transport(replace(person.sees, earlier=True))
    assert "Step 4 of 6, of an earlier run" in shown(person)
    person.bar.narrator.show_transport(person.sees)
    assert "earlier" not in shown(person)


def test_it_says_which_step_it_is_and_what_it_does(person):
    goes_to(person, 4)
    assert shown(person).startswith("Step 4 of 6")
    assert "sin received 1.0000" in shown(person)
    assert "−0.6983" in shown(person)
    goes_to(person, 6)
    assert "−0.2469" in shown(person)


def test_numbers_wear_the_colours_of_values_and_gradients(person):
    goes_to(person, 1)
    assert LIGHT.value in person.bar.narrator.text()
    goes_to(person, 4)
    assert LIGHT.gradient in person.bar.narrator.text()


def test_the_colours_are_the_themes(person, appearance):
    goes_to(person, 4)
    appearance.choose("dark")
    dark = person.bar.narrator.text()
    appearance.choose("light")
    assert DARK.gradient in dark
    assert LIGHT.gradient not in dark


def test_the_sentence_is_copied_as_plain_text(person):
    goes_to(person, 4)
    person.triggers("copy_step")
    copied = QApplication.clipboard().text()
    assert copied.startswith("Step 4 of 6: sin received 1.0000.")
    assert "<" not in copied


def test_there_is_no_sentence_to_copy_while_no_step_is_shown(person):
    action = person.window.actions_by_name["copy_step"]
    assert not action.isEnabled()
    goes_to(person, 1)
    assert action.isEnabled()


def test_a_screen_reader_hears_each_step_once(person, heard):
    goes_to(person, 1)
    goes_to(person, 4)
    assert [words.partition(":")[0] for words in heard] == ["Step 1 of 6", "Step 4 of 6"]


def test_while_numbers_move_it_says_nothing_new(person, heard):
    person.does(step_events.GoOn())
    person.waits(1.0)
    assert len(heard) == 1


def test_the_whole_graph_is_not_announced(person, heard):
    goes_to(person, 1)
    person.does(step_events.ShowWhole())
    assert len(heard) == 1


def test_nobody_is_told_where_nobody_listens(person, monkeypatch):
    told = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    goes_to(person, 1)
    assert told == []


def test_it_has_the_sentence_as_its_accessible_name(person):
    goes_to(person, 4)
    assert person.bar.narrator.accessibleName() == person.bar.narrator.said


def test_names_are_words_and_never_markup(open_stepped):
    name = "<img src=x><b>w</b>&amp;"
    named = replace(node(0, "leaf", name=name, value=tensor(3.0), grad=tensor(6.0)))
    square = node(1, op="PowBackward0", function="pow", name="y", value=tensor(9.0), grad=tensor(1.0))
    person = open_stepped(trace_of([named, square], [Edge(0, 0, 1, 0, "self", tensor(6.0))]))
    goes_to(person, person.sees.count)
    told = person.bar.narrator.text()
    assert "<img" not in told
    assert "<b>" not in told
    assert "<img" in shown(person)
    assert "<img" in person.bar.narrator.said


def test_one_step_is_no_steps(open_stepped):
    trace = trace_of(
        [
            node(0, "constant", value=tensor(3.0), follows=False),
            node(1, "cut", function="detach", value=tensor(3.0), follows=False),
        ],
        [Edge(0, 0, 1, 0, "self", None)],
    )
    assert shown(open_stepped(trace)).startswith("1 step ")
