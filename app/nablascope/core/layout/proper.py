"""The proper graph: long edges cut into one bend a layer, so that every piece joins neighbours.

The edges that carry one output run through the same bends and branch off just before their consumers,
as one hyperedge (Sander: Layout of Directed Hypergraphs with Orthogonal Hyperedges, 2003). A parameter
that every step of a loop uses costs one bend a layer instead of one a layer and use.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MAX_ITEMS = 6_000
"""Nodes and bends; above it edges run straight and the drawing is made in linear time."""

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
    """

    nodes: int
    layers: list[list[int]]
    left: list[list[int]]
    right: list[list[int]]
    bends: dict[Link, tuple[int, ...]] = field(default_factory=dict)

    def is_bend(self, item: int) -> bool:
        """Whether `item` is a place on an edge's way and not a node."""
        return item >= self.nodes


def count_bends(layer: Sequence[int], links: Iterable[Link]) -> int:
    """How many bends `cut` would make."""
    last: dict[tuple[int, int], int] = {}
    for producer, output, consumer in links:
        last[producer, output] = max(last.get((producer, output), 0), layer[consumer])
    return sum(end - layer[producer] - 1 for (producer, _), end in last.items())


def cut(layer: Sequence[int], links: Iterable[Link]) -> ProperGraph:
    """Cuts the long ones of `links`, which come in reading order."""
    layers: list[list[int]] = [[] for _ in range(max(layer, default=-1) + 1)]
    for rank, column in enumerate(layer):
        layers[column].append(rank)
    proper = ProperGraph(len(layer), layers, [[] for _ in layer], [[] for _ in layer])
    chains: dict[tuple[int, int], list[int]] = {}
    joined: set[tuple[int, int]] = set()
    for link in links:
        producer, output, consumer = link
        chain = chains.setdefault((producer, output), [producer])
        length = layer[consumer] - layer[producer]
        while len(chain) < length:
            chain.append(_add_bend(proper, layer[producer] + len(chain), chain[-1]))
        proper.bends[link] = tuple(chain[1:length])
        if (chain[length - 1], consumer) not in joined:
            joined.add((chain[length - 1], consumer))
            _join(proper, chain[length - 1], consumer)
    return proper


def _add_bend(proper: ProperGraph, layer: int, before: int) -> int:
    bend = len(proper.left)
    proper.layers[layer].append(bend)
    proper.left.append([])
    proper.right.append([])
    _join(proper, before, bend)
    return bend


def _join(proper: ProperGraph, producer: int, consumer: int) -> None:
    proper.right[producer].append(consumer)
    proper.left[consumer].append(producer)
