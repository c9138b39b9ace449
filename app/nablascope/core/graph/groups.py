"""`Groups`: the parts of a program that its nodes ran in, as a tree; see `group_tree`."""

from dataclasses import dataclass

from nablascope.core.graph.columns import NOTHING, Ints, Words


@dataclass(frozen=True, slots=True)
class Groups:
    """Columns over the groups, each behind the group around it; those of one group in the order of running.

    Attributes:
        parent: of each the group around it, or `NOTHING`.
        key: of each a text that is still the same after an edit elsewhere in the program; each once.
        label: what people read, e.g. ``layers × 12``.
        times: how many equal bodies it holds, rolled up; 0 of a single body.
        size: how many nodes are inside.
        first: id of the first node that an operation made inside; `last` of the last. All operations
            between the two are inside, so that groups never interleave.
        group_of: of each node of the trace the innermost group that it is in, or `NOTHING`.
    """

    parent: Ints
    key: tuple[str, ...]
    label: Words
    times: Ints
    size: Ints
    first: Ints
    last: Ints
    group_of: Ints

    def __len__(self) -> int:
        return len(self.parent)

    def around(self, group: int) -> tuple[int, ...]:
        """The groups around one, the innermost first."""
        found: list[int] = []
        while (group := self.parent[group]) != NOTHING:
            found.append(group)
        return tuple(found)
