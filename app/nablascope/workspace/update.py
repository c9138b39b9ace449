"""`update`: one event in, the next state and the commands out; pure."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

from nablascope.workspace import (
    allowing,
    editing,
    engine_news,
    events,
    group_events,
    grouping,
    place_events,
    placing,
    running,
    selecting,
    step_events,
    stepping,
)
from nablascope.workspace.events import Event
from nablascope.workspace.group_events import GroupEvent
from nablascope.workspace.grouping import with_arrangement
from nablascope.workspace.place_events import PlaceEvent
from nablascope.workspace.placing import with_pins
from nablascope.workspace.state import Step, Workspace
from nablascope.workspace.step_events import StepEvent

_HANDLERS: dict[type, Callable[[Workspace, Any, float], Step]] = {
    events.Type: editing.typed,
    events.RefusePaste: editing.paste_refused,
    events.SetInput: editing.input_set,
    events.ChooseDevice: editing.device_chosen,
    events.ChooseDType: editing.dtype_chosen,
    events.ChooseOrder: editing.order_chosen,
    events.ChooseLeaf: editing.leaf_chosen,
    events.ApplyFix: editing.fixed,
    events.WriteUnderstood: editing.written_out,
    events.Undo: editing.undone,
    events.Redo: editing.redone,
    events.Open: editing.opened,
    events.OpenRecording: editing.recording_opened,
    events.Select: selecting.selected,
    events.ChooseDirection: grouping.direction_chosen,
    events.SelectNodes: selecting.several_selected,
    step_events.PlayOrPause: stepping.play_or_pause,
    step_events.GoOn: stepping.go_on,
    step_events.GoBack: stepping.go_back,
    step_events.GoTo: stepping.go_to,
    step_events.GoToNode: stepping.go_to_node,
    step_events.ShowWhole: stepping.show_whole,
    step_events.ChooseSpeed: stepping.choose_speed,
    step_events.ChooseLoop: stepping.choose_loop,
    step_events.ChooseStill: stepping.choose_still,
    step_events.ChooseGrain: stepping.choose_grain,
    step_events.ToggleBreakpoint: stepping.toggle_breakpoint,
    step_events.Tick: stepping.tick,
    group_events.ShowGroups: grouping.groups_shown,
    group_events.OpenGroup: grouping.group_opened,
    group_events.CloseGroup: grouping.group_closed,
    group_events.CloseAround: grouping.closed_around,
    group_events.OpenAll: grouping.all_opened,
    group_events.CloseAll: grouping.all_closed,
    group_events.Reveal: grouping.revealed,
    group_events.Arranged: grouping.arranged,
    group_events.NotArranged: grouping.not_arranged,
    place_events.Pinned: placing.node_pinned,
    place_events.Tidy: placing.tidied,
    place_events.HideConstants: placing.constants_hidden,
    events.Saved: editing.saved,
    events.Pause: running.pause,
    events.Run: running.run,
    events.AllowPython: allowing.python_allowed,
    events.ForgetPython: allowing.python_forgotten,
    events.Cancel: running.cancel,
    events.Restart: running.restart,
    events.Started: running.start,
    events.BecameReady: engine_news.became_ready,
    events.Replied: engine_news.replied,
    events.Died: engine_news.died,
    events.SpareDied: engine_news.spare_died,
}


_WITH_A_RECORDING = (
    *get_args(StepEvent),
    *get_args(GroupEvent),
    *get_args(PlaceEvent),
    events.Open,
    events.OpenRecording,
    events.Select,
    events.Undo,
    events.ChooseDirection,
    events.SelectNodes,
    events.BecameReady,
    events.Replied,
    events.Died,
    events.SpareDied,
)
"""All that can happen to a recorded trace: there is no program to change or to run."""


_BESIDE_A_PERSON = (
    *get_args(StepEvent),
    group_events.Arranged,
    events.Pause,
    events.Started,
    events.BecameReady,
    events.Replied,
    events.Died,
    events.SpareDied,
)
"""What comes by itself, or only moves through the run, leaves standing what is said to a person."""


def update(workspace: Workspace, event: Event, now: float) -> Step:
    """What `event` leads to; `now` is in seconds on a clock that only goes forward."""
    if workspace.recording is not None and not isinstance(event, _WITH_A_RECORDING):
        return Step(workspace)
    if workspace.refusal and not isinstance(event, _BESIDE_A_PERSON):
        workspace = replace(workspace, refusal=None)
    step = _HANDLERS[type(event)](workspace, event, now)
    return step if isinstance(event, get_args(StepEvent)) else with_pins(with_arrangement(workspace, step))
