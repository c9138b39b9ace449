"""One node, one edge: rows of a trace's columns."""

from dataclasses import dataclass
from typing import Literal

from nablascope.core.graph.scope import Scope
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.language.span import Span

Kind = Literal["leaf", "op", "constant", "cut", "group"]

SavedState = Literal["held", "freed", "modified"]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a node kept from the forward pass for its VJP.

    Attributes:
        name: torch's own without its prefix, e.g. ``self`` of ``_saved_self``.
        value: the tensor as it was when it was saved; None for a setting, and where it was never seen.
        text: a setting such as a dimension, as Python prints it; None for a tensor.
        state: ``held``; ``freed`` by a backward pass; or ``modified`` in place since, so that a backward
            pass raises.
        version: the version counter of the tensor when the trace was taken, where torch told; else None.
        saved_at: the version that was saved, where torch told; else None.
    """

    name: str
    value: TensorSummary | None
    text: str | None
    state: SavedState
    version: int | None
    saved_at: int | None


@dataclass(frozen=True, slots=True)
class Inside:
    """What a closed group holds.

    Attributes:
        nodes: how many nodes.
        least: the smallest absolute value of the gradients inside, zeros and what is not finite left out;
            0.0 where there is none.
        most: the largest, likewise.
    """

    nodes: int
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Node:
    """One row of a trace's nodes.

    Attributes:
        id: position in the order in which the nodes ran.
        kind: a ``leaf`` is drawn as one node with its AccumulateGrad; a ``constant`` is outside autograd;
            a ``cut`` is outside too, but came from inside: detached, under ``no_grad``, or by an operation
            that has no derivative; a ``group`` stands for all nodes of a closed group, see `fold`.
        op: the autograd node's own name, e.g. ``SinBackward0``; None for a leaf, a constant and a cut.
        function: the operation, e.g. ``sin`` or ``detach``; None for a leaf and a constant.
        name: the name the program gave the result, or None.
        span: where the program wrote it, or None.
        values: the forward value of each output, snapshotted when the operation ran; None where unseen.
        grads: the gradient that arrived at each output in this pass; None where none arrived.
        requires_grad: whether autograd follows it.
        file: the source file of `span`, or None where there is one text only.
        module: the path of the ``nn.Module`` it ran in, e.g. ``encoder.layers.0.linear1``; None outside.
        version: the version counter of the first output when its value was taken; None where unseen.
        saved: what the node kept for its VJP.
        hooks: hooks the program set that change or see its gradient, as people call them.
        marks: what a reader must not overlook; see `core.graph.marks`.
        accumulated: a leaf's ``grad`` after this pass, where earlier passes have part in it; else None.
        scope: the modules, calls of the program's functions and rounds of its loops in which it ran, from the
            outermost on; empty of a leaf and a constant.
        inside: what a closed group holds; None of all others.
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
    file: str | None = None
    module: str | None = None
    version: int | None = None
    saved: tuple[Saved, ...] = ()
    hooks: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    accumulated: TensorSummary | None = None
    scope: Scope = ()
    inside: Inside | None = None

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
    """One row of a trace's edges; it runs in data direction, from producer to consumer.

    Attributes:
        source: id of the producer.
        output: which output of the producer.
        target: id of the consumer.
        key: tells apart edges between the same two nodes, from 0 in the order of the consumer's inputs.
        input: the consumer's argument, by name where known, else its position as text.
        grad: this edge's own share of the gradient; None where none flowed.
        local: the derivative of the consumer's output by this input, for scalars and elementwise
            operations; shaped as the output. None for others, and where torch could not tell.
        formula: torch's own formula for the share, from ``derivatives.yaml``, where our table of rules has
            none; None else.
    """

    source: int
    output: int
    target: int
    key: int
    input: str
    grad: TensorSummary | None
    local: TensorSummary | None = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """Something the backward pass started from.

    Attributes:
        name: in the program, or its text.
        node: id of its node.
        output: which output of the node.
        seed: the gradient the pass started from there; None where there was no pass.
    """

    name: str
    node: int
    output: int
    seed: TensorSummary | None
