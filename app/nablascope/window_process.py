"""Behind `nablascope.show`: the window on a trace as a process of its own."""

import subprocess
import sys
import threading
from pathlib import Path

from nablascope.display import has_display
from nablascope.temporary_trace import discard

_REPORT = "window.txt"
"""What the window's process says, beside its trace."""

_CLOSED_SECONDS = 10.0
"""A window that was asked to close and has not by then is killed."""


class Window:
    """A window that `nablascope.show` opened; it stays when the script ends, and needs no looking after.

    Args:
        path: a file of `temporary_file`; it is removed when the window closes.

    Raises:
        OSError: if the process cannot be started.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._closing = False
        self._fault: str | None = None
        self._process = _start(path)
        self._waiting = threading.Thread(target=self._wait, name="nablascope.show", daemon=True)
        self._waiting.start()

    @property
    def pid(self) -> int:
        """The number of the window's process."""
        return self._process.pid

    @property
    def is_open(self) -> bool:
        """Whether the window's process runs."""
        return self._waiting.is_alive()

    def wait(self, timeout: float | None = None) -> None:
        """Waits until a person closes the window.

        Args:
            timeout: seconds after which to stop waiting; None waits for as long as it takes.

        Raises:
            TimeoutError: if the window is still open then.
            RuntimeError: if it could not open or broke down; its text says why.
        """
        self._waiting.join(timeout)
        if self.is_open:
            raise TimeoutError("the window is still open")
        if self._fault is not None:
            raise RuntimeError(self._fault)

    def close(self) -> None:
        """Closes the window; nothing happens if it is closed already."""
        self._closing = True
        self._process.terminate()
        self._waiting.join(_CLOSED_SECONDS)
        if self.is_open:
            self._process.kill()
            self._waiting.join()

    def _wait(self) -> None:
        status = self._process.wait()
        if status and not self._closing:
            said = Path(self._path.parent, _REPORT).read_text(encoding="utf-8", errors="replace")
            last = said.strip().rpartition("\n")[2]
            self._fault = f"the window ended with status {status}. {last}".strip()
        discard(self._path)


def demand_display() -> None:
    """Says what else can be done where no window can open.

    Raises:
        RuntimeError: if there is no display.
    """
    if not has_display():
        raise RuntimeError(
            "there is no display to open a window on; draw the picture with trace.render('trace.png'), "
            "or take a file along with trace.save('run.nablatrace') and open it where there is one"
        )


def _start(path: Path) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl+C in the terminal is the script's alone."""
    command = [sys.executable, "-P", "-m", "nablascope", "show-temporary", str(path)]
    with Path(path.parent, _REPORT).open("wb") as report:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=report,
            stderr=report,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
