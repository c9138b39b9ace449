"""What can happen to a graph's groups."""

from dataclasses import dataclass

from nablascope.core.graph.trace import Trace
from nablascope.workspace.arrangement import Arrangement


@dataclass(frozen=True, slots=True)
class ShowGroups:
    """A person wants the graph in groups, or every node by itself."""

    on: bool


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """A person opened the closed group that a node of the picture stands for."""

    node: int


@dataclass(frozen=True, slots=True)
class CloseGroup:
    """A person closed the open group with that key."""

    key: str


@dataclass(frozen=True, slots=True)
class CloseAround:
    """A person closed the innermost open group around a node of the picture."""

    node: int


@dataclass(frozen=True, slots=True)
class OpenAll:
    """A person opened every group."""


@dataclass(frozen=True, slots=True)
class CloseAll:
    """A person closed every group."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """A person wants to see a node of the whole graph, in whatever groups it is."""

    node: int


@dataclass(frozen=True, slots=True)
class Arranged:
    """The graph was arranged."""

    arrangement: Arrangement


@dataclass(frozen=True, slots=True)
class NotArranged:
    """A graph could not be arranged, through a fault of our own."""

    trace: Trace


GroupEvent = (
    ShowGroups | OpenGroup | CloseGroup | CloseAround | OpenAll | CloseAll | Reveal | Arranged | NotArranged
)
