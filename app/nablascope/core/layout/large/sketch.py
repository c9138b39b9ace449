"""A large graph as arrays over its ranks, sorted by layer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nablascope.core.layout.dimensions import ROW_GAP
from nablascope.core.layout.graph import LayoutGraph
from nablascope.core.layout.reading import ReadingGraph

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
Ints = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the sweeps read.

    Attributes:
        layer: of each rank.
        starts: where each layer begins when ranks are sorted by layer; one more at the end.
        heights: of each rank; `widths` likewise.
        source: the rank each edge starts at; `target` the one it ends at.
        items: the item that each rank is.
    """

    layer: Ints
    starts: Ints
    heights: Floats
    widths: Floats
    source: Ints
    target: Ints
    items: Ints


def sketch_of(graph: LayoutGraph, reading: ReadingGraph, layer: Sequence[int]) -> Sketch:
    """The arrays of `graph`."""
    items = np.fromiter(reading.ids, np.int64)
    rank = np.empty_like(items)
    rank[items] = np.arange(len(items))
    layers = np.fromiter(layer, np.int64)
    sizes = np.array(graph.sizes, np.float64)[items]
    counts = np.bincount(layers)
    return Sketch(
        layers,
        np.concatenate(([0], np.cumsum(counts))),
        sizes[:, 1].copy(),
        sizes[:, 0].copy(),
        rank[np.fromiter(graph.source, np.int64)],
        rank[np.fromiter(graph.target, np.int64)],
        items,
    )


def stacked(sketch: Sketch, order: Ints) -> Floats:
    """The middle of each of `order`, which is sorted by layer, when every layer is stacked from 0 down."""
    heights = sketch.heights[order]
    ends = np.cumsum(heights + ROW_GAP)
    first = np.concatenate(([0.0], ends))[sketch.starts[:-1]]
    return ends - ROW_GAP - heights / 2 - first[sketch.layer[order]]
