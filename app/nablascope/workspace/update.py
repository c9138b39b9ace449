"""`update`: one event in, the next state and the commands out; pure."""

from collections.abc import Callable
from typing import Any

from nablascope.workspace import editing, engine_news, events, running
from nablascope.workspace.events import Event
from nablascope.workspace.state import Step, Workspace

_HANDLERS: dict[type, Callable[[Workspace, Any, float], Step]] = {
    events.Type: editing.typed,
    events.SetInput: editing.input_set,
    events.ChooseDevice: editing.device_chosen,
    events.ChooseDType: editing.dtype_chosen,
    events.ApplyFix: editing.fixed,
    events.Undo: editing.undone,
    events.Redo: editing.redone,
    events.Open: editing.opened,
    events.Saved: editing.saved,
    events.Pause: running.pause,
    events.Run: running.run,
    events.Cancel: running.cancel,
    events.Restart: running.restart,
    events.Started: running.start,
    events.BecameReady: engine_news.became_ready,
    events.Replied: engine_news.replied,
    events.Died: engine_news.died,
}


def update(workspace: Workspace, event: Event, now: float) -> Step:
    """What `event` leads to; `now` is in seconds on a clock that only goes forward."""
    return _HANDLERS[type(event)](workspace, event, now)
