"""The proper graph: long edges cut into one bend a layer, so that every piece joins neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nablascope.core.layout.reading import ReadingGraph

MAX_ITEMS = 3_000
"""Nodes and bends; above it edges run straight and the drawing is made in linear time."""


@dataclass(frozen=True, slots=True)
class ProperGraph:
    """Items are the ranks, then the bends.

    Attributes:
        layers: the items of each layer, from top to bottom.
        left: each item's neighbours in the layer before.
        right: each item's neighbours in the layer after.
        bends: the items between an edge's two ranks, in the order of the layers.
        lanes: how many edges an item carries side by side; 1 for a rank.
        nodes: how many of the items are ranks.
    """

    layers: list[list[int]]
    left: list[list[int]]
    right: list[list[int]]
    bends: dict[tuple[int, int], tuple[int, ...]]
    lanes: list[int]
    nodes: int


def count_bends(graph: ReadingGraph, layer: Sequence[int]) -> int:
    """How many bends `cut` would make."""
    return sum(
        layer[rank] - layer[producer] - 1
        for rank, producers in enumerate(graph.inputs)
        for producer in producers
    )


def cut(
    graph: ReadingGraph, layer: Sequence[int], lanes: dict[tuple[int, int], int], *, bent: bool = True
) -> ProperGraph:
    """Cuts the long edges; `lanes` counts the edges between two ranks. Without `bent` none is cut."""
    count = len(graph.ids)
    layers: list[list[int]] = [[] for _ in range(max(layer, default=-1) + 1)]
    for rank in range(count):
        layers[layer[rank]].append(rank)
    proper = ProperGraph(layers, [[] for _ in layer], [[] for _ in layer], {}, [1] * count, count)
    for rank, producers in enumerate(graph.inputs):
        for producer in producers:
            between = range(layer[producer] + 1, layer[rank]) if bent else range(0)
            _add_edge(proper, (producer, rank), between, lanes[producer, rank])
    return proper


def _add_edge(proper: ProperGraph, edge: tuple[int, int], between: range, lanes: int) -> None:
    bends = tuple(_add_bend(proper, layer, lanes) for layer in between)
    proper.bends[edge] = bends
    way = (edge[0], *bends, edge[1])
    for a, b in pairwise(way):
        proper.right[a].append(b)
        proper.left[b].append(a)


def _add_bend(proper: ProperGraph, layer: int, lanes: int) -> int:
    item = len(proper.lanes)
    proper.layers[layer].append(item)
    proper.left.append([])
    proper.right.append([])
    proper.lanes.append(lanes)
    return item
