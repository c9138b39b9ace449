"""`EngineClient`: the engine's child process, its clock and its end."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QTemporaryDir, QTimer, Signal

from nablascope.core.wire.codec import FrameReader, WireError, engine_reader, frame
from nablascope.core.wire.messages import Evaluate, FromEngine, Ready
from nablascope.engine_command import UNCONFINED
from nablascope.workspace.death import Cause, Death

DEADLINE = 10.0
"""Seconds for one run; the import of torch does not count."""

STARTUP = 120.0
"""Seconds for the import of torch: a cold disk may take a minute, a process that hangs takes for ever."""

_STDERR_TAIL = 4096
_GRACE_MS = 2000


class EngineClient(QObject):
    """Starts, feeds, times and ends one engine process at a time; it never starts one by itself.

    Signals:
        became_ready: a `Ready`; torch is loaded.
        replied: a `Reply`.
        died: a `Death`; the process ended and nobody asked for a new one.
    """

    became_ready = Signal(object)
    replied = Signal(object)
    died = Signal(object)

    def __init__(
        self,
        command: Sequence[str],
        deadline: float = DEADLINE,
        startup: float = STARTUP,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._deadline = deadline
        self._startup = startup
        self._folder = QTemporaryDir()
        self._process: QProcess | None = None
        self._reader: FrameReader[FromEngine] = engine_reader()
        self._stderr = b""
        self._verdict: Death | None = None
        self._in_flight: int | None = None
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._on_time_out)

    def start(self) -> None:
        """Starts a process in the place of the one that may still run."""
        self.stop()
        self._reader, self._stderr, self._verdict, self._in_flight = engine_reader(), b"", None, None
        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._keep_stderr)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._errored)
        self._clock.start(round(self._startup * 1000))
        process.setWorkingDirectory(self._folder.path())
        process.start(self._command[0], self._command[1:])

    def stop(self) -> None:
        """Ends the process without a word; no signal follows."""
        self._clock.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        process.kill()
        process.waitForFinished(_GRACE_MS)
        process.deleteLater()

    def evaluate(self, request: Evaluate) -> None:
        """Sends `request` and starts its clock."""
        if self._process is not None:
            self._in_flight = request.generation
            self._process.write(frame(request))
            self._clock.start(round(self._deadline * 1000))

    def cancel(self) -> None:
        """Ends the process because a person does not want the run, or to wait for torch; `died` follows."""
        self._condemn("interrupted" if self._in_flight is None else "cancelled")

    def _on_time_out(self) -> None:
        if self._in_flight is None:
            self._condemn("startup", self._startup)
        else:
            self._condemn("deadline", self._deadline)

    def _condemn(self, cause: Cause, number: float = 0, details: str = "") -> None:
        """Kills the process; the first verdict on it stands."""
        self._clock.stop()
        if self._process is not None and self._verdict is None:
            self._verdict = Death(cause, number, details)
            self._process.kill()

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        try:
            messages = self._reader.feed(bytes(process.readAllStandardOutput().data()))
        except WireError as error:
            self._condemn("wire", details=str(error))
            return
        for message in messages:
            # Whoever hears a message may end the process or start another.
            if self._process is process and self._verdict is None:
                self._deliver(message)

    def _deliver(self, message: FromEngine) -> None:
        if isinstance(message, Ready):
            self._clock.stop()
            self.became_ready.emit(message)
            return
        if message.generation == self._in_flight:
            self._clock.stop()
        self.replied.emit(message)

    def _keep_stderr(self) -> None:
        if self._process is not None:
            tail = self._stderr + self._process.readAllStandardError().data()
            self._stderr = tail[-_STDERR_TAIL:]

    def _errored(self, error: QProcess.ProcessError) -> None:
        """Only a process that never started ends without `finished`."""
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._bury(Death("missing", details=self._process.errorString()))

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._keep_stderr()
        crashed = status == QProcess.ExitStatus.CrashExit
        cause: Cause = "signal" if crashed else "sandbox" if code == UNCONFINED else "exit"
        own_end = Death(cause, code, self._stderr.decode(errors="replace").strip())
        self._bury(self._verdict or own_end)

    def _bury(self, death: Death) -> None:
        self._clock.stop()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self.died.emit(death)
