"""The paths of a gradient: from a node along edges that carried a share to what was differentiated."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.node_columns import NodeColumns
from nablascope.core.graph.rows import Output
from nablascope.core.graph.trace import Trace

MOST_PATHS = 12
"""So many paths are told one by one."""

MOST_COUNTED = 10**100
"""A count that reaches it stays there: the paths of 100,000 doublings are a number of 30,000 digits."""


@dataclass(frozen=True, slots=True)
class Path:
    """One path.

    Attributes:
        edges: indexes of its edges in data direction; none where the node itself was differentiated.
        output: which of the trace's `outputs` it ends at.
    """

    edges: tuple[int, ...]
    output: int


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths from one place.

    Attributes:
        first: some of them, in the order of the edges that leave each node; of more than are asked for
            those that leave last, which tend to be the shortest.
        count: how many there are; `MOST_COUNTED` stands for that many or more.
    """

    first: tuple[Path, ...]
    count: int


def paths_from(trace: Trace, id: int, output: int = 0, most: int = MOST_PATHS) -> Paths:
    """The paths from one output of the node `id`; takes time in proportion to the edges after it."""
    net = _net(trace, id)
    outputs = trace.edge_columns.output.view()
    edges = [edge for edge in net.out.get(id, ()) if outputs[edge] == output]
    ends = [place for place in net.ends.get(id, ()) if trace.outputs[place].output == output]
    return _paths(net, edges, ends, most)


def paths_through(trace: Trace, edge: int, most: int = MOST_PATHS) -> Paths:
    """The paths that begin with `edge`; none where it carried no share."""
    columns = trace.edge_columns
    edges = [] if columns.grad[edge] == NOTHING else [edge]
    return _paths(_net(trace, columns.source[edge]), edges, [], most)


@dataclass(frozen=True, slots=True)
class _Net:
    """What lies after a node.

    Attributes:
        out: the edges that carried a share by their source.
        target: of every edge.
        ends: places in the trace's `outputs` by node.
        ways: how many paths lead on from a node.
    """

    out: dict[int, list[int]]
    target: Sequence[int]
    ends: dict[int, list[int]]
    ways: dict[int, int]


def _net(trace: Trace, first: int) -> _Net:
    columns, ends = trace.edge_columns, ends_of(trace)
    out: dict[int, list[int]] = {}
    for index, (source, grad) in enumerate(zip(columns.source.view(), columns.grad.view(), strict=True)):
        # Nodes are in topological order: nothing before the first can lie on a path.
        if source >= first and grad != NOTHING:
            out.setdefault(source, []).append(index)
    target = columns.target.view()
    return _Net(out, target, ends, _ways(out, target, ends))


def ends_of(trace: Trace) -> dict[int, list[int]]:
    """Where the backward pass started: outputs with a seed, or with a gradient where no seed was recorded."""
    ends: dict[int, list[int]] = {}
    for place, output in enumerate(trace.outputs):
        if output.seed is not None or _has_gradient(trace.node_columns, output):
            ends.setdefault(output.node, []).append(place)
    return ends


def _has_gradient(columns: NodeColumns, output: Output) -> bool:
    row = columns.outputs[output.node] + output.output
    return row < columns.outputs[output.node + 1] and columns.grad[row] != NOTHING


def _ways(out: dict[int, list[int]], target: Sequence[int], ends: dict[int, list[int]]) -> dict[int, int]:
    """Counted from the outputs back, each node once."""
    ways: dict[int, int] = {}
    for node in sorted(out.keys() | ends.keys(), reverse=True):
        on = sum(ways.get(target[edge], 0) for edge in out.get(node, ()))
        ways[node] = min(MOST_COUNTED, on + len(ends.get(node, ())))
    return ways


def _paths(net: _Net, edges: list[int], ends: list[int], most: int) -> Paths:
    count = len(ends) + sum(net.ways.get(net.target[edge], 0) for edge in edges)
    empty = [Path((), place) for place in ends]
    walk = _walk(net, edges, reversed if count > most else iter)
    return Paths((*empty, *islice(walk, most))[:most], min(MOST_COUNTED, count))


def _walk(net: _Net, edges: list[int], ordered: Callable[[Sequence[int]], Iterator[int]]) -> Iterator[Path]:
    """Depth first; a stack instead of recursion, since a path can have 100,000 edges."""
    path: list[int] = []
    choices = [ordered(edges)]
    while choices:
        edge = next(choices[-1], None)
        if edge is None:
            choices.pop()
            del path[-1:]
        elif net.ways.get(net.target[edge]):
            path.append(edge)
            node = net.target[edge]
            yield from [Path(tuple(path), place) for place in net.ends.get(node, ())]
            choices.append(ordered(net.out.get(node, ())))
