"""The columns of what a trace's nodes saved."""

from torch.autograd.graph import Node

from nablascope.core.graph.columns import NOTHING, Ints, Words
from nablascope.core.graph.node_columns import SavedColumns
from nablascope.engine.detail import SavedThen
from nablascope.engine.gathered import Gathered
from nablascope.engine.saved_then import since_then


class SavedRows:
    """Fills the columns node by node.

    Args:
        gathered: takes the tensors.
    """

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._starts: list[int] = []
        self._rows: list[SavedThen] = []
        self._value: list[int] = []

    def add(self, node: Node | None, saved: tuple[SavedThen, ...]) -> None:
        """The next node; None for what is no autograd node."""
        self._starts.append(len(self._rows))
        if node is None:
            return
        for one in saved:
            self._rows.append(since_then(node, one))
            self._value.append(self._gathered.add(one.value))

    def starts(self) -> Ints:
        """For each node where its rows begin; one more at the end."""
        return Ints.of([*self._starts, len(self._rows)])

    def columns(self) -> SavedColumns:
        """All rows."""
        return SavedColumns(
            name=Words.of([row.name for row in self._rows]),
            value=Ints.of(self._value),
            text=Words.of([row.text for row in self._rows]),
            state=Words.of([row.state for row in self._rows]),
            version=Ints.of([_told(row.version) for row in self._rows]),
            saved_at=Ints.of([_told(row.saved_at) for row in self._rows]),
        )


def _told(number: int | None) -> int:
    return NOTHING if number is None else number
