"""`Trace`: one run of a program as columns over the nodes and the edges of its autograd graph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.language.span import Span

Kind = Literal["leaf", "op", "constant"]


@dataclass(frozen=True, slots=True)
class Node:
    """One row of `Nodes`.

    Attributes:
        id: position in the order in which the nodes ran.
        kind: a ``leaf`` is drawn as one node with its AccumulateGrad; a ``constant`` is outside autograd.
        op: the autograd node's own name, e.g. ``SinBackward0``; None for a leaf and a constant.
        function: the operation, e.g. ``sin``; None for a leaf and a constant.
        name: the name the program gave the result, or None.
        span: where the program wrote it, or None.
        values: the forward value of each output, snapshotted when the operation ran; None where unseen.
        grads: the gradient that arrived at each output; None where none arrived.
        requires_grad: whether autograd follows it.
    """

    id: int
    kind: Kind
    op: str | None
    function: str | None
    name: str | None
    span: Span | None
    values: tuple[TensorSummary | None, ...]
    grads: tuple[TensorSummary | None, ...]
    requires_grad: bool

    @property
    def value(self) -> TensorSummary | None:
        """The forward value of the first output."""
        return self.values[0] if self.values else None

    @property
    def grad(self) -> TensorSummary | None:
        """The gradient that arrived at the first output."""
        return self.grads[0] if self.grads else None


@dataclass(frozen=True, slots=True)
class Edge:
    """One row of `Edges`; it runs in data direction, from producer to consumer.

    Attributes:
        source: id of the producer.
        output: which output of the producer.
        target: id of the consumer.
        key: tells apart edges between the same two nodes, from 0 in the order of the consumer's inputs.
        input: the consumer's argument, by name where known, else its position as text.
        grad: this edge's own share of the gradient; None where none flowed.
    """

    source: int
    output: int
    target: int
    key: int
    input: str
    grad: TensorSummary | None


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes' columns, all of one length, in the order in which the nodes ran; see `Node`."""

    kind: tuple[Kind, ...] = ()
    op: tuple[str | None, ...] = ()
    function: tuple[str | None, ...] = ()
    name: tuple[str | None, ...] = ()
    span: tuple[Span | None, ...] = ()
    values: tuple[tuple[TensorSummary | None, ...], ...] = ()
    grads: tuple[tuple[TensorSummary | None, ...], ...] = ()
    requires_grad: tuple[bool, ...] = ()

    @classmethod
    def of(cls, rows: Sequence[Node]) -> "Nodes":
        """The columns of `rows`, whose ids count from 0."""
        return cls(*_columns(rows, cls))

    def __len__(self) -> int:
        return len(self.kind)

    def __getitem__(self, id: int) -> Node:
        return Node(
            id,
            self.kind[id],
            self.op[id],
            self.function[id],
            self.name[id],
            self.span[id],
            self.values[id],
            self.grads[id],
            self.requires_grad[id],
        )

    def __iter__(self) -> Iterator[Node]:
        return (self[id] for id in range(len(self)))


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges' columns, all of one length; see `Edge`."""

    source: tuple[int, ...] = ()
    output: tuple[int, ...] = ()
    target: tuple[int, ...] = ()
    key: tuple[int, ...] = ()
    input: tuple[str, ...] = ()
    grad: tuple[TensorSummary | None, ...] = ()

    @classmethod
    def of(cls, rows: Sequence[Edge]) -> "Edges":
        """The columns of `rows`."""
        return cls(*_columns(rows, cls))

    def __len__(self) -> int:
        return len(self.source)

    def __getitem__(self, index: int) -> Edge:
        return Edge(
            self.source[index],
            self.output[index],
            self.target[index],
            self.key[index],
            self.input[index],
            self.grad[index],
        )

    def __iter__(self) -> Iterator[Edge]:
        return (self[index] for index in range(len(self)))


def _columns(rows: Sequence[Node] | Sequence[Edge], table: type[Nodes] | type[Edges]) -> Iterator[Any]:
    return (tuple(getattr(row, column.name) for row in rows) for column in fields(table))


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
        nodes: in the order in which they ran.
        edges: grouped by consumer, in the order of its inputs.
        output: the name or the text of what was differentiated.
        output_node: its node's id.
        device: where inputs were made, e.g. ``cpu``.
        dtype: the default dtype of the run, e.g. ``float32``.
        torch: torch's version.
        printed: the lines the program printed.
        notes: what a reader must know to read the numbers right, one sentence each.
        seconds: wall time.
    """

    nodes: Nodes
    edges: Edges
    output: str
    output_node: int
    device: str
    dtype: str
    torch: str
    printed: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: Seconds
