"""Along the edges of a graph, from node to edge to node; pure."""

from typing import Literal

from nablascope.core.graph.trace import Trace
from nablascope.workspace.view_state import Selected

Way = Literal["producer", "consumer"]


def along(trace: Trace, selected: Selected, way: Way) -> Selected | None:
    """From a node onto its first edge that way, from an edge to its end; None where there is none."""
    if selected.kind == "edge":
        ends = trace.edges.source if way == "producer" else trace.edges.target
        return Selected("node", ends[selected.index])
    near = _near(trace, way)
    edges = (edge for edge, end in enumerate(near) if end == selected.index)
    first = next(edges, None)
    return None if first is None else Selected("edge", first)


def beside(trace: Trace, edge: int, way: Way, step: int) -> Selected:
    """The next edge of the node that `edge` was reached from by going that way, round and round."""
    near = _near(trace, way)
    edges = [other for other, end in enumerate(near) if end == near[edge]]
    return Selected("edge", edges[(edges.index(edge) + step) % len(edges)])


def _near(trace: Trace, way: Way) -> "memoryview[int]":
    """Of each edge the end from which it is gone along that way."""
    columns = trace.edge_columns
    return (columns.target if way == "producer" else columns.source).view()
