"""Sweeps: every node goes to the mean of its neighbours, then those of a layer are moved apart again.

One sweep orders a layer and places it. Where there are few layers each sees the one before as it is now
(Gauss and Seidel), which untangles more; where there are many, all move at once (Jacobi).
"""

import numpy as np

from nablascope.core.layout.dimensions import ROW_GAP
from nablascope.core.layout.large.sketch import Floats, Ints, Sketch, stacked

_MOST_LAYERS = 3_000
"""Of a drawing whose layers are swept one after the other."""

_ROUNDS = 4
_ROUNDS_AT_ONCE = 6


def middles_of(sketch: Sketch) -> Floats:
    """Each rank's middle, down the page; equal sketches give equal ones."""
    order = np.argsort(sketch.layer, kind="stable")
    middles = np.empty(len(order))
    places = stacked(sketch, order)
    ends = places[sketch.starts[1:] - 1]
    middles[order] = places - ends[sketch.layer[order]] / 2
    if len(sketch.starts) - 1 > _MOST_LAYERS:
        return _all_at_once(sketch, middles)
    return _one_after_the_other(sketch, order, middles)


@np.errstate(invalid="ignore")
def _all_at_once(sketch: Sketch, middles: Floats) -> Floats:
    """In every round the neighbours on both sides count."""
    size = len(middles)
    ends = np.concatenate((sketch.target, sketch.source))
    others = np.concatenate((sketch.source, sketch.target))
    # Sums are rounded: they are taken in one order, in whatever order the edges come.
    by_ends = np.argsort(ends * size + others, kind="stable")
    ends, others = ends[by_ends], others[by_ends]
    counts = np.bincount(ends, minlength=size)
    for _ in range(_ROUNDS_AT_ONCE):
        means = np.bincount(ends, middles[others], size) / counts
        wanted = np.where(counts > 0, means, middles)
        order = np.lexsort((wanted, sketch.layer))
        middles = np.empty(size)
        middles[order] = _apart_by_layers(wanted[order], stacked(sketch, order), sketch.layer[order])
    return middles


def _apart_by_layers(wanted: Floats, places: Floats, layer: Ints) -> Floats:
    """As `_apart`, of every layer at once: each is lifted above the one before while maxima run on."""
    free = wanted - places
    lift = layer * (np.ptp(free) + 1.0)
    down = np.maximum.accumulate(free + lift) - lift
    up = np.minimum.accumulate((free + lift)[::-1])[::-1] - lift
    return (down + up) / 2 + places


def _apart(wanted: Floats, places: Floats) -> Floats:
    """`wanted`, which rises, moved as far apart as `places` are: the mean of pushing down and pushing up."""
    free = wanted - places
    down = np.maximum.accumulate(free)
    up = np.minimum.accumulate(free[::-1])[::-1]
    return (down + up) / 2 + places


def _one_after_the_other(sketch: Sketch, order: Ints, middles: Floats) -> Floats:
    right = _Side(sketch, sketch.source, sketch.target)
    left = _Side(sketch, sketch.target, sketch.source)
    last = len(sketch.starts) - 2
    for _ in range(_ROUNDS):
        for number in range(last - 1, -1, -1):
            _sweep(sketch, number, right, order, middles)
        for number in range(1, last + 1):
            _sweep(sketch, number, left, order, middles)
    return middles


class _Side:
    """The neighbours on one side, by layer."""

    def __init__(self, sketch: Sketch, ends: Ints, others: Ints) -> None:
        self.counts = np.bincount(ends, minlength=len(sketch.layer))
        size = len(sketch.layer)
        by_layer = np.argsort((sketch.layer[ends] * size + ends) * size + others, kind="stable")
        self._others = others[by_layer]
        self._ends = ends[by_layer]
        layers = len(sketch.starts) - 1
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(sketch.layer[ends], minlength=layers))))
        self._slot = np.empty(len(sketch.layer), np.int64)
        ranks = np.argsort(sketch.layer, kind="stable")
        self._slot[ranks] = np.arange(len(ranks)) - sketch.starts[sketch.layer[ranks]]

    def sums(self, number: int, ranks: Ints, middles: Floats) -> Floats:
        """The sum of the neighbours' middles of each of `ranks`, which are those of a layer."""
        part = slice(self._starts[number], self._starts[number + 1])
        slots = self._slot[self._ends[part]]
        sums: Floats = np.bincount(slots, middles[self._others[part]], len(ranks)).astype(np.float64)
        return sums[self._slot[ranks]]


def _sweep(sketch: Sketch, number: int, side: _Side, order: Ints, middles: Floats) -> None:
    part = slice(sketch.starts[number], sketch.starts[number + 1])
    ranks = order[part]
    counts = side.counts[ranks]
    wanted = middles[ranks]
    np.divide(side.sums(number, ranks, middles), counts, out=wanted, where=counts > 0)
    by_place = np.argsort(wanted, kind="stable")
    ranks = ranks[by_place]
    order[part] = ranks
    heights = sketch.heights[ranks] + ROW_GAP
    places = np.cumsum(heights) - heights / 2
    middles[ranks] = _apart(wanted[by_place], places)
