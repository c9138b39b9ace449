"""`EngineClient`: one engine process that serves the window, and a warm spare behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTemporaryDir, QTimer, Signal
from shiboken6 import isValid

from nablascope.core.wire.messages import Evaluate, Ready
from nablascope.machine import machine_memory
from nablascope.ui.engine_process import STARTUP, EngineProcess
from nablascope.workspace.death import Death
from nablascope.workspace.limits import Limits

REST_MS = 1500
"""The spare is started when the engine was idle for so long: its import of torch must not slow a run."""

LEAST_MEMORY = 4 << 30
"""Bytes; a smaller machine has no spare, which takes a quarter of a gigabyte."""


class EngineClient(QObject):
    """Has an engine ready, and another in reserve; never starts one in the place of one that died by itself.

    Signals:
        became_ready: a `Ready`; the active engine has torch loaded.
        replied: a `Reply` of the active engine.
        died: a `Death` of the active engine.
        spare_died: a `Death` of the spare.

    Attributes:
        limits: of the runs to come; of memory those of the next engines.
        active: the process that serves, or None.
        spare: the process in reserve, or None.
    """

    became_ready = Signal(object)
    replied = Signal(object)
    died = Signal(object)
    spare_died = Signal(object)

    def __init__(
        self,
        command: Sequence[str],
        limits: Limits | None = None,
        startup: float = STARTUP,
        rest_ms: int = REST_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.limits = limits or Limits()
        self.active: EngineProcess | None = None
        self.spare: EngineProcess | None = None
        self._command = list(command)
        self._startup = startup
        self._folder = QTemporaryDir()
        self._wants_spare = True
        self._ended: list[EngineProcess] = []
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._start_spare)

    def start(self) -> None:
        """Has another engine in the place of the active one: the spare, or a new process."""
        self._rest.stop()
        self._end(self.active)
        self.active, self.spare = self.spare or self._launch(), None
        if self.active.ready is not None:
            # Told when whoever asked for it has done what else there was to do.
            QTimer.singleShot(0, self.active, self._tell_ready)

    def restart(self) -> None:
        """Ends both processes and starts a new one; a spare follows."""
        self._end_both()
        self._wants_spare = True
        self.start()

    def replace_spare(self) -> None:
        """Has a spare again, after one died."""
        self._wants_spare = True
        self._go_to_rest()

    def stop(self) -> None:
        """Ends both processes without a word; no signal follows."""
        self._end_both()
        for process in self._ended:
            if isValid(process):
                process.wait()

    def evaluate(self, request: Evaluate) -> None:
        """Sends `request` and starts its clock."""
        self._rest.stop()
        if self.active is not None:
            self.active.evaluate(request, self.limits.seconds)

    def cancel(self) -> None:
        """Ends the active process because a person does not want the run, or to wait; `died` follows."""
        if self.active is not None:
            self.active.cancel()

    def _launch(self) -> EngineProcess:
        process = EngineProcess(round(self.limits.share * machine_memory()), self._startup)
        process.became_ready.connect(lambda: self._on_ready(process))
        process.replied.connect(lambda reply: self._on_replied(process, reply))
        process.died.connect(lambda death: self._on_died(process, death))
        process.start(self._command, self._folder.path())
        return process

    def _start_spare(self) -> None:
        if self._wants_spare and self.spare is None and machine_memory() >= LEAST_MEMORY:
            self.spare = self._launch()

    def _go_to_rest(self) -> None:
        if self.active is not None and self.active.ready is not None and not self.active.is_busy:
            self._rest.start()

    def _end_both(self) -> None:
        self._rest.stop()
        self._end(self.active)
        self._end(self.spare)
        self.active = self.spare = None

    def _end(self, process: EngineProcess | None) -> None:
        """What is ended is held until it is gone: a `QProcess` must not be deleted while its process runs."""
        self._ended = [one for one in self._ended if isValid(one)]
        if process is not None:
            self._ended.append(process)
            process.end()

    def _on_ready(self, process: EngineProcess) -> None:
        if process is self.active:
            self._tell_ready()

    def _tell_ready(self) -> None:
        ready = self.active.ready if self.active else None
        if isinstance(ready, Ready):
            self._go_to_rest()
            self.became_ready.emit(ready)

    def _on_replied(self, process: EngineProcess, reply: object) -> None:
        if process is self.active:
            self._go_to_rest()
            self.replied.emit(reply)

    def _on_died(self, process: EngineProcess, death: Death) -> None:
        """The next process is for whoever hears of it to start: too many deaths are a loop."""
        if process is self.active:
            self.active = None
            self._rest.stop()
            self.died.emit(death)
        elif process is self.spare:
            self.spare, self._wants_spare = None, False
            self.spare_died.emit(death)
