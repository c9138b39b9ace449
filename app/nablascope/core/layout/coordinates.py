"""Coordinates within layers, after Brandes and Köpf: Fast and Simple Horizontal Coordinate Assignment.

Of four drawings, each aligning every item with a median neighbour on one side, greedily from one end,
each item gets the mean of its two middle ones. Compaction is a longest path over the blocks of aligned
items, which separates blocks in every case (the published one does not; Brandes, Walter and Zink 2020).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from nablascope.core.layout.blocks import Separation, block_gaps, block_order
from nablascope.core.layout.proper import ProperGraph

_Layers = list[list[int]]
_Neighbours = list[list[int]]


def place(graph: ProperGraph, layers: _Layers, separation: Separation) -> list[float]:
    """Each item's middle, down the page; the order of `layers` and the separation are kept."""
    conflicts = _conflicts(graph, layers)
    trunks = [_but_for_branches(graph, item) for item in range(len(graph.left))]
    drawings = [
        _drawing(layers, neighbours, separation, conflicts, reverse, flip)
        for neighbours, reverse in ((graph.left, False), (trunks, True))
        for flip in (False, True)
    ]
    y = [_middle(sorted(candidates)) for candidates in zip(*_shifted(drawings), strict=True)]
    for layer in layers:
        _draw_near(graph, layer, y, separation)
    return y


def _but_for_branches(graph: ProperGraph, item: int) -> list[int]:
    """The neighbours to the right of `item`; of a long edge that goes on, only where it does."""
    onward = [end for end in graph.right[item] if graph.is_bend(item) and graph.is_bend(end)]
    return onward or graph.right[item]


def _draw_near(graph: ProperGraph, layer: list[int], y: list[float], separation: Separation) -> None:
    """Moves inputs of one operation towards it, one after the other, as far as there is room.

    Alignment leaves those it did not align wherever compaction put them, which may be far away.
    """
    for index in (*range(len(layer)), *reversed(range(len(layer)))):
        item = layer[index]
        if not graph.left[item] and len(graph.right[item]) == 1:
            consumer, reach = y[graph.right[item][0]], separation(item, item) / 2
            wanted = min(max(y[item], consumer - reach), consumer + reach)
            y[item] = min(
                max(wanted, _least_y(layer, index, y, separation)), _most_y(layer, index, y, separation)
            )


def _least_y(layer: list[int], index: int, y: list[float], separation: Separation) -> float:
    return y[layer[index - 1]] + separation(layer[index - 1], layer[index]) if index else -inf


def _most_y(layer: list[int], index: int, y: list[float], separation: Separation) -> float:
    below = layer[index + 1 : index + 2]
    return y[below[0]] - separation(layer[index], below[0]) if below else inf


def _middle(candidates: list[float]) -> float:
    return (candidates[1] + candidates[2]) / 2


def _shifted(drawings: list[list[float]]) -> list[list[float]]:
    """The drawings moved to meet the flattest one: at the top, or for the flipped ones at the bottom."""
    extents = [(min(drawing, default=0.0), max(drawing, default=0.0)) for drawing in drawings]
    top, bottom = min(extents, key=lambda extent: extent[1] - extent[0])
    shifts = [bottom - high if index % 2 else top - low for index, (low, high) in enumerate(extents)]
    return [[y + shift for y in drawing] for drawing, shift in zip(drawings, shifts, strict=True)]


def _conflicts(graph: ProperGraph, layers: _Layers) -> set[tuple[int, int]]:
    """Edges that cross a long edge's inner piece or branch off it, which goes first to stay straight."""
    conflicts: set[tuple[int, int]] = set()
    for before, layer in pairwise(layers):
        position = {item: index for index, item in enumerate(before)}
        inner = [
            (position[graph.left[item][0]], index) for index, item in enumerate(layer) if _inner(graph, item)
        ]
        for index, item in enumerate(layer):
            for end in graph.left[item]:
                if not (_inner(graph, item) or end not in position) and _bars(position[end], index, inner):
                    conflicts.add((end, item))
    return conflicts


def _inner(graph: ProperGraph, item: int) -> bool:
    return graph.is_bend(item) and graph.is_bend(graph.left[item][0])


def _bars(start: int, end: int, inner: list[tuple[int, int]]) -> bool:
    return any(start == a or (start - a) * (end - b) < 0 for a, b in inner)


def _drawing(
    layers: _Layers,
    neighbours: _Neighbours,
    separation: Separation,
    conflicts: set[tuple[int, int]],
    reverse: bool,
    flip: bool,
) -> list[float]:
    ordered = [layer[::-1] for layer in layers] if flip else layers
    root = _align(ordered[::-1] if reverse else ordered, neighbours, conflicts)
    drawing = _compact(ordered, root, _flipped(separation) if flip else separation)
    return [-y for y in drawing] if flip else drawing


def _flipped(separation: Separation) -> Separation:
    return lambda upper, lower: separation(lower, upper)


def _align(layers: _Layers, neighbours: _Neighbours, conflicts: set[tuple[int, int]]) -> list[int]:
    """The root of each item's block: a chain of items to be drawn on one line."""
    root = list(range(len(neighbours)))
    for before, layer in pairwise(layers):
        position = {item: index for index, item in enumerate(before)}
        last = -1
        for item in layer:
            for end in _medians(neighbours[item], position):
                crossed = (end, item) in conflicts or (item, end) in conflicts
                if root[item] == item and last < position[end] and not crossed:
                    root[item] = root[end]
                    last = position[end]
    return root


def _medians(neighbours: Sequence[int], position: dict[int, int]) -> list[int]:
    ends = sorted((end for end in neighbours if end in position), key=position.__getitem__)
    low, high = (len(ends) - 1) // 2, len(ends) // 2
    return ends[low : high + 1] if ends else []


def _compact(layers: _Layers, root: list[int], separation: Separation) -> list[float]:
    gaps = block_gaps(layers, root, separation)
    order = block_order(gaps, root)
    y = [0.0] * len(root)
    for block in order:
        for below, gap in gaps.get(block, {}).items():
            y[below] = max(y[below], y[block] + gap)
    for block in reversed(order):
        if block in gaps:
            y[block] = min(y[below] - gap for below, gap in gaps[block].items())
    return [y[block] for block in root]
