"""Graphs are arranged beside the window; the newest wish counts, and a fault is told."""

import sys

import pytest
from tests.workspace.test_grouping import a_trace

from nablascope.ui import arranger as room
from nablascope.ui.arranger import Arranger
from nablascope.workspace.commands import Arrange


def wish(trace, open=None):
    return Arrange(trace, open, None, None, grouped=True)


@pytest.fixture
def arranger(qapp):
    return Arranger()


def test_what_is_wished_for_comes_arranged(qtbot, arranger):
    trace = a_trace()
    with qtbot.waitSignal(arranger.arranged) as heard:
        arranger.want(wish(trace))

    assert heard.args[0].source is trace


def test_of_several_wishes_the_newest_counts(qtbot, arranger):
    first, second, third = a_trace(), a_trace(), a_trace()
    came = []
    arranger.arranged.connect(came.append)
    with qtbot.waitSignal(arranger.arranged):
        for trace in (first, second, third):
            arranger.want(wish(trace))

    assert [one.source is third for one in came] == [True]


def test_a_fault_of_our_own_is_told_and_reported(qtbot, arranger, monkeypatch):
    reported = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: reported.append(error[1]))
    monkeypatch.setattr(room, "arrange", lambda *_, **__: 1 / 0)

    trace = a_trace()
    with qtbot.waitSignal(arranger.failed) as heard:
        arranger.want(wish(trace))

    assert heard.args[0] is trace
    assert isinstance(reported[0], ZeroDivisionError)
