"""Crossings between the layers of a proper graph, counted by edges: what shares a lane crosses together."""

from collections.abc import Sequence

from nablascope.core.layout.proper import ProperGraph

_Layers = Sequence[Sequence[int]]


def count_crossings(layers: _Layers, graph: ProperGraph) -> int:
    """How many pairs of edges cross between neighbouring layers."""
    return sum(crossings_after(layers, graph, slots(layers, len(graph.right))))


def crossings_after(layers: _Layers, graph: ProperGraph, slot: Sequence[int]) -> list[int]:
    """The same between each layer and the next one; `slot` has each item's number in its layer."""
    return [_count_after(layer, graph, slot) for layer in layers]


def slots(layers: _Layers, items: int) -> list[int]:
    """Each item's number in its layer."""
    slot = [0] * items
    for layer in layers:
        for index, item in enumerate(layer):
            slot[item] = index
    return slot


def _count_after(layer: Sequence[int], graph: ProperGraph, slot: Sequence[int]) -> int:
    ends: list[int] = []
    for item in layer:
        ends += sorted(graph.right[item], key=slot.__getitem__)
    places = [slot[end] for end in ends]
    return 0 if places == sorted(places) else _inversions(places, [graph.edges[end] for end in ends])


def _inversions(places: list[int], edges: list[int]) -> int:
    """Pairs that are the wrong way round; the tree holds sums over what has passed.

    Barth, Jünger and Mutzel: Simple and Efficient Bilayer Cross Counting (2002).
    """
    size = max(places) + 1
    tree = [0] * (size + 1)
    crossings = passed = 0
    for place, count in zip(places, edges, strict=True):
        index, before = place + 1, 0
        while index:
            before += tree[index]
            index &= index - 1
        crossings += count * (passed - before)
        passed, index = passed + count, place + 1
        while index <= size:
            tree[index] += count
            index += index & -index
    return crossings
