"""The JSON form of a trace: networkx's node-link data, readable without Nablascope."""

import json
from math import isfinite, isnan
from typing import Any

from nablascope.core.graph.tensor import Nested, TensorSummary, nested
from nablascope.core.graph.trace import Edge, Node, Trace
from nablascope.core.language.span import Span

FORMAT = "nablascope-trace"
VERSION = 1


def to_node_link(trace: Trace) -> dict[str, Any]:
    """The trace as ``{"directed", "multigraph", "graph", "nodes", "edges"}`` of plain JSON values.

    Numbers that are not finite are ``"NaN"``, ``"Infinity"`` and ``"-Infinity"``. A node with several
    outputs has a list of values and of gradients, one each.

    Raises:
        ValueError: if the trace holds previews; record it whole.
    """
    return {
        "directed": True,
        "multigraph": True,
        "graph": graph_attributes(trace),
        "nodes": [{"id": node.id, **node_attributes(node)} for node in trace.nodes],
        "edges": [
            {"source": edge.source, "target": edge.target, "key": edge.key, **edge_attributes(edge)}
            for edge in trace.edges
        ],
    }


def to_json(trace: Trace) -> str:
    """`to_node_link` as strict JSON text.

    Raises:
        ValueError: if the trace holds previews; record it whole.
    """
    return json.dumps(to_node_link(trace), allow_nan=False)


def graph_attributes(trace: Trace) -> dict[str, Any]:
    """What holds for the whole run."""
    seconds = trace.seconds
    return {
        "format": FORMAT,
        "version": VERSION,
        "output": trace.output,
        "output_node": trace.output_node,
        "device": trace.device,
        "dtype": trace.dtype,
        "torch": trace.torch,
        "printed": list(trace.printed),
        "notes": list(trace.notes),
        "seconds": {"forward": seconds.forward, "backward": seconds.backward, "record": seconds.record},
    }


def node_attributes(node: Node) -> dict[str, Any]:
    """A node's columns by name."""
    described = node.value or node.grad
    return {
        "kind": node.kind,
        "op": node.op,
        "function": node.function,
        "name": node.name,
        "value": _outputs(node.values),
        "grad": _outputs(node.grads),
        "shape": list(described.shape) if described else None,
        "dtype": described.dtype if described else None,
        "device": described.device if described else None,
        "requires_grad": node.requires_grad,
        "span": _span(node.span),
    }


def edge_attributes(edge: Edge) -> dict[str, Any]:
    """An edge's columns by name, save its ends and key."""
    return {"input": edge.input, "output": edge.output, "grad": _elements(edge.grad)}


def _outputs(tensors: tuple[TensorSummary | None, ...]) -> Any:
    return _elements(tensors[0]) if len(tensors) == 1 else [_elements(tensor) for tensor in tensors]


def _elements(tensor: TensorSummary | None) -> Any:
    return None if tensor is None else _strict(nested(tensor))


def _strict(value: Nested) -> Nested:
    if isinstance(value, list):
        return [_strict(item) for item in value]
    if not isinstance(value, float) or isfinite(value):
        return value
    return "NaN" if isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.line, span.column, span.end_line, span.end_column]
