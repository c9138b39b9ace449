"""What the ends of an edge make of it."""

from nablascope.core.graph.columns import LIST
from nablascope.core.graph.marks import UNREACHED
from nablascope.core.graph.trace import Trace


def into_cuts(trace: Trace) -> frozenset[int]:
    """The edges that end at a cut."""
    kinds = trace.nodes.kind
    if "cut" not in kinds.table:
        return frozenset()
    cut, kind = kinds.table.index("cut"), kinds.index.view()
    return frozenset(edge for edge, target in enumerate(trace.edges.target) if kind[target] == cut)


def into_unreached(trace: Trace) -> frozenset[int]:
    """The edges that end at a node the output does not depend on."""
    marks = trace.node_columns.marks
    found = {place for place, words in enumerate(marks.table) if UNREACHED in words.split(LIST)}
    if not found:
        return frozenset()
    mark = marks.index.view()
    return frozenset(edge for edge, target in enumerate(trace.edges.target) if mark[target] in found)


def of_several_outputs(trace: Trace) -> frozenset[int]:
    """The edges whose producer has more than one output."""
    starts = trace.node_columns.outputs.view()
    return frozenset(
        edge for edge, source in enumerate(trace.edges.source) if starts[source + 1] - starts[source] > 1
    )
