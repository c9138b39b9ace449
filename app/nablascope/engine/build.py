"""From a recording to the columns of a `Trace`: the graph torch built, in the order in which it ran."""

from collections import Counter
from dataclasses import dataclass

import torch

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Edge, Edges, Node, Nodes
from nablascope.engine.node_inputs import operation_of
from nablascope.engine.operation import Argument, Datum, Producer
from nablascope.engine.order import Connection, Order, Place, order
from nablascope.engine.record import Flow, Pass, Recording
from nablascope.engine.summary import summarise, summarise_number
from nablascope.engine.walk import Walk, is_leaf


@dataclass(frozen=True, slots=True)
class Graph:
    """The columns of a trace, and the node of its output."""

    nodes: Nodes
    edges: Edges
    output_node: int


@dataclass(frozen=True, slots=True)
class _Source:
    """Everything a row is made from."""

    recording: Recording
    walk: Walk
    flows: dict[int, Flow]
    outputs: list[int]
    limit: int | None


def build(recording: Recording, finished: Pass, limit: int | None) -> Graph:
    """The graph of one backward pass.

    Args:
        recording: what the run left behind.
        finished: the pass whose gradients are shown.
        limit: how many elements of each tensor to take; None for all.
    """
    walk = finished.walk
    flows = {flow.index: flow for flow in finished.flows}
    source = _Source(recording, walk, flows, _output_counts(walk), limit)
    ordered = order(walk, recording.operations)
    nodes = [_node(source, id, place) for id, place in enumerate(ordered.places)]
    return Graph(Nodes.of(nodes), Edges.of(_edges(source, ordered)), ordered.ids[0])


def _output_counts(walk: Walk) -> list[int]:
    counts = [1] * len(walk.nodes)
    counts[0] = walk.root_output + 1
    for link in (link for links in walk.links for link in links if link is not None):
        counts[link.index] = max(counts[link.index], link.output + 1)
    return counts


def _node(source: _Source, id: int, place: Place) -> Node:
    if place.index is None:
        assert place.constant is not None, "a place is an autograd node or a constant"
        return _constant(source, id, place.constant)
    if is_leaf(source.walk, place.index):
        return _leaf(source, id, place.index)
    return _operation(source, id, place.index)


def _constant(source: _Source, id: int, argument: Argument) -> Node:
    name, span = argument.label, argument.span
    if argument.origin is not None:
        name, span = source.recording.tensor_names.get(argument.origin, (name, span))
    value = _summary(source, argument.constant)
    return Node(id, "constant", None, None, name, span, (value,), (None,), requires_grad=False)


def _leaf(source: _Source, id: int, index: int) -> Node:
    tensor = _variable(source.walk, index)
    name, span = source.recording.tensor_names.get(tensor, (None, None))
    value = _summary(source, source.recording.leaves.get(tensor, tensor))
    return Node(id, "leaf", None, None, name, span, (value,), _grads(source, index), requires_grad=True)


def _variable(walk: Walk, index: int) -> torch.Tensor:
    return getattr(walk.nodes[index], "variable")  # noqa: B009 - the stubs of torch do not know it


def _operation(source: _Source, id: int, index: int) -> Node:
    op = source.walk.nodes[index].name().rsplit("::")[-1]
    operation = operation_of(source.walk, index, source.recording.operations)
    site = operation.site if operation else None
    return Node(
        id=id,
        kind="op",
        op=op,
        function=operation.function if operation else op.partition("Backward")[0],
        name=_result_name(source, index),
        span=site.span if site else None,
        values=_values(source, index),
        grads=_grads(source, index),
        requires_grad=True,
    )


def _result_name(source: _Source, index: int) -> str | None:
    sequence = source.walk.sequence[index]
    names = (source.recording.result_names.get(Producer(sequence, i)) for i in range(source.outputs[index]))
    return next((name for name in names if name is not None), None)


def _values(source: _Source, index: int) -> tuple[TensorSummary | None, ...]:
    seen = source.recording.operations.get(source.walk.sequence[index])
    outputs = seen.outputs if seen else ()
    return _padded(source, outputs, source.outputs[index])


def _grads(source: _Source, index: int) -> tuple[TensorSummary | None, ...]:
    flow = source.flows.get(index)
    return _padded(source, flow.received if flow else (), source.outputs[index])


def _padded(
    source: _Source, tensors: tuple[torch.Tensor | None, ...], count: int
) -> tuple[TensorSummary | None, ...]:
    present = tuple(_summary(source, tensor) for tensor in tensors[:count])
    return present + (None,) * (count - len(present))


def _edges(source: _Source, ordered: Order) -> list[Edge]:
    twins: Counter[tuple[int, int]] = Counter()
    edges: list[Edge] = []
    for connection in ordered.connections:
        ends = (connection.source, connection.target)
        edges.append(_edge(source, connection, twins[ends]))
        twins[ends] += 1
    return edges


def _edge(source: _Source, connection: Connection, key: int) -> Edge:
    given = connection.given
    flow = source.flows.get(connection.consumer)
    share = flow.sent[given.position] if flow is not None and given.position is not None else None
    output = given.link.output if given.link is not None else 0
    return Edge(connection.source, output, connection.target, key, given.name, _summary(source, share))


def _summary(source: _Source, datum: Datum | None) -> TensorSummary | None:
    if datum is None:
        return None
    if isinstance(datum, torch.Tensor):
        return summarise(datum, source.limit)
    return summarise_number(datum)
