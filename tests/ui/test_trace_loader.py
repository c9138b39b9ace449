"""Opening recorded traces; the window stays alive meanwhile and afterwards."""

from threading import Event

import pytest
from tests.core.traces import run
from tests.ui.desks import recorded

from nablascope.core.layout.lay_out import lay_out
from nablascope.ui import trace_loader
from nablascope.workspace.recording import Recording
from nablascope.workspace.view import view

TRACE = run("y = x**2", x=3.0)
PATH = "/data/run.nablatrace"


@pytest.fixture
def disk(monkeypatch):
    """What lies on the disk, by path; reading waits for `spins`."""

    class Disk(dict):
        spins = Event()

        def read(self, path, *, down=False):
            assert self.spins.wait(10)
            return self.get(path, "there is no such file")

    disk = Disk({PATH: Recording(PATH, TRACE, lay_out(TRACE))})
    disk.spins.set()
    monkeypatch.setattr(trace_loader, "read", disk.read)
    return disk


def test_a_recorded_trace_takes_the_window(desk, disk):
    desk.window.files.open_path(PATH)
    desk.waits_for(lambda view: view.recording is not None)

    assert desk.sees.title == "run.nablatrace"
    assert desk.window.canvas.display_list is not None
    assert not desk.window.editor.isVisible()


def test_a_program_can_follow_it(desk, disk):
    desk.window.files.open_path(PATH)
    desk.waits_for(lambda view: view.recording is not None)
    desk.triggers("new")

    assert desk.window.editor.isVisible()
    assert desk.window.editor.hasFocus()


def test_a_file_that_is_no_trace_leaves_what_is_there(desk, disk, boxes):
    desk.window.files.open_path("/data/broken.nablatrace")
    desk.qtbot.waitUntil(lambda: bool(boxes))

    assert boxes == ["/data/broken.nablatrace could not be opened. there is no such file"]
    assert desk.sees.text == "x**2"


def test_a_window_that_starts_on_a_trace_says_that_it_reads_and_then_shows_it(open_desk, disk):
    disk.spins.clear()
    desk = open_desk(workspace=starting(PATH))
    desk.window.show_view(view(desk.session.workspace))
    desk.window.files.load_trace(PATH)
    assert desk.window.canvas._vacancy == "Opening run.nablatrace"
    disk.spins.set()
    desk.waits_for(lambda view: view.picture is not None)

    assert desk.sees.picture.trace is TRACE


def test_a_window_that_starts_on_a_broken_file_says_why_and_lives(open_desk, disk):
    desk = open_desk(workspace=starting("/data/broken.nablatrace"))
    desk.window.files.load_trace("/data/broken.nablatrace")
    desk.waits_for(lambda view: view.message is not None)

    assert desk.window.message_bar.text.text() == "broken.nablatrace could not be opened"
    assert desk.window.message_bar.hint.text() == "there is no such file"


def test_a_trace_that_comes_after_something_else_was_opened_is_dropped(desk, disk):
    disk.spins.clear()
    loaded = []
    desk.window.files._loader.loaded.connect(loaded.append)
    desk.window.files.open_path(PATH)
    desk.triggers("new")
    with desk.qtbot.waitSignal(desk.window.files._loader._done, timeout=10_000):
        disk.spins.set()

    assert loaded == []
    assert desk.sees.recording is None


def starting(path: str):
    return recorded(None, path)
