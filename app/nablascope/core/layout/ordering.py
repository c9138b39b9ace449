"""The order within layers: barycentre sweeps and sifting against crossings, survivors keeping theirs.

Sugiyama, Tagawa and Toda: Methods for Visual Understanding of Hierarchical System Structures (1981).
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence

from nablascope.core.layout.crossings import count_crossings, slots
from nablascope.core.layout.proper import ProperGraph
from nablascope.core.layout.sifting import sifted

MAX_SWEEPS = 8
_PATIENCE = 2
"""Sweeps without fewer crossings before giving up."""

Layers = list[list[int]]


def order(graph: ProperGraph, places: Mapping[int, float], sweeps: int) -> Layers:
    """Each layer's items from top to bottom.

    Args:
        graph: the proper graph, its layers in the order to start from.
        places: where the survivors stood on screen; those of one layer keep the order of their places.
        sweeps: how many there are at most from either end.
    """
    start = [_kept(layer, places) for layer in graph.layers]
    drawings = [start]
    if sweeps and count_crossings(start, graph):
        # Which way the first sweep goes decides where all later ones end up.
        drawings += [_swept(start, graph, places, sweeps, rightwards) for rightwards in (True, False)]
    best = min(drawings, key=lambda layers: count_crossings(layers, graph))
    return best if places else _upright(best, graph)


def _swept(
    layers: Layers, graph: ProperGraph, places: Mapping[int, float], sweeps: int, rightwards: bool
) -> Layers:
    """The drawing with the fewest crossings that sweeps there and back come through."""
    best, fewest, waited = layers, count_crossings(layers, graph), 0
    for number in range(sweeps):
        if fewest == 0 or waited == _PATIENCE:
            break
        layers = _sweep(layers, graph, places, rightwards == (number % 2 == 0))
        # Sifted again and again, lanes come to run between survivors and push them apart.
        layers = layers if places else sifted(layers, graph, places)
        crossings = count_crossings(layers, graph)
        waited += 1
        if crossings < fewest:
            best, fewest, waited = layers, crossings, 0
    return sifted(best, graph, places) if places else best


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


def _sweep(layers: Layers, graph: ProperGraph, places: Mapping[int, float], rightwards: bool) -> Layers:
    layers, slot = list(layers), slots(layers, len(graph.right))
    numbers = range(1, len(layers)) if rightwards else range(len(layers) - 2, -1, -1)
    for number in numbers:
        moved = _by_barycentre(layers[number], graph.left if rightwards else graph.right, slot)
        layers[number] = _kept(moved, places) if places else moved
        for index, item in enumerate(layers[number]):
            slot[item] = index
    return layers


def _by_barycentre(layer: list[int], neighbours: Sequence[Sequence[int]], slot: list[int]) -> list[int]:
    """`layer` sorted by the mean slot of each item's neighbours; an item without any stays."""
    mean = {
        item: sum([slot[end] for end in ends]) / len(ends) for item in layer if (ends := neighbours[item])
    }
    moved = sorted(mean, key=mean.__getitem__)
    if len(moved) == len(layer):
        return moved
    rest = iter(moved)
    return [next(rest) if item in mean else item for item in layer]


def _kept(layer: list[int], places: Mapping[int, float]) -> list[int]:
    """`layer` with its survivors, in the slots they hold together, in the order of their places."""
    ordered = iter(sorted((item for item in layer if item in places), key=places.__getitem__))
    return [next(ordered) if item in places else item for item in layer]
