"""Tight layering: every node stands as close to its consumers as its other neighbours allow."""

from collections.abc import Collection, Sequence

from nablascope.core.layout.reading import ReadingGraph


def layers_of(graph: ReadingGraph) -> list[int]:
    """Each rank's layer, from 0; an edge always runs to a higher layer.

    What the output depends on stands just before its first consumer, so a constant is beside the
    operation that uses it. What the output does not depend on stands just after its last producer.
    """
    leading = _leading(graph)
    depth = _distances(graph, leading)
    bottom = max(depth, default=0)
    layer = [bottom - distance for distance in depth]
    _append_side_branches(graph, leading, layer)
    _pull_side_inputs(graph, leading, layer)
    return layer


def pinned(layer: Sequence[int], first: Collection[int], last: Collection[int]) -> list[int]:
    """`layer` with the ranks `first` in a layer before all others, and `last` in one after; none is empty."""
    before, after = -1, max(layer, default=0) + 1
    moved = [
        before if rank in first else after if rank in last else place for rank, place in enumerate(layer)
    ]
    number = {place: index for index, place in enumerate(sorted(set(moved)))}
    return [number[place] for place in moved]


def _leading(graph: ReadingGraph) -> list[bool]:
    leading = [False] * len(graph.ids)
    if leading:
        leading[graph.output] = True
    for rank in reversed(range(len(leading))):
        if leading[rank]:
            for producer in graph.inputs[rank]:
                leading[producer] = True
    return leading


def _distances(graph: ReadingGraph, leading: list[bool]) -> list[int]:
    """The longest way from each rank to the output."""
    distance = [0] * len(leading)
    for rank in reversed(range(len(leading))):
        if leading[rank]:
            for producer in graph.inputs[rank]:
                distance[producer] = max(distance[producer], distance[rank] + 1)
    return distance


def _append_side_branches(graph: ReadingGraph, leading: list[bool], layer: list[int]) -> None:
    for rank, producers in enumerate(graph.inputs):
        if not leading[rank]:
            layer[rank] = 1 + max((layer[producer] for producer in producers), default=-1)


def _pull_side_inputs(graph: ReadingGraph, leading: list[bool], layer: list[int]) -> None:
    first: dict[int, int] = {}
    for rank, producers in enumerate(graph.inputs):
        for producer in producers:
            first[producer] = min(first.get(producer, layer[rank]), layer[rank])
    for rank, producers in enumerate(graph.inputs):
        if not producers and not leading[rank] and rank in first:
            layer[rank] = first[rank] - 1
