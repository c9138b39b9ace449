"""The order within layers: barycentre sweeps against crossings, keeping what was on screen in place.

Sugiyama, Tagawa and Toda: Methods for Visual Understanding of Hierarchical System Structures (1981).
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

from nablascope.core.layout.proper import ProperGraph

MAX_ROUNDS = 8
_PATIENCE = 2
"""Rounds without fewer crossings before giving up."""

Layers = list[list[int]]


def order(graph: ProperGraph, places: Mapping[int, float], rounds: int) -> Layers:
    """Each layer's items from top to bottom.

    Args:
        graph: the proper graph, its layers in reading order.
        places: where the survivors stood on screen; those of one layer keep the order of their places.
        rounds: how many times to sweep there and back at most.
    """
    layers = [_kept(layer, places) for layer in graph.layers]
    best, fewest, waited = layers, count_crossings(layers, graph.right), 0
    for _ in range(rounds):
        if fewest == 0 or waited == _PATIENCE:
            break
        layers = _sweep_back_and_forth(layers, graph, places)
        crossings = count_crossings(layers, graph.right)
        waited += 1
        if crossings < fewest:
            best, fewest, waited = layers, crossings, 0
    return best if places else _upright(best, graph)


def _upright(layers: Layers, graph: ProperGraph) -> Layers:
    """Of a drawing and its mirror image, which crosses as often, the one nearer to the reading order."""
    mirrored = [layer[::-1] for layer in layers]
    return min(layers, mirrored, key=lambda drawing: _turned_over(drawing, graph))


def _turned_over(layers: Layers, graph: ProperGraph) -> int:
    """How many pairs of nodes stand against the reading order."""
    turned = 0
    for layer in layers:
        passed: list[int] = []
        for rank in (item for item in layer if not graph.is_bend(item)):
            turned += len(passed) - bisect_right(passed, rank)
            insort(passed, rank)
    return turned


def count_crossings(layers: Layers, right: Sequence[Sequence[int]]) -> int:
    """How many pairs of edges between neighbouring layers cross."""
    return sum(_count_between(a, b, right) for a, b in pairwise(layers))


def _count_between(layer: list[int], after: list[int], right: Sequence[Sequence[int]]) -> int:
    position = {item: index for index, item in enumerate(after)}
    passed: list[int] = []
    crossings = 0
    for item in layer:
        ends = sorted(position[end] for end in right[item] if end in position)
        crossings += sum(len(passed) - bisect_right(passed, end) for end in ends)
        for end in ends:
            insort(passed, end)
    return crossings


def _sweep_back_and_forth(layers: Layers, graph: ProperGraph, places: Mapping[int, float]) -> Layers:
    layers = list(layers)
    for index in reversed(range(len(layers) - 1)):
        layers[index] = _kept(_by_barycentre(layers[index], layers[index + 1], graph.right), places)
    for index in range(1, len(layers)):
        layers[index] = _kept(_by_barycentre(layers[index], layers[index - 1], graph.left), places)
    return layers


def _by_barycentre(layer: list[int], fixed: list[int], neighbours: Sequence[Sequence[int]]) -> list[int]:
    """`layer` sorted by the mean position of each item's neighbours; an item without any stays."""
    position = {item: index for index, item in enumerate(fixed)}
    mean: dict[int, float] = {}
    for item in layer:
        ends = [position[end] for end in neighbours[item] if end in position]
        if ends:
            mean[item] = sum(ends) / len(ends)
    moved = iter(sorted(mean, key=mean.__getitem__))
    return [next(moved) if item in mean else item for item in layer]


def _kept(layer: list[int], places: Mapping[int, float]) -> list[int]:
    """`layer` with its survivors, in the slots they hold together, in the order of their places."""
    ordered = iter(sorted((item for item in layer if item in places), key=places.__getitem__))
    return [next(ordered) if item in places else item for item in layer]
