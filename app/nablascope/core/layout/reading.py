"""The graph in reading order: the form the layout's steps share, whatever order its nodes came in."""

from dataclasses import dataclass

from nablascope.core.layout.graph import LayoutGraph


@dataclass(frozen=True, slots=True)
class ReadingGraph:
    """Nodes numbered by rank: producers before consumers, a consumer's first argument first.

    Attributes:
        ids: each rank's item.
        inputs: the ranks of each rank's producers, once each, in argument order.
        output: the rank of the item that the whole leads to.
    """

    ids: tuple[int, ...]
    inputs: tuple[tuple[int, ...], ...]
    output: int


def read(graph: LayoutGraph) -> ReadingGraph:
    """Numbers the items depth first from the root, then from every other end in the order of the keys.

    Raises:
        ValueError: if the edges form a cycle.
    """
    producers = _producers(graph)
    starts = [graph.root, *sorted(_ends(graph), key=graph.keys.__getitem__)] if producers else []
    ids = _post_order(producers, starts)
    rank = [0] * len(producers)
    for position, id in enumerate(ids):
        rank[id] = position
    inputs = tuple(tuple(rank[producer] for producer in producers[id]) for id in ids)
    if len(ids) < len(producers) or any(p >= r for r, ranks in enumerate(inputs) for p in ranks):
        raise ValueError("the graph has a cycle")
    return ReadingGraph(tuple(ids), inputs, rank[graph.root] if ids else 0)


def _producers(graph: LayoutGraph) -> list[list[int]]:
    unique: list[dict[int, None]] = [{} for _ in graph.keys]
    for source, target in zip(graph.source, graph.target, strict=True):
        unique[target][source] = None
    return [list(sources) for sources in unique]


def _ends(graph: LayoutGraph) -> list[int]:
    used = set(graph.source)
    return [id for id in range(len(graph.keys)) if id not in used]


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
