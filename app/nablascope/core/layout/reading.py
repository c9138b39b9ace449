"""The graph in reading order: the form the layout's steps share, whatever order its nodes came in."""

from collections.abc import Sequence
from dataclasses import dataclass

from nablascope.core.graph.trace import Trace


@dataclass(frozen=True, slots=True)
class ReadingGraph:
    """Nodes numbered by rank: producers before consumers, a consumer's first argument first.

    Attributes:
        ids: each rank's node id.
        inputs: the ranks of each rank's producers, once each, in argument order.
        output: the rank of the node that was differentiated.
    """

    ids: tuple[int, ...]
    inputs: tuple[tuple[int, ...], ...]
    output: int


def read(trace: Trace, keys: Sequence[str]) -> ReadingGraph:
    """Numbers the nodes depth first from the output, then from every other end in the order of `keys`.

    Raises:
        ValueError: if the edges form a cycle.
    """
    producers = _producers(trace)
    starts = [trace.output_node, *sorted(_ends(trace), key=keys.__getitem__)] if producers else []
    ids = _post_order(producers, starts)
    rank = {id: position for position, id in enumerate(ids)}
    inputs = tuple(tuple(rank[producer] for producer in producers[id]) for id in ids)
    if len(ids) < len(producers) or any(p >= r for r, ranks in enumerate(inputs) for p in ranks):
        raise ValueError("the graph has a cycle")
    return ReadingGraph(tuple(ids), inputs, rank[trace.output_node] if ids else 0)


def _producers(trace: Trace) -> list[list[int]]:
    unique: list[dict[int, None]] = [{} for _ in range(len(trace.nodes))]
    for source, target in zip(trace.edges.source, trace.edges.target, strict=True):
        unique[target][source] = None
    return [list(sources) for sources in unique]


def _ends(trace: Trace) -> list[int]:
    used = set(trace.edges.source)
    return [id for id in range(len(trace.nodes)) if id not in used]


def _post_order(producers: list[list[int]], starts: list[int]) -> list[int]:
    seen: set[int] = set()
    ids: list[int] = []
    stack = [(start, False) for start in reversed(starts)]
    while stack:
        id, done = stack.pop()
        if done:
            ids.append(id)
        elif id not in seen:
            seen.add(id)
            stack.append((id, True))
            stack.extend((producer, False) for producer in reversed(producers[id]))
    return ids
