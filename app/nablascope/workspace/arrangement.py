"""`arrange`: a trace as it is to be seen: its groups closed or open, everything in its place; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.folding import Folded, fold
from nablascope.core.graph.grouping import group_tree
from nablascope.core.graph.groups import Groups
from nablascope.core.graph.opening import MOST_VISIBLE, start_open
from nablascope.core.graph.trace import Trace
from nablascope.core.layout.folded import lay_out_folded
from nablascope.core.layout.keys import stable_keys
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.layout import Layout
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a trace looks like in groups.

    Attributes:
        source: the trace.
        groups: its groups.
        keys: the stable keys of its nodes.
        open: keys of the groups that are open.
        folded: what is seen of it.
        layout: where that goes.
        timeline: its steps.
        grouped: whether it is in groups; else every node is by itself, and no group is a frame.
    """

    source: Trace
    groups: Groups
    keys: Sequence[str]
    open: frozenset[str]
    folded: Folded
    layout: Layout
    timeline: Timeline
    grouped: bool = True


def arrange(
    trace: Trace,
    open: frozenset[str] | None,
    previous: Layout | None = None,
    before: Arrangement | None = None,
    *,
    grouped: bool = True,
    down: bool = False,
) -> Arrangement:
    """Arranges `trace`.

    Args:
        trace: what to show.
        open: keys of the open groups; None opens as many as leave few enough nodes to see.
        previous: the layout on screen.
        before: an arrangement of the same trace, whose groups are then known.
        grouped: whether in groups, or every node by itself.
        down: whether from the top down instead of from left to right.
    """
    known = before if before is not None and before.source is trace else None
    groups, keys = (known.groups, known.keys) if known else (group_tree(trace), stable_keys(trace))
    if not grouped:
        return _flat(trace, groups, keys, lay_out(trace, previous, down=down))
    opened = start_open(groups) if open is None else open
    folded = fold(trace, groups, opened)
    layout = lay_out_folded(folded, groups, opened, keys, previous, down=down)
    return Arrangement(trace, groups, keys, opened, folded, layout, build_timeline(folded.trace))


def _flat(trace: Trace, groups: Groups, keys: Sequence[str], layout: Layout) -> Arrangement:
    whole = fold(trace, groups, frozenset(groups.key))
    timeline = build_timeline(whole.trace)
    return Arrangement(trace, groups, keys, frozenset(), whole, layout, timeline, grouped=False)


def starts_grouped(trace: Trace) -> bool:
    """Whether there is too much of `trace` to be seen at once, and it has groups."""
    return len(trace.nodes) > MOST_VISIBLE and has_scopes(trace)


def has_scopes(trace: Trace) -> bool:
    """Whether something of `trace` ran in a module, a function or a loop."""
    columns = trace.node_columns
    return any((columns.scope if len(columns.scope) else columns.module).table)


def group_at(arrangement: Arrangement, node: int) -> str | None:
    """The key of the closed group that node `node` of what is seen stands for, or None."""
    group = arrangement.folded.group[node]
    return None if group == NOTHING else arrangement.groups.key[group]


def groups_around(arrangement: Arrangement, node: int) -> tuple[int, ...]:
    """The open groups around a node of what is seen, the outermost first."""
    groups, folded = arrangement.groups, arrangement.folded
    closed = folded.group[node]
    inner = groups.group_of[folded.node[node]] if closed == NOTHING else groups.parent[closed]
    return () if inner == NOTHING else (*reversed(groups.around(inner)), inner)


def seen_as(arrangement: Arrangement, original: int, open: frozenset[str]) -> str:
    """The key of what shows a node of the whole trace while the groups `open` are open."""
    groups, inner = arrangement.groups, arrangement.groups.group_of[original]
    around = () if inner == NOTHING else (*reversed(groups.around(inner)), inner)
    closed = (groups.key[group] for group in around if groups.key[group] not in open)
    return next(closed, arrangement.keys[original])


def opened_around(arrangement: Arrangement, original: int) -> frozenset[str]:
    """The groups to open, with those that are open, so that a node of the whole trace is seen by itself."""
    inner = arrangement.groups.group_of[original]
    if inner == NOTHING:
        return arrangement.open
    around = (inner, *arrangement.groups.around(inner))
    return arrangement.open | {arrangement.groups.key[group] for group in around}
