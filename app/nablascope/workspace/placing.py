"""Where a person put nodes, and how they take it back; pure."""

from dataclasses import replace

from nablascope.core.layout.pins import pinned
from nablascope.workspace.commands import Arrange
from nablascope.workspace.picture import laid_out
from nablascope.workspace.place_events import HideConstants, Pinned, Tidy
from nablascope.workspace.running import request
from nablascope.workspace.source import is_arranged, shows_groups, source
from nablascope.workspace.state import Placed, Step, Workspace


def node_pinned(workspace: Workspace, event: Pinned, now: float) -> Step:
    """The node stays where it was dropped, also after an edit."""
    x, y = workspace.pins.get(event.key, (0.0, 0.0))
    pins = {**workspace.pins, event.key: (x + event.dx, y + event.dy)}
    return Step(replace(workspace, pins=pins, pins_before=(*workspace.pins_before, workspace.pins)))


def tidied(workspace: Workspace, event: Tidy, now: float) -> Step:
    """No node is where a person dragged it, and what is on screen has no say in where nodes go."""
    bare, found = replace(workspace, pins={}, pins_before=()), source(workspace)
    if found is None:
        return Step(bare)
    if is_arranged(bare):
        grouped = shows_groups(bare)
        wish = Arrange(found.trace, bare.open_groups, None, bare.arrangement, grouped, bare.down)
        return Step(bare, (wish,))
    # A recorded trace was laid out from nothing when it was opened.
    return Step(bare) if bare.recording else request(replace(bare, tidies=True), now)


def constants_hidden(workspace: Workspace, event: HideConstants, now: float) -> Step:
    """Everything else stays where it is."""
    return Step(replace(workspace, bare=event.on))


def with_pins(step: Step) -> Step:
    """`step` with its nodes in their places: made once, since a drawing is told from another by identity."""
    workspace = step.workspace
    seen, placed = laid_out(workspace) if workspace.pins else None, workspace.placed
    if seen is None:
        return step if placed is None else replace(step, workspace=replace(workspace, placed=None))
    if placed is not None and placed.layout is seen.layout and placed.pins == workspace.pins:
        return step
    layout = pinned(seen.layout, seen.trace.edges, workspace.pins)
    now_placed = Placed(seen.layout, workspace.pins, layout)
    return replace(step, workspace=replace(workspace, placed=now_placed))
