"""A confined process reads and computes; it changes nothing and talks to nobody."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")

CHILD = Path(__file__).with_name("confined_child.py")


@pytest.fixture(scope="module", params=[0, 2], ids=["this kernel's Landlock", "that of Debian 12"])
def confined(request, tmp_path_factory):
    """What became of each attempt, the folder afterwards, and the process."""
    folder, work = tmp_path_factory.mktemp("folder"), tmp_path_factory.mktemp("work")
    (folder / "kept").write_text("kept")
    (folder / "inner").mkdir()
    command = [sys.executable, str(CHILD), str(folder), str(request.param)]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=120, check=False)
    forbidden, allowed = map(json.loads, done.stdout.splitlines())
    return forbidden, allowed, (folder, work), done


def test_nothing_is_changed_and_nobody_is_reached(confined):
    forbidden, _, _, _ = confined
    assert [name for name, outcome in forbidden.items() if outcome == "done"] == []


def test_the_files_are_as_they_were(confined):
    _, _, (folder, work), _ = confined
    assert sorted(path.name for path in folder.iterdir()) == ["inner", "kept"]
    assert (folder / "kept").read_text() == "kept"
    assert list(work.iterdir()) == []


def test_reading_and_computing_go_on(confined):
    _, allowed, _, done = confined
    assert {name: outcome for name, outcome in allowed.items() if outcome != "done"} == {}, done.stderr


def test_a_crash_is_still_a_crash(confined):
    assert confined[3].returncode == -signal.SIGABRT


def test_without_the_sandbox_the_same_attempts_succeed(tmp_path):
    """The attempts are real: unconfined, a file can be written and a program run."""
    script = "import pathlib, os; pathlib.Path('canary').touch(); os.execv('/bin/true', ['true'])"
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, timeout=60)
    assert (tmp_path / "canary").exists()
