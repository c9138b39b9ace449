"""Which nodes are constants: drawn because people wrote them, and left out where they are too many."""

from nablascope.core.graph.trace import Trace


def constants(trace: Trace) -> frozenset[int]:
    """The ids of the constants."""
    kinds = trace.nodes.kind
    found = {place for place, word in enumerate(kinds.table) if word == "constant"}
    return frozenset(node for node, place in enumerate(kinds.index.view()) if place in found)
