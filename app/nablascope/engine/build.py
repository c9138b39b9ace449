"""From a recording to the columns of a `Trace`: the graph torch built, in the order in which it ran."""

from collections import Counter
from dataclasses import dataclass

import torch

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Edge, Edges, Node, Nodes
from nablascope.engine.node_inputs import operation_of
from nablascope.engine.operation import Argument, Datum, Producer
from nablascope.engine.order import Connection, Order, Place, order
from nablascope.engine.recording import Flow, Pass, Recording
from nablascope.engine.summary import summarise, summarise_number
from nablascope.engine.walk import Walk, is_leaf, leaf_tensor


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
    shares: dict[tuple[int, int], list[torch.Tensor]]
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
    source = _Source(recording, walk, flows, _shares(finished), _output_counts(walk), limit)
    ordered = order(walk, recording.operations)
    nodes = [_node(source, id, place) for id, place in enumerate(ordered.places)]
    return Graph(Nodes.of(nodes), Edges.of(_edges(source, ordered)), ordered.ids[0])


def _shares(finished: Pass) -> dict[tuple[int, int], list[torch.Tensor]]:
    """What arrived at each output of each node, by the node's index and the output's number."""
    shares: dict[tuple[int, int], list[torch.Tensor]] = {}
    for flow in finished.flows:
        for link, share in zip(finished.walk.links[flow.index], flow.sent, strict=True):
            if link is not None and share is not None:
                shares.setdefault((link.index, link.output), []).append(share)
    return shares


def _output_counts(walk: Walk) -> list[int]:
    counts = [1] * len(walk.nodes)
    counts[0] = walk.root_output + 1
    for link in (link for links in walk.links for link in links if link is not None):
        counts[link.index] = max(counts[link.index], link.output + 1)
    return counts


def _node(source: _Source, id: int, place: Place) -> Node:
    if place.index is None:
        assert place.argument is not None, "a place is an autograd node or a constant"
        return _constant(source, id, place.argument)
    if is_leaf(source.walk, place.index):
        return _leaf(source, id, place.index, place.argument)
    return _operation(source, id, place.index)


def _constant(source: _Source, id: int, argument: Argument) -> Node:
    name, span = argument.label, argument.span
    if argument.origin is not None:
        name, span = source.recording.tensor_names.get(argument.origin, (name, span))
    value = _summary(source, argument.value)
    return Node(id, "constant", None, None, name, span, (value,), (None,), requires_grad=False)


def _leaf(source: _Source, id: int, index: int, argument: Argument | None) -> Node:
    tensor = leaf_tensor(source.walk, index)
    name, span = source.recording.tensor_names.get(tensor, (None, None))
    value = _summary(source, argument.value if argument else tensor)
    return Node(id, "leaf", None, None, name, span, (value,), _grads(source, index), requires_grad=True)


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
    names = [source.recording.result_names.get(producer) for producer in _producers(source, index)]
    return ", ".join(name for name in names if name is not None) or None


def _producers(source: _Source, index: int) -> list[Producer]:
    return [Producer(source.walk.sequence[index], output) for output in range(source.outputs[index])]


def _values(source: _Source, index: int) -> tuple[TensorSummary | None, ...]:
    return tuple(_summary(source, source.recording.values.get(p)) for p in _producers(source, index))


def _grads(source: _Source, index: int) -> tuple[TensorSummary | None, ...]:
    count = source.outputs[index]
    flow = source.flows.get(index)
    received = flow.received[:count] if flow else tuple(_captured(source, index, i) for i in range(count))
    return tuple(_summary(source, g) for g in received) + (None,) * (count - len(received))


def _captured(source: _Source, index: int, output: int) -> torch.Tensor | None:
    """What arrived where torch stopped: ``torch.autograd.grad`` takes a gradient without a call."""
    shares = source.shares.get((index, output), [])
    return torch.stack(shares).sum(0) if shares else None


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
