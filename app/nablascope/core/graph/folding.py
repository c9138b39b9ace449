"""`fold`: a trace in which closed groups are one node each."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from nablascope.core.graph.columns import NOTHING, Ints
from nablascope.core.graph.folded_edges import Crossing, crossing, folded_edges
from nablascope.core.graph.folded_nodes import folded_nodes
from nablascope.core.graph.folded_passes import folded_passes
from nablascope.core.graph.groups import Groups
from nablascope.core.graph.rows import Output
from nablascope.core.graph.seen import Seen, seen_of
from nablascope.core.graph.trace import Trace


@dataclass(frozen=True, slots=True)
class Folded:
    """A trace with closed groups, and what its nodes and edges are in the trace that it was made from.

    Attributes:
        trace: the folded one; its tensors are those of the other.
        node: of each of its nodes the id in the other trace, or `NOTHING` of a closed group.
        group: of each of its nodes the closed group it stands for, or `NOTHING`.
        edge: of each of its edges the index in the other trace.
        shown_by: of each node of the other trace the id of the node that shows it here.
    """

    trace: Trace
    node: Ints
    group: Ints
    edge: Ints
    shown_by: Ints


def fold(trace: Trace, groups: Groups, open: Collection[str]) -> Folded:
    """The trace that shows what is in open groups alone, and each closed group around nothing but open ones.

    A closed group has the outputs of its nodes that are used outside, or that a backward pass started from,
    with their values and their gradients. Edges that cross its border keep their shares, one by one. It runs
    when the last of its nodes runs, and is called when the last of their calls ends. With all groups open
    the trace is an equal one.

    Args:
        trace: what to fold.
        groups: its own.
        open: keys of the groups that are open.
    """
    seen = seen_of(groups, open)
    across = crossing(trace, seen)
    passes = folded_passes(trace, seen, across)
    shown = replace(
        trace,
        node_columns=folded_nodes(trace, groups, seen, across),
        edge_columns=folded_edges(trace, seen, across),
        outputs=tuple(_output(output, seen, across) for output in trace.outputs),
        failed_node=_moved(seen, trace.failed_node),
        first_bad_value=_moved(seen, trace.first_bad_value),
        first_bad_grad=_moved(seen, trace.first_bad_grad),
        passes=passes,
    )
    node = [NOTHING if group != NOTHING else id for id, group in zip(seen.first, seen.group, strict=True)]
    return Folded(shown, Ints.of(node), Ints.of(seen.group), Ints.of(across.edges), Ints.of(seen.shown_by))


def _output(output: Output, seen: Seen, across: Crossing) -> Output:
    node, number = seen.shown_by[output.node], across.output(seen, output.node, output.output)
    return replace(output, node=node, output=number)


def _moved(seen: Seen, id: int | None) -> int | None:
    return None if id is None else seen.shown_by[id]
