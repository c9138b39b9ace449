"""`nablascope.show`: the window opens beside my script, which goes on."""

import os
import signal
import subprocess
import sys

import pytest

import nablascope
from nablascope.temporary_trace import discard, temporary_file
from nablascope.window_process import Window

SECONDS = 60


@pytest.fixture
def trace():
    return nablascope.trace(lambda x: x**2, 9.0)


@pytest.fixture(autouse=True)
def _temporary_folder(tmp_path, monkeypatch):
    """Temporary files of this process and of those it starts lie in the test's own folder."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    yield
    monkeypatch.setattr("tempfile.tempdir", None)


def left(folder):
    return list(folder.glob("nablascope-show-*"))


def test_the_window_opens_and_the_script_goes_on(trace, tmp_path):
    window = nablascope.show(trace)
    assert window.is_open
    (folder,) = left(tmp_path)
    assert [path.suffix for path in folder.iterdir() if path.suffix != ".txt"] == [".nablatrace"]
    with pytest.raises(TimeoutError, match="still open"):
        window.wait(0.0)
    window.close()
    assert not window.is_open
    assert left(tmp_path) == []


def test_closing_a_closed_window_does_nothing(trace):
    window = nablascope.show(trace)
    window.close()
    window.close()
    window.wait()


def test_a_window_that_cannot_open_says_why(tmp_path):
    path = temporary_file("missing")
    with pytest.raises(RuntimeError, match=r"status 2.*missing\.nablatrace"):
        Window(path).wait(SECONDS)
    assert left(tmp_path) == []


def test_where_there_is_no_display_it_says_what_else_can_be_done(trace, monkeypatch, tmp_path):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(RuntimeError, match=r"trace\.render\('trace\.png'\)"):
        nablascope.show(trace)
    assert left(tmp_path) == []


def test_the_window_stays_when_the_script_ends_and_takes_its_file_with_it(tmp_path):
    script = (
        "import nablascope, sys\n"
        "window = nablascope.show(nablascope.trace(lambda x: x**2, 9.0))\n"
        "print(window.pid, 'torch' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, timeout=SECONDS
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(left(tmp_path)) == 1
    os.kill(int(done.stdout.split()[0]), signal.SIGTERM)


def test_a_window_is_called_by_what_it_shows():
    path = temporary_file("loss / 2: ../../etc")
    assert path.name == "loss _ 2_ ______etc.nablatrace"
    discard(path)
    assert not path.parent.exists()


def test_only_a_temporary_file_is_ever_removed(tmp_path):
    path = tmp_path / "mine.nablatrace"
    path.write_text("mine")
    discard(path)
    assert path.read_text() == "mine"
