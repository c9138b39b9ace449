"""`start_open`: which groups of a graph are open at first."""

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.groups import Groups

MOST_VISIBLE = 2000
"""So many nodes are shown before anyone opened a group."""

MOST_TIMES = 12
"""A body that is repeated more often stays rolled up at first: a long row of equal cards says less."""


def start_open(groups: Groups, most: int = MOST_VISIBLE) -> frozenset[str]:
    """The keys of the groups open at first: all, or the outermost levels that leave few enough nodes.

    A level is opened whole or not at all, so that groups beside each other look alike; what is repeated often
    stays closed.
    """
    if len(groups.group_of) <= most:
        return frozenset(groups.key)
    levels, opened = _levels(groups), frozenset[str]()
    inside = _directly_inside(groups)
    visible = inside[NOTHING] + (len(levels[0]) if levels else 0)
    for level, following in zip(levels, [*levels[1:], []], strict=True):
        opening = [group for group in level if groups.times[group] <= MOST_TIMES]
        visible += sum(inside[group] for group in opening) + len(following) - len(opening)
        if visible > most:
            break
        opened |= {groups.key[group] for group in opening}
    return opened


def _levels(groups: Groups) -> list[list[int]]:
    """The groups by how many are around them; without those inside of what stays rolled up."""
    depth: list[int] = []
    levels: list[list[int]] = []
    for group, above in enumerate(groups.parent.view()):
        hidden = above != NOTHING and (depth[above] == NOTHING or groups.times[above] > MOST_TIMES)
        depth.append(NOTHING if hidden else 0 if above == NOTHING else depth[above] + 1)
        if hidden:
            continue
        if depth[group] == len(levels):
            levels.append([])
        levels[depth[group]].append(group)
    return levels


def _directly_inside(groups: Groups) -> dict[int, int]:
    """How many nodes each group has that are in no group inside of it; `NOTHING` is the whole trace."""
    inside = dict.fromkeys((NOTHING, *range(len(groups))), 0)
    for group in groups.group_of.view():
        inside[group] += 1
    return inside
