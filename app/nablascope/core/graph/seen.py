"""`Seen`: which nodes and closed groups a folded trace has, in their order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.groups import Groups


@dataclass(frozen=True, slots=True)
class Seen:
    """The nodes of a folded trace, by their ids there.

    Attributes:
        group: of each the closed group it stands for, or `NOTHING`.
        first: of each its id in the whole trace; of a closed group that of its first operation.
        last: likewise; of a closed group that of its last operation. They rise.
        shown_by: of each node of the whole trace the node that shows it.
    """

    group: Sequence[int]
    first: Sequence[int]
    last: Sequence[int]
    shown_by: Sequence[int]


def seen_of(groups: Groups, open: Collection[str]) -> Seen:
    """What is seen of a trace while the groups with the keys `open` are open.

    All operations between the first and the last of a group are its own, so it can stand where its last one
    does: behind the leaves and constants between them that others use too.
    """
    closed = _closed(groups, open)
    place_of = [NOTHING if group == NOTHING else closed[group] for group in groups.group_of.view()]
    last = groups.last.view()
    seen, firsts, ends, shown_by = list[int](), list[int](), list[int](), [NOTHING] * len(place_of)
    place: dict[int, int] = {}
    for id, group in enumerate(place_of):
        if group == NOTHING:
            shown_by[id] = len(seen)
        elif last[group] == id:
            place[group] = len(seen)
        else:
            continue
        seen.append(group)
        firsts.append(id if group == NOTHING else groups.first[group])
        ends.append(id)
    for id, group in enumerate(place_of):
        if group != NOTHING:
            shown_by[id] = place[group]
    return Seen(seen, firsts, ends, shown_by)


def _closed(groups: Groups, open: Collection[str]) -> list[int]:
    """Of each group the outermost closed one that it is or is in, or `NOTHING`."""
    closed: list[int] = []
    for group, (above, key) in enumerate(zip(groups.parent.view(), groups.key, strict=True)):
        around = NOTHING if above == NOTHING else closed[above]
        closed.append(around if around != NOTHING else NOTHING if key in open else group)
    return closed
