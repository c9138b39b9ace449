"""Questions about a large graph are answered beside the window; only the newest is, and a fault is told."""

import sys
import threading

import pytest
from tests.core.traces import run

from nablascope.ui import lookup as room
from nablascope.ui.lookup import KnownMeasures, Lookup

SMALL = run("y = x * x", x=1.5)
LARGE = run("y = x * x\n" + "y = y * x\n" * 6, x=1.5)


@pytest.fixture
def lookup(qapp, monkeypatch):
    monkeypatch.setattr(room, "LARGE", len(SMALL.nodes))
    return Lookup(KnownMeasures())


@pytest.fixture
def answers(lookup):
    came = []
    lookup.answered.connect(came.append)
    return came


def says(answer):
    return lambda trace, measures: answer


def test_of_several_questions_the_newest_is_answered(qtbot, lookup, answers):
    for name in ("first", "second", "third"):
        lookup.ask(LARGE, says(name))
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.wait(50)

    assert answers == ["third"]


def test_nothing_older_follows_the_answer_about_a_small_graph(qtbot, lookup, answers):
    lookup.ask(LARGE, says("large A"))
    lookup.ask(LARGE, says("large B"))
    lookup.ask(SMALL, says("small C"))
    qtbot.waitUntil(lambda: not lookup._running)
    qtbot.wait(50)

    assert answers == ["small C"]


def test_what_is_forgotten_is_not_answered(qtbot, lookup, answers):
    lookup.ask(LARGE, says("large"))
    lookup.forget()
    qtbot.waitUntil(lambda: not lookup._running)

    assert answers == []


def test_a_question_that_fails_is_reported_and_the_next_is_answered(qtbot, lookup, answers, monkeypatch):
    reported = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: reported.append(error[1]))
    lookup.ask(LARGE, lambda trace, measures: 1 / 0)
    qtbot.waitUntil(lambda: bool(reported))
    lookup.ask(LARGE, says("next"))
    qtbot.waitUntil(lambda: bool(answers), timeout=2000)

    assert answers == ["next"]
    assert isinstance(reported[0], ZeroDivisionError)


def test_a_question_that_waits_behind_one_that_fails_is_answered(qtbot, lookup, answers, monkeypatch):
    told = threading.Event()
    monkeypatch.setattr(sys, "excepthook", lambda *error: None)
    lookup.ask(LARGE, lambda trace, measures: told.wait(10) and 1 / 0)
    lookup.ask(LARGE, says("behind it"))
    told.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=2000)

    assert answers == ["behind it"]
