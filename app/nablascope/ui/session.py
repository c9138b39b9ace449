"""`Session`: holds the workspace's state and carries out its commands."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from nablascope.ui.arranger import Arranger
from nablascope.ui.engine_client import EngineClient
from nablascope.workspace import events
from nablascope.workspace.commands import (
    Arrange,
    AwaitPause,
    Command,
    EndEngine,
    ForgetAllowed,
    RememberAllowed,
    ReplaceSpare,
    RestartEngines,
    Send,
    StartEngine,
)
from nablascope.workspace.events import Event
from nablascope.workspace.group_events import Arranged, NotArranged
from nablascope.workspace.limits import Limits
from nablascope.workspace.state import Workspace
from nablascope.workspace.step_events import StepEvent, Tick
from nablascope.workspace.transport_view import transport_view
from nablascope.workspace.update import update
from nablascope.workspace.view import view

FRAME_MS = 16
"""Between two readings of the clock while something moves."""

PAUSE_MS = 150
"""Without a key for so long, the typing has paused."""


class Session(QObject):
    """The one place where state changes.

    Signals:
        changed: a `ViewState`, after every event that is not told by `moved`.
        moved: a `TransportView`, after an event that only moves through the run.
        limited: `Limits` that a person chose.
        allowed: the digest of a text that may run as Python from now on.
        forgotten: no text may any more.
    """

    changed = Signal(object)
    moved = Signal(object)
    limited = Signal(object)
    allowed = Signal(str)
    forgotten = Signal()

    def __init__(
        self,
        workspace: Workspace,
        engine: EngineClient,
        clock: Callable[[], float] = monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._engine = engine
        self._clock = clock
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.dispatch(events.Pause()))
        self._frames = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(lambda: self.dispatch(Tick()))
        self._arranger = Arranger(self)
        self._arranger.arranged.connect(lambda arrangement: self.dispatch(Arranged(arrangement)))
        self._arranger.failed.connect(lambda trace: self.dispatch(NotArranged(trace)))
        engine.became_ready.connect(lambda ready: self.dispatch(events.BecameReady(ready)))
        engine.replied.connect(lambda reply: self.dispatch(events.Replied(reply)))
        engine.died.connect(lambda death: self.dispatch(events.Died(death)))
        engine.spare_died.connect(lambda death: self.dispatch(events.SpareDied(death)))

    def dispatch(self, event: Event) -> None:
        """Lets `event` happen."""
        step = update(self.workspace, event, self._clock())
        self.workspace = step.workspace
        for command in step.commands:
            self._carry_out(command)
        self._keep_time()
        if isinstance(event, StepEvent):
            self.moved.emit(transport_view(self.workspace))
        else:
            self.changed.emit(view(self.workspace))

    @property
    def limits(self) -> Limits:
        """What a run may use."""
        return self._engine.limits

    def set_limits(self, limits: Limits) -> None:
        """Lets the next runs use so much; another limit of memory takes a new engine."""
        restarts = limits.share != self.limits.share
        self._engine.limits = limits
        self.limited.emit(limits)
        if restarts:
            self.dispatch(events.Restart())

    def close(self) -> None:
        """Ends the engine and the clocks."""
        self._pause.stop()
        self._frames.stop()
        self._engine.stop()

    def _keep_time(self) -> None:
        """The clock runs while something moves, and not for nothing."""
        running = self.workspace.transport.running
        if running and not self._frames.isActive():
            self._frames.start()
        elif not running:
            self._frames.stop()

    def _carry_out(self, command: Command) -> None:
        match command:
            case Send(request):
                self._engine.evaluate(request)
            case Arrange():
                self._arranger.want(command)
            case AwaitPause():
                self._pause.start()
            case RememberAllowed() | ForgetAllowed():
                self._announce(command)
            case _:
                self._have_engines(command)

    def _have_engines(self, command: StartEngine | RestartEngines | ReplaceSpare | EndEngine) -> None:
        match command:
            case StartEngine():
                self._engine.start()
            case RestartEngines():
                self._engine.restart()
            case ReplaceSpare():
                self._engine.replace_spare()
            case EndEngine():
                self._engine.cancel()

    def _announce(self, command: RememberAllowed | ForgetAllowed) -> None:
        if isinstance(command, RememberAllowed):
            self.allowed.emit(command.digest)
        else:
            self.forgotten.emit()
