"""What a person who steps through a run, and time, do to a workspace."""

from collections.abc import Callable
from dataclasses import replace

from nablascope.core.timeline.moments import Moment, jump_to, steps_in
from nablascope.core.timeline.playback import Playback, play_back, subject_of
from nablascope.core.timeline.timeline import Timeline
from nablascope.workspace import transport as move
from nablascope.workspace.picture import picture
from nablascope.workspace.state import Step, Workspace
from nablascope.workspace.step_events import (
    ChooseGrain,
    ChooseLoop,
    ChooseSpeed,
    ChooseStill,
    GoBack,
    GoOn,
    GoTo,
    GoToNode,
    PlayOrPause,
    ShowWhole,
    Tick,
    ToggleBreakpoint,
)
from nablascope.workspace.transport import Transport


def play_or_pause(workspace: Workspace, event: PlayOrPause, now: float) -> Step:
    """Plays from here, or pauses."""
    return _moved(workspace, move.played_or_paused)


def go_on(workspace: Workspace, event: GoOn, now: float) -> Step:
    """One step on."""
    return _moved(workspace, move.stepped_on)


def go_back(workspace: Workspace, event: GoBack, now: float) -> Step:
    """One step back."""
    return _moved(workspace, move.stepped_back)


def go_to(workspace: Workspace, event: GoTo, now: float) -> Step:
    """After a certain step; the last where there are fewer."""
    return _moved(workspace, lambda transport, timeline: move.at(transport, min(event.k, len(timeline))))


def go_to_node(workspace: Workspace, event: GoToNode, now: float) -> Step:
    """To the step at which a node runs or is called; nowhere where no step is the node's."""

    def there(transport: Transport, timeline: Timeline) -> Transport:
        k = jump_to(timeline, event.node, transport.k or 0)
        return transport if k is None else move.with_grain(move.at(transport, k), timeline, transport.grain)

    return _moved(workspace, there)


def show_whole(workspace: Workspace, event: ShowWhole, now: float) -> Step:
    """The whole graph, with everything that is known at the end."""
    return Step(replace(workspace, transport=move.at(workspace.transport, None)))


def choose_speed(workspace: Workspace, event: ChooseSpeed, now: float) -> Step:
    """Plays faster or slower."""
    return Step(replace(workspace, transport=replace(workspace.transport, speed=event.speed)))


def choose_loop(workspace: Workspace, event: ChooseLoop, now: float) -> Step:
    """Plays again and again, or once."""
    return Step(replace(workspace, transport=replace(workspace.transport, loop=event.on)))


def choose_still(workspace: Workspace, event: ChooseStill, now: float) -> Step:
    """Lets numbers appear without moving, or move."""
    return Step(replace(workspace, transport=move.stilled(workspace.transport, event.on)))


def choose_grain(workspace: Workspace, event: ChooseGrain, now: float) -> Step:
    """Steps by nodes or by edges, from the same place on."""
    transport = move.with_grain(workspace.transport, timeline_of(workspace), event.grain)
    return Step(replace(workspace, transport=transport))


def toggle_breakpoint(workspace: Workspace, event: ToggleBreakpoint, now: float) -> Step:
    """Pauses at a node from now on, or no longer; found again after an edit by its stable key."""
    shown = picture(workspace)
    if shown is None:
        return Step(workspace)
    transport = move.with_breakpoint(workspace.transport, shown.layout.keys[event.node])
    return Step(replace(workspace, transport=transport))


def tick(workspace: Workspace, event: Tick, now: float) -> Step:
    """Time goes on."""

    def later(transport: Transport, timeline: Timeline) -> Transport:
        return move.ticked(transport, timeline, pauses_at(workspace), now)

    return _moved(workspace, later) if workspace.transport.running else Step(workspace)


def pauses_at(workspace: Workspace) -> Callable[[Moment], bool]:
    """Whether a moment is about a node with a breakpoint."""
    playback, stops, shown = workspace.playback, workspace.transport.breakpoints, picture(workspace)

    def pauses(moment: Moment) -> bool:
        if playback is None or shown is None or not stops:
            return False
        steps = steps_in(playback.timeline, moment)
        return any(shown.layout.keys[subject_of(playback, step)] in stops for step in steps)

    return pauses


def breakpoints(workspace: Workspace) -> frozenset[int]:
    """The nodes at which playing pauses."""
    shown, keys = picture(workspace), workspace.transport.breakpoints
    if shown is None or not keys:
        return frozenset()
    return frozenset(id for id, key in enumerate(shown.layout.keys) if key in keys)


def timeline_of(workspace: Workspace) -> Timeline | None:
    """The timeline of the graph on screen."""
    shown = picture(workspace)
    return shown.timeline if shown else None


def carried_over(before: Workspace, now: Workspace) -> Workspace:
    """`now`, at the same relative place of the run that it shows as `before` was in its own."""
    transport = move.carried_over(now.transport, timeline_of(before), timeline_of(now))
    return _looked_up(replace(now, transport=transport))


def _moved(workspace: Workspace, change: Callable[[Transport, Timeline], Transport]) -> Step:
    timeline = timeline_of(workspace)
    if timeline is None or not len(timeline):
        return Step(workspace)
    return Step(_looked_up(replace(workspace, transport=change(workspace.transport, timeline))))


def _looked_up(workspace: Workspace) -> Workspace:
    """Looks the run up once, when it is first stepped through."""
    shown = picture(workspace)
    if shown is None or shown.timeline is None or workspace.transport.k is None:
        return workspace
    known: Playback | None = workspace.playback
    if known is not None and known.trace is shown.trace:
        return workspace
    return replace(workspace, playback=play_back(shown.trace, shown.timeline))
