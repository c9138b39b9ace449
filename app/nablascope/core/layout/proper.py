"""The proper graph: long edges cut into one bend a layer, so that every piece joins neighbours.

The edges that carry one output run through the same bends and branch off just before their consumers,
as one hyperedge (Sander: Layout of Directed Hypergraphs with Orthogonal Hyperedges, 2003). A parameter
that every step of a loop uses costs one bend a layer instead of one a layer and use. Only consumers in one
layer, such as the heads of attention, have lanes of their own: what branches off to all of them at the last
moment would cross whatever is among them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MAX_ITEMS = 6_000
"""Nodes and bends; above it edges run straight and the drawing is made in linear time."""

_MOST_LANES = 8
"""Of one output; those of a layer that has more consumers share them out."""

Link = tuple[int, int, int]
"""The rank of a producer, which of its outputs, and the rank of the consumer."""


@dataclass(frozen=True, slots=True)
class ProperGraph:
    """Items are the ranks, then the bends.

    Attributes:
        nodes: how many of the items are ranks.
        layers: the items of each layer, from top to bottom.
        left: each item's neighbours in the layer before; a bend has one.
        right: each item's neighbours in the layer after; the bend that goes on is at most one of them.
        bends: the items between a link's two ranks, in the order of the layers.
        edges: how many links lead through each item from its left; 1 for a rank.
    """

    nodes: int
    layers: list[list[int]]
    left: list[list[int]]
    right: list[list[int]]
    bends: dict[Link, tuple[int, ...]] = field(default_factory=dict)
    edges: list[int] = field(default_factory=list)

    def is_bend(self, item: int) -> bool:
        """Whether `item` is a place on an edge's way and not a node."""
        return item >= self.nodes


def count_bends(layer: Sequence[int], links: Sequence[Link]) -> int:
    """How many bends `cut` would make of the same."""
    last: dict[tuple[int, int, int], int] = {}
    for (producer, output, consumer), lane in zip(links, _lanes(layer, links), strict=True):
        last[producer, output, lane] = max(last.get((producer, output, lane), 0), layer[consumer])
    return sum(end - layer[producer] - 1 for (producer, _, _), end in last.items())


def cut(layer: Sequence[int], links: Sequence[Link]) -> ProperGraph:
    """Cuts the long ones of `links`, each of which comes once, in reading order."""
    layers: list[list[int]] = [[] for _ in range(max(layer, default=-1) + 1)]
    for rank, column in enumerate(layer):
        layers[column].append(rank)
    proper = ProperGraph(len(layer), layers, [[] for _ in layer], [[] for _ in layer], edges=[1] * len(layer))
    chains: dict[tuple[int, int, int], list[int]] = {}
    joined: set[tuple[int, int]] = set()
    for link, lane in zip(links, _lanes(layer, links), strict=True):
        producer, output, consumer = link
        chain = chains.setdefault((producer, output, lane), [producer])
        length = layer[consumer] - layer[producer]
        while len(chain) < length:
            chain.append(_add_bend(proper, layer[producer] + len(chain), chain[-1]))
        proper.bends[link] = tuple(chain[1:length])
        for bend in proper.bends[link]:
            proper.edges[bend] += 1
        if (chain[length - 1], consumer) not in joined:
            joined.add((chain[length - 1], consumer))
            _join(proper, chain[length - 1], consumer)
    return proper


def _lanes(layer: Sequence[int], links: Sequence[Link]) -> list[int]:
    """Which lane of its output each link takes: those that end in one layer are dealt out in their order."""
    groups: dict[tuple[int, int, int], list[int]] = {}
    for number, (producer, output, consumer) in enumerate(links):
        groups.setdefault((producer, output, layer[consumer]), []).append(number)
    counts = _lane_counts(layer, groups)
    lanes = [0] * len(links)
    for (producer, output, _), group in groups.items():
        for place, number in enumerate(group):
            lanes[number] = place * counts.get((producer, output), 1) // len(group)
    return lanes


def _lane_counts(
    layer: Sequence[int], groups: Mapping[tuple[int, int, int], Sequence[int]]
) -> dict[tuple[int, int], int]:
    """How many lanes each output has that leads beyond the next layer."""
    counts: dict[tuple[int, int], int] = {}
    for (producer, output, column), group in groups.items():
        if column - layer[producer] > 1:
            counts[producer, output] = max(counts.get((producer, output), 1), min(len(group), _MOST_LANES))
    return counts


def _add_bend(proper: ProperGraph, layer: int, before: int) -> int:
    bend = len(proper.left)
    proper.layers[layer].append(bend)
    proper.left.append([])
    proper.right.append([])
    proper.edges.append(0)
    _join(proper, before, bend)
    return bend


def _join(proper: ProperGraph, producer: int, consumer: int) -> None:
    proper.right[producer].append(consumer)
    proper.left[consumer].append(producer)
