"""`path_edges`: every edge on a path of a gradient from some nodes to what was differentiated."""

from collections.abc import Collection

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.paths import ends_of
from nablascope.core.graph.trace import Trace


def path_edges(trace: Trace, nodes: Collection[int]) -> tuple[int, ...]:
    """The edges, by index, in rising order; takes time in proportion to all edges, however many paths."""
    columns = trace.edge_columns
    sources, targets = columns.source.view(), columns.target.view()
    carried = [edge for edge, grad in enumerate(columns.grad.view()) if grad != NOTHING]
    after, before = bytearray(len(trace.nodes)), bytearray(len(trace.nodes))
    for node in nodes:
        after[node] = True
    for node in ends_of(trace):
        before[node] = True
    # Edges are grouped by consumer, and nodes are in topological order: all that leads to a node is known
    # before what leads on from it.
    for edge in carried:
        after[targets[edge]] |= after[sources[edge]]
    for edge in sorted(carried, key=sources.__getitem__, reverse=True):
        before[sources[edge]] |= before[targets[edge]]
    return tuple(edge for edge in carried if after[sources[edge]] and before[targets[edge]])
