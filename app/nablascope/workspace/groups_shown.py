"""`GroupsView`: the groups of the graph on screen, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupsView:
    """The groups of the graph on screen.

    Attributes:
        possible: whether it has any.
        on: whether it is seen in groups.
        around: the open groups around what is selected, the outermost first: a key and a label each.
        closed: the node that is selected is a closed group.
    """

    possible: bool
    on: bool
    around: tuple[tuple[str, str], ...] = ()
    closed: bool = False
