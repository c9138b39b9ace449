"""The edges into a node, found without a look at all the others."""

from bisect import bisect_left, bisect_right

from nablascope.core.graph.trace import Trace


def edges_into(trace: Trace, node: int) -> range:
    """The indexes of the edges into `node`, in the order of its inputs: edges are grouped by consumer."""
    targets = trace.edges.target.view()
    return range(bisect_left(targets, node), bisect_right(targets, node))
