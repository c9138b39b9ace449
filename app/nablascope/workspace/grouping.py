"""What a person does with groups, and when the graph is to be arranged anew; pure."""

from dataclasses import replace

from nablascope.workspace.arrangement import Arrangement, group_at, groups_around, opened_around, seen_as
from nablascope.workspace.commands import Arrange
from nablascope.workspace.events import ChooseDirection, Select
from nablascope.workspace.group_events import (
    Arranged,
    CloseAll,
    CloseAround,
    CloseGroup,
    NotArranged,
    OpenAll,
    OpenGroup,
    Reveal,
    ShowGroups,
)
from nablascope.workspace.groups_view import groups_view
from nablascope.workspace.picture import picture
from nablascope.workspace.selecting import selected
from nablascope.workspace.selection import NodeName
from nablascope.workspace.source import is_arranged, shows_groups, source
from nablascope.workspace.state import Refusal, Step, Workspace
from nablascope.workspace.stepping import carried_over
from nablascope.workspace.view_state import Selected

NOT_ARRANGED = "The graph cannot be arranged so: something in Nablascope itself failed"
REPORT = "please report it; the details are on standard error"


def groups_shown(workspace: Workspace, event: ShowGroups, now: float) -> Step:
    """The graph in groups from now on, or every node by itself."""
    return Step(replace(workspace, grouped=event.on))


def direction_chosen(workspace: Workspace, event: ChooseDirection, now: float) -> Step:
    """The graph runs down from now on, or to the right; what is selected, and the step, stay."""
    if event.down == workspace.down:
        return Step(workspace)
    pins = {key: (y, x) for key, (x, y) in workspace.pins.items()}
    return Step(carried_over(workspace, replace(workspace, down=event.down, pins=pins)))


def group_opened(workspace: Workspace, event: OpenGroup, now: float) -> Step:
    """What a closed group holds is seen, and the first of it selected; nothing where the node is none."""
    arrangement = _shown(workspace)
    key = group_at(arrangement, event.node) if arrangement else None
    if arrangement is None or key is None:
        return Step(workspace)
    open = arrangement.open | {key}
    first = arrangement.groups.first[arrangement.groups.key.index(key)]
    inside = replace(workspace, selection=NodeName(seen_as(arrangement, first, open)))
    return _with_open(inside, open)


def group_closed(workspace: Workspace, event: CloseGroup, now: float) -> Step:
    """The group is one card, which is selected instead of what it holds."""
    arrangement = _shown(workspace)
    if arrangement is None:
        return Step(workspace)
    holds = event.key in (key for key, _ in groups_view(workspace, picture(workspace)).around)
    selection = NodeName(event.key) if holds else workspace.selection
    return _with_open(replace(workspace, selection=selection), arrangement.open - {event.key})


def closed_around(workspace: Workspace, event: CloseAround, now: float) -> Step:
    """The innermost group around a node is one card; nothing where there is none."""
    arrangement = _shown(workspace)
    around = groups_around(arrangement, event.node) if arrangement else ()
    if arrangement is None or not around:
        return Step(workspace)
    chosen = selected(workspace, Select(Selected("node", event.node)), now).workspace
    return group_closed(chosen, CloseGroup(arrangement.groups.key[around[-1]]), now)


def all_opened(workspace: Workspace, event: OpenAll, now: float) -> Step:
    """Every group is a frame."""
    arrangement = _shown(workspace)
    return _with_open(workspace, frozenset(arrangement.groups.key)) if arrangement else Step(workspace)


def all_closed(workspace: Workspace, event: CloseAll, now: float) -> Step:
    """Every group is a card."""
    return _with_open(workspace, frozenset()) if _shown(workspace) else Step(workspace)


def revealed(workspace: Workspace, event: Reveal, now: float) -> Step:
    """The node is selected; the groups around it open."""
    arrangement = _shown(workspace)
    if arrangement is None:
        return selected(workspace, Select(Selected("node", event.node)), now)
    if not 0 <= event.node < len(arrangement.keys):
        return Step(workspace)
    seen = replace(workspace, selection=NodeName(arrangement.keys[event.node]), also=frozenset())
    return _with_open(seen, opened_around(arrangement, event.node))


def arranged(workspace: Workspace, event: Arranged, now: float) -> Step:
    """Shows what was arranged; what is not wanted any more is dropped."""
    found = source(workspace)
    if found is None or event.arrangement.source is not found.trace or not is_arranged(workspace):
        return Step(workspace)
    if not _fits(workspace, event.arrangement, shows_groups(workspace)):
        return Step(workspace)
    now_arranged = replace(workspace, arrangement=event.arrangement)
    return Step(carried_over(workspace, now_arranged))


def not_arranged(workspace: Workspace, event: NotArranged, now: float) -> Step:
    """Every node by itself, where there is a drawing of that; a person is told, unless the graph is gone."""
    found = source(workspace)
    if found is None or event.trace is not found.trace:
        return Step(workspace)
    return Step(replace(workspace, grouped=False, refusal=Refusal(NOT_ARRANGED, REPORT)))


def with_arrangement(before: Workspace, step: Step) -> Step:
    """`step`, and what it takes to see its graph in the groups that are wanted, where that changed."""
    workspace = step.workspace
    if _same_wish(before, workspace) or not is_arranged(workspace):
        return step
    found, known = source(workspace), workspace.arrangement
    if found is None:
        return step
    grouped = shows_groups(workspace)
    if known is not None and known.source is found.trace and _fits(workspace, known, grouped):
        return step
    drawn = known.layout if known else None
    command = Arrange(found.trace, workspace.open_groups, drawn, known, grouped, workspace.down)
    return Step(workspace, (*step.commands, command))


def _fits(workspace: Workspace, arrangement: Arrangement, grouped: bool) -> bool:
    """Whether an arrangement of the same trace is the one that is wanted."""
    wanted = workspace.open_groups
    if arrangement.layout.down != workspace.down:
        return False
    return grouped == arrangement.grouped and (not grouped or wanted is None or wanted == arrangement.open)


def _same_wish(before: Workspace, now: Workspace) -> bool:
    """Whether all that an arrangement depends on is as it was; a trace is itself, and not an equal one."""
    one, other = source(before), source(now)
    same = one is other is None or (one is not None and other is not None and one.trace is other.trace)
    wishes = ((each.grouped, each.open_groups, each.down) for each in (before, now))
    return same and len({*wishes}) == 1


def _shown(workspace: Workspace) -> Arrangement | None:
    """The arrangement on screen, if it is in groups."""
    return workspace.arrangement if shows_groups(workspace) else None


def _with_open(workspace: Workspace, open: frozenset[str]) -> Step:
    return Step(replace(workspace, open_groups=open))
