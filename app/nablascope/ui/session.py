"""`Session`: holds the workspace's state and carries out its commands."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from nablascope.ui.engine_client import EngineClient
from nablascope.workspace import events
from nablascope.workspace.commands import AwaitPause, Command, EndEngine, Send, StartEngine
from nablascope.workspace.events import Event
from nablascope.workspace.state import Workspace
from nablascope.workspace.update import update
from nablascope.workspace.view import view

PAUSE_MS = 150
"""Without a key for so long, the typing has paused."""


class Session(QObject):
    """The one place where state changes.

    Signals:
        changed: a `ViewState`, after every event.
    """

    changed = Signal(object)

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
        engine.became_ready.connect(lambda ready: self.dispatch(events.BecameReady(ready)))
        engine.replied.connect(lambda reply: self.dispatch(events.Replied(reply)))
        engine.died.connect(lambda death: self.dispatch(events.Died(death)))

    def dispatch(self, event: Event) -> None:
        """Lets `event` happen."""
        step = update(self.workspace, event, self._clock())
        self.workspace = step.workspace
        for command in step.commands:
            self._carry_out(command)
        self.changed.emit(view(self.workspace))

    def close(self) -> None:
        """Ends the engine and the clocks."""
        self._pause.stop()
        self._engine.stop()

    def _carry_out(self, command: Command) -> None:
        match command:
            case Send(request):
                self._engine.evaluate(request)
            case StartEngine():
                self._engine.start()
            case EndEngine():
                self._engine.cancel()
            case AwaitPause():
                self._pause.start()
