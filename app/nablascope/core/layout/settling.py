"""Settling: a fresh drawing is moved as little as it takes to leave survivors where they were.

The order within layers is kept, so no crossing is added, and so is the separation.
"""

from collections.abc import Mapping, Sequence
from math import floor, inf
from statistics import median_low

from nablascope.core.layout.blocks import Separation, block_gaps, block_order
from nablascope.core.layout.proper import ProperGraph

_Layers = Sequence[Sequence[int]]


def shift_to(fresh: Sequence[float], wanted: Mapping[int, float]) -> float:
    """How far the survivors as a whole are from where they should be; a newcomer above moves none."""
    return median_low(fresh[item] - place for item, place in wanted.items()) if wanted else 0.0


def settle(
    graph: ProperGraph,
    layers: list[list[int]],
    fresh: Sequence[float],
    wanted: Mapping[int, float],
    separation: Separation,
) -> list[float]:
    """The middles of all items, whole where those of `fresh` and `wanted` are.

    Args:
        graph: the proper graph.
        layers: the items of each layer, from top to bottom.
        fresh: each item's middle in a drawing of its own; newcomers go along with their neighbours.
        wanted: where the survivors should be.
        separation: the least distance between an item's middle and the next one's.
    """
    moves = _moves(graph, layers, {item: place - fresh[item] for item, place in wanted.items()})
    places = [middle + moves.get(item, 0.0) for item, middle in enumerate(fresh)]
    root = _straight_pieces(graph, fresh)
    order = _Order(layers, root, separation)
    tight = order.without_room(wanted)
    if tight:
        order = _Order(
            layers, [item if block in tight else block for item, block in enumerate(root)], separation
        )
    return order.placed(places, wanted)


class _Order:
    """Blocks from the top down and how far apart they must be."""

    def __init__(self, layers: _Layers, root: list[int], separation: Separation) -> None:
        self._root = root
        self._gaps = block_gaps(layers, root, separation)
        self._order = block_order(self._gaps, root)

    def without_room(self, wanted: Mapping[int, float]) -> set[int]:
        """The blocks that cannot stand between survivors where those are wanted."""
        least, most = self._bounds(wanted)
        return {block for block in self._order if least[block] > most[block]}

    def placed(self, places: list[float], wanted: Mapping[int, float]) -> list[float]:
        """Each item as near to its place as there is room; survivors move only where there is none.

        Both pushing down alone and pushing up alone keep all distances, and so does the mean of the two.
        """
        clamped = [sorted(bounded)[1] for bounded in zip(places, *self._bounds(wanted), strict=True)]
        down, up = self._pushed_down(clamped), self._pushed_up(clamped)
        return [float(floor((down[block] + up[block]) / 2 + 0.5)) for block in self._root]

    def _bounds(self, wanted: Mapping[int, float]) -> tuple[list[float], list[float]]:
        items = range(len(self._root))
        return (
            self._pushed_down([wanted.get(item, -inf) for item in items]),
            self._pushed_up([wanted.get(item, inf) for item in items]),
        )

    def _pushed_down(self, places: list[float]) -> list[float]:
        pushed = list(places)
        for block in self._order:
            for below, gap in self._gaps.get(block, {}).items():
                pushed[below] = max(pushed[below], pushed[block] + gap)
        return pushed

    def _pushed_up(self, places: list[float]) -> list[float]:
        pushed = list(places)
        for block in reversed(self._order):
            for below, gap in self._gaps.get(block, {}).items():
                pushed[block] = min(pushed[block], pushed[below] - gap)
        return pushed


def _moves(graph: ProperGraph, layers: _Layers, survivors: dict[int, float]) -> dict[int, float]:
    """How far each item goes: survivors as told, newcomers with the neighbours that go."""
    moves = dict(survivors)
    for layer in (*layers, *reversed(layers)):
        for item in layer:
            near = [moves[end] for end in (*graph.left[item], *graph.right[item]) if end in moves]
            if item not in moves and near:
                moves[item] = median_low(near)
    return moves


def _straight_pieces(graph: ProperGraph, middles: Sequence[float]) -> list[int]:
    """Blocks of the bends of one edge that are on one line."""
    root = list(range(len(middles)))
    for layer in graph.layers[1:]:
        for item in layer:
            before = graph.left[item][0] if graph.is_bend(item) else item
            if graph.is_bend(before) and middles[before] == middles[item]:
                root[item] = root[before]
    return root
