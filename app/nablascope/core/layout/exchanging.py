"""Exchanges of two neighbours in a layer, as long as they leave fewer crossings.

Gansner, Koutsofios, North and Vo: A Technique for Drawing Directed Graphs (1993).
"""

from collections.abc import Collection

from nablascope.core.layout.proper import ProperGraph

_MOST_PASSES = 8

_Ends = tuple[list[int], list[int]]
"""The places of an item's neighbours on its left and on its right."""


def exchanged(layers: list[list[int]], graph: ProperGraph, kept: Collection[int]) -> list[list[int]]:
    """`layers` after all exchanges that pay; of two of the `kept`, none passes the other."""
    layers = [list(layer) for layer in layers]
    place = {item: index for layer in layers for index, item in enumerate(layer)}
    active = range(len(layers))
    for _ in range(_MOST_PASSES):
        changed = [number for number in active if _exchange(layers[number], graph, kept, place)]
        if not changed:
            break
        near = {number + step for number in changed for step in (-1, 0, 1)}
        active = sorted(near & set(range(len(layers))))
    return layers


def _exchange(layer: list[int], graph: ProperGraph, kept: Collection[int], place: dict[int, int]) -> bool:
    """Goes down one layer; whether anything was exchanged."""
    ends: list[_Ends] = [
        ([place[end] for end in graph.left[item]], [place[end] for end in graph.right[item]])
        for item in layer
    ]
    changed = False
    for index in range(len(layer) - 1):
        above, below = layer[index : index + 2]
        if _gain(ends[index], ends[index + 1]) > 0 and not (above in kept and below in kept):
            layer[index : index + 2] = below, above
            ends[index : index + 2] = ends[index + 1], ends[index]
            place[above], place[below] = index + 1, index
            changed = True
    return changed


def _gain(above: _Ends, below: _Ends) -> int:
    """How many crossings fewer there are after an exchange."""
    return sum(
        (high > low) - (high < low)
        for side, other in zip(above, below, strict=True)
        for high in side
        for low in other
    )
