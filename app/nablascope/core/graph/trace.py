"""`Trace`: one run of a program as columns over the nodes and the edges of its autograd graph."""

from collections.abc import Iterator
from dataclasses import dataclass

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.columns import Ints, Words
from nablascope.core.graph.node_columns import EdgeColumns, NodeColumns
from nablascope.core.graph.rows import Edge, Kind, Node, Output
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.tensors import Tensors
from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span

__all__ = ["BackwardPass", "Edge", "Edges", "Kind", "Node", "Nodes", "Output", "Seconds", "Trace"]


@dataclass(frozen=True, slots=True)
class Nodes:
    """A trace's nodes by id, and some of their columns for loops over many; see `Node`."""

    columns: NodeColumns
    tensors: Tensors

    def __len__(self) -> int:
        return len(self.columns.kind)

    def __getitem__(self, id: int) -> Node:
        return self.columns.row(id, self.tensors)

    def __iter__(self) -> Iterator[Node]:
        return (self[id] for id in range(len(self)))

    @property
    def kind(self) -> Words:
        """See `Node.kind`."""
        return self.columns.kind

    @property
    def op(self) -> Words:
        """See `Node.op`."""
        return self.columns.op

    @property
    def function(self) -> Words:
        """See `Node.function`."""
        return self.columns.function

    @property
    def name(self) -> Words:
        """See `Node.name`."""
        return self.columns.name

    @property
    def span(self) -> tuple[Span | None, ...]:
        """See `Node.span`."""
        return tuple(self.columns.span(id) for id in range(len(self)))

    @property
    def requires_grad(self) -> tuple[bool, ...]:
        """See `Node.requires_grad`."""
        return tuple(map(bool, self.columns.requires_grad))


@dataclass(frozen=True, slots=True)
class Edges:
    """A trace's edges, grouped by consumer, and their columns for loops over many; see `Edge`."""

    columns: EdgeColumns
    tensors: Tensors

    def __len__(self) -> int:
        return len(self.columns.source)

    def __getitem__(self, index: int) -> Edge:
        return self.columns.row(index, self.tensors)

    def __iter__(self) -> Iterator[Edge]:
        return (self[index] for index in range(len(self)))

    @property
    def source(self) -> Ints:
        """See `Edge.source`."""
        return self.columns.source

    @property
    def output(self) -> Ints:
        """See `Edge.output`."""
        return self.columns.output

    @property
    def target(self) -> Ints:
        """See `Edge.target`."""
        return self.columns.target

    @property
    def input(self) -> Words:
        """See `Edge.input`."""
        return self.columns.input

    @property
    def grad(self) -> tuple[TensorSummary | None, ...]:
        """See `Edge.grad`."""
        return tuple(self.tensors.get(tensor) for tensor in self.columns.grad)


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall time of one run in seconds; `record` is what recording and summarising added."""

    forward: float
    backward: float
    record: float


@dataclass(frozen=True, slots=True)
class Trace:
    """One run of a program: PyTorch's own graph with every value and every gradient.

    Attributes:
        node_columns: the nodes, in the order in which they ran; read them through `nodes`.
        edge_columns: the edges, grouped by consumer, in the order of its inputs; read them through `edges`.
        tensors: every value, gradient and share.
        outputs: what the backward pass started from, the one asked for first; of a run that failed, what
            it had come to.
        device: where inputs were made, e.g. ``cpu``.
        dtype: the default dtype of the run, e.g. ``float32``.
        torch: torch's version.
        printed: the lines the program printed.
        notes: what a reader must know to read the numbers right, one sentence each.
        seconds: wall time.
        order: of the gradient whose graph this is: 1 for the program's own.
        failure: why the run ended early, or None.
        failed_node: id of the node at which it did, or None where it is no node's.
        first_bad_value: id of the first node whose value has a NaN or an infinity that none of its inputs
            has, or None.
        first_bad_grad: id of the first node, in the order of the backward pass, that sent a NaN or an
            infinity without having received one, or None.
        passes: the backward passes over the graph in the order in which they ran, the one whose gradients
            stand in the columns last; none where none began, and in files that older versions wrote.
    """

    node_columns: NodeColumns
    edge_columns: EdgeColumns
    tensors: Tensors
    outputs: tuple[Output, ...]
    device: str
    dtype: str
    torch: str
    printed: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: Seconds
    order: int = 1
    failure: Failure | None = None
    failed_node: int | None = None
    first_bad_value: int | None = None
    first_bad_grad: int | None = None
    passes: tuple[BackwardPass, ...] = ()

    @property
    def nodes(self) -> Nodes:
        """The nodes by id."""
        return Nodes(self.node_columns, self.tensors)

    @property
    def edges(self) -> Edges:
        """The edges, grouped by consumer, in the order of its inputs."""
        return Edges(self.edge_columns, self.tensors)

    @property
    def output(self) -> str:
        """The name or the text of what was differentiated."""
        return self.outputs[0].name

    @property
    def output_node(self) -> int:
        """Its node's id."""
        return self.outputs[0].node
