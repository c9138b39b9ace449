"""A client that waits: one engine process for the command line."""

import subprocess
import tempfile
from threading import Timer
from typing import IO

from nablascope.cli.guard import EngineError
from nablascope.core.wire.codec import WireError, engine_reader, frame
from nablascope.core.wire.messages import Evaluate, FromEngine, Ready, Reply
from nablascope.engine_command import UNCONFINED, engine_command

START_SECONDS = 120.0
"""Importing torch takes seconds on a cold disk; more than this is a fault."""

RUN_SECONDS = 60.0
"""A run that takes longer is stopped."""

NO_SANDBOX = (
    "The engine could not be put into its sandbox, which needs Linux 5.13 or later with Landlock;"
    " set NABLASCOPE_SANDBOX=off to run programs without it."
)

_CHUNK = 1 << 16


class Engine:
    """A running engine process; use it as a context manager.

    Args:
        run_seconds: the deadline of one run.
    """

    def __init__(self, run_seconds: float = RUN_SECONDS) -> None:
        self._run_seconds = run_seconds
        self._reader = engine_reader()
        self._arrived: list[FromEngine] = []

    def __enter__(self) -> "Engine":
        self._stderr: IO[bytes] = tempfile.TemporaryFile()
        self._folder = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            engine_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            cwd=self._folder.name,
        )
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.kill()
        self._process.communicate()
        self._stderr.close()
        self._folder.cleanup()

    def ready(self) -> Ready:
        """Waits until torch is loaded.

        Raises:
            EngineError: if the process ends or takes longer than `START_SECONDS`.
        """
        message = self._receive(START_SECONDS)
        assert isinstance(message, Ready), "an engine says that it is ready before anything else"
        return message

    def run(self, request: Evaluate) -> Reply:
        """Runs one request; `ready` must have been called.

        Raises:
            EngineError: if the process ends or the run takes too long.
        """
        assert self._process.stdin is not None
        self._process.stdin.write(frame(request))
        self._process.stdin.flush()
        message = self._receive(self._run_seconds)
        assert isinstance(message, Reply), "an engine answers every request"
        return message

    def _receive(self, seconds: float) -> FromEngine:
        assert self._process.stdout is not None
        timer = Timer(seconds, self._process.kill)
        timer.start()
        try:
            while not self._arrived:
                data = self._process.stdout.read1(_CHUNK)  # pyright: ignore[reportAttributeAccessIssue]
                if not data:
                    raise EngineError(self._death(timed_out=not timer.is_alive(), seconds=seconds))
                self._arrived += self._reader.feed(data)
        except WireError as error:
            raise EngineError(f"The engine sent nonsense: {error}") from error
        finally:
            timer.cancel()
        return self._arrived.pop(0)

    def _death(self, *, timed_out: bool, seconds: float) -> str:
        if timed_out:
            return f"Stopped: no answer within {seconds:.0f} s."
        status = self._process.wait()
        if status == UNCONFINED:
            return f"{NO_SANDBOX} {self._last_line()}".strip()
        return f"The engine ended with status {status}. {self._last_line()}".strip()

    def _last_line(self) -> str:
        self._stderr.seek(0)
        return self._stderr.read().decode(errors="replace").strip().rpartition("\n")[2]
