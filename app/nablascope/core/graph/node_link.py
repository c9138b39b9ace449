"""The JSON form of a trace: networkx's node-link data, readable without Nablascope."""

import json
from dataclasses import asdict
from math import isfinite, isnan
from typing import Any

from nablascope.core.graph.rows import Edge, Node, Output, Saved
from nablascope.core.graph.tensor import Nested, TensorSummary, nested
from nablascope.core.graph.trace import Trace
from nablascope.core.language.span import Span

FORMAT = "nablascope-trace"
VERSION = 1


def to_node_link(trace: Trace) -> dict[str, Any]:
    """The trace as ``{"directed", "multigraph", "graph", "nodes", "edges"}`` of plain JSON values.

    Numbers that are not finite are ``"NaN"``, ``"Infinity"`` and ``"-Infinity"``. A node with several
    outputs has a list of values and of gradients, one each. A large tensor that is not here whole is
    ``{"preview": [...], "shape": [...], "statistics": {...}}``.
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
    """`to_node_link` as strict JSON text."""
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
        "outputs": [_output(output) for output in trace.outputs],
        "order": trace.order,
        "failure": None if trace.failure is None else trace.failure.message,
        "failed_node": trace.failed_node,
        "first_bad_value": trace.first_bad_value,
        "first_bad_grad": trace.first_bad_grad,
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
        "file": node.file,
        "module": node.module,
        "scope": [asdict(segment) for segment in node.scope],
        "version": node.version,
        "saved": [_saved(saved) for saved in node.saved],
        "hooks": list(node.hooks),
        "marks": list(node.marks),
        "accumulated": _elements(node.accumulated),
    }


def edge_attributes(edge: Edge) -> dict[str, Any]:
    """An edge's columns by name, save its ends and key."""
    return {
        "input": edge.input,
        "output": edge.output,
        "grad": _elements(edge.grad),
        "local": _elements(edge.local),
        "formula": edge.formula,
    }


def _output(output: Output) -> dict[str, Any]:
    seed = _elements(output.seed)
    return {"name": output.name, "node": output.node, "output": output.output, "seed": seed}


def _saved(saved: Saved) -> dict[str, Any]:
    kept = {"text": saved.text} if saved.value is None else {"value": _elements(saved.value)}
    versions = {"version": saved.version, "saved_at": saved.saved_at}
    return {"name": saved.name, **kept, "state": saved.state, **versions}


def _outputs(tensors: tuple[TensorSummary | None, ...]) -> Any:
    return _elements(tensors[0]) if len(tensors) == 1 else [_elements(tensor) for tensor in tensors]


def _elements(tensor: TensorSummary | None) -> Any:
    if tensor is None:
        return None
    return _strict(nested(tensor)) if tensor.whole else _preview(tensor)


def _preview(tensor: TensorSummary) -> dict[str, Any]:
    statistics = None
    if tensor.statistics is not None:
        statistics = {name: _strict(number) for name, number in asdict(tensor.statistics).items()}
    elements = [_strict(element) for element in tensor.values]
    return {"preview": elements, "shape": list(tensor.shape), "statistics": statistics}


def _strict(value: Nested) -> Nested:
    if isinstance(value, list):
        return [_strict(item) for item in value]
    if not isinstance(value, float) or isfinite(value):
        return value
    return "NaN" if isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.line, span.column, span.end_line, span.end_column]
