"""`EngineProcess`: one engine process from its start to its end."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from nablascope.core.wire.codec import frame
from nablascope.core.wire.messages import Evaluate, FromEngine, Ready
from nablascope.engine_command import UNCONFINED
from nablascope.ui.memory_watch import MemoryWatch
from nablascope.ui.message_reader import MessageReader
from nablascope.workspace.death import Cause, Death

STARTUP = 120.0
"""Seconds for the import of torch: a cold disk may take a minute, a process that hangs takes for ever."""

_STDERR_TAIL = 4096
_GRACE_MS = 2000

_NO_MEMORY = ("std::bad_alloc", "MemoryError")
"""What C++ and Python say last where nothing was left to tell the run so."""


class EngineProcess(QObject):
    """Starts, feeds, times and ends one process; after its end it is of no more use, and deletes itself.

    Signals:
        became_ready: a `Ready`; torch is loaded.
        replied: a `Reply`.
        died: a `Death`; the process ended, and not by `end`.

    Attributes:
        ready: what it said when torch was loaded, or None before.
    """

    became_ready = Signal(object)
    replied = Signal(object)
    died = Signal(object)

    def __init__(self, memory: int, startup: float = STARTUP) -> None:
        super().__init__()
        self.ready: Ready | None = None
        self._memory = memory
        self._startup = startup
        self._deadline = 0.0
        self._stderr = b""
        self._verdict: Death | None = None
        self._in_flight: int | None = None
        self._is_over = False
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._on_time_out)
        self._watch = MemoryWatch(memory, self)
        self._watch.exceeded.connect(lambda: self._condemn("memory", memory))
        self._reader = MessageReader(self)
        self._reader.arrived.connect(self._deliver)
        self._reader.failed.connect(lambda words: self._condemn("wire", details=words))
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._keep_stderr)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._errored)

    @property
    def pid(self) -> int:
        """The number of the process; 0 where it does not run."""
        return self._process.processId()

    @property
    def is_busy(self) -> bool:
        """Whether a run is in flight."""
        return self._in_flight is not None

    def start(self, command: Sequence[str], folder: str) -> None:
        """Starts `command` in `folder`; its clock runs until torch is loaded."""
        self._clock.start(round(self._startup * 1000))
        self._process.setWorkingDirectory(folder)
        self._process.start(command[0], [*command[1:], "--memory", str(self._memory)])

    def evaluate(self, request: Evaluate, deadline: float | None) -> None:
        """Sends `request` and starts its clock; None lets it run."""
        self._in_flight = request.generation
        self._process.write(frame(request))
        if deadline is not None:
            self._deadline = deadline
            self._clock.start(round(deadline * 1000))
        if self.ready is not None and not self.ready.bounds_memory:
            self._watch.start(self.pid)

    def cancel(self) -> None:
        """Ends the process because a person does not want the run, or to wait for torch; `died` follows."""
        self._condemn("cancelled" if self.is_busy else "interrupted")

    def end(self) -> None:
        """Ends the process without a word and without waiting for it; no signal follows."""
        self._is_over = True
        self._rest()
        self._process.kill()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self.deleteLater()

    def wait(self) -> None:
        """Waits for the end of a process that was told to end."""
        self._process.waitForFinished(_GRACE_MS)

    def _rest(self) -> None:
        self._in_flight = None
        self._clock.stop()
        self._watch.stop()

    def _on_time_out(self) -> None:
        if self.is_busy:
            self._condemn("deadline", self._deadline)
        else:
            self._condemn("startup", self._startup)

    def _condemn(self, cause: Cause, number: float = 0, details: str = "") -> None:
        """Kills the process; the first verdict on it stands."""
        self._rest()
        if self._verdict is None:
            self._verdict = Death(cause, number, details)
            self._process.kill()

    def _read(self) -> None:
        self._reader.feed(bytes(self._process.readAllStandardOutput().data()))

    def _deliver(self, message: FromEngine) -> None:
        # Whoever hears a message may end the process, and messages may still be on their way.
        if self._is_over or self._verdict is not None:
            return
        if isinstance(message, Ready):
            self._begin(message)
            return
        if message.generation == self._in_flight:
            self._rest()
        self.replied.emit(message)

    def _begin(self, ready: Ready) -> None:
        if self.ready is not None:
            self._condemn("wire", details="the engine said that it is ready a second time")
            return
        self._clock.stop()
        self.ready = ready
        self.became_ready.emit(ready)

    def _keep_stderr(self) -> None:
        tail = self._stderr + self._process.readAllStandardError().data()
        self._stderr = tail[-_STDERR_TAIL:]

    def _errored(self, error: QProcess.ProcessError) -> None:
        """Only a process that never started ends without `finished`."""
        if error == QProcess.ProcessError.FailedToStart:
            self._bury(Death("missing", details=self._process.errorString()))

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._keep_stderr()
        details = self._stderr.decode(errors="replace").strip()
        self._bury(self._verdict or _own_end(code, status, details, self._memory))

    def _bury(self, death: Death) -> None:
        self._rest()
        self.deleteLater()
        if not self._is_over:
            self._is_over = True
            self.died.emit(death)


def _own_end(code: int, status: QProcess.ExitStatus, details: str, memory: int) -> Death:
    """Why a process ended that nobody stopped."""
    if code == UNCONFINED and status == QProcess.ExitStatus.NormalExit:
        return Death("sandbox", code, details)
    if any(words in details for words in _NO_MEMORY):
        return Death("memory", memory, details)
    if "CUDA error" in details:
        return Death("device", code, details)
    return Death("signal" if status == QProcess.ExitStatus.CrashExit else "exit", code, details)
