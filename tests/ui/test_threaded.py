"""Work beside the window: its news come to the window's thread, and so does a failure."""

import sys
import threading

from nablascope.ui.threaded import Threaded


def test_what_the_work_comes_to_is_told_in_the_windows_thread(qtbot):
    threaded, heard = Threaded(), []
    threaded.done.connect(lambda *news: heard.append((*news, threading.current_thread())))

    threaded.start("asked", threading.current_thread)

    qtbot.waitUntil(lambda: bool(heard))
    [(asked, worked_in, told_in)] = heard
    assert asked == "asked"
    assert worked_in is not told_in is threading.current_thread()


def test_work_that_fails_is_reported_and_comes_to_nothing(qtbot, monkeypatch):
    threaded, reported = Threaded(), []
    monkeypatch.setattr(sys, "excepthook", lambda *error: reported.append(error[1]))

    with qtbot.waitSignal(threaded.done) as done:
        threaded.start("asked", lambda: 1 / 0)

    assert done.args == ["asked", None]
    assert isinstance(reported[0], ZeroDivisionError)
