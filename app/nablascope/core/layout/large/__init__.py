"""The large tier: linear sweeps in numpy, no bends; 100,000 nodes in about a second."""

from collections.abc import Sequence

import numpy as np

from nablascope.core.graph.columns import Ints as Column
from nablascope.core.layout.graph import LayoutGraph
from nablascope.core.layout.large.rows import Rows, rows_of
from nablascope.core.layout.large.sketch import Floats, Sketch, sketch_of
from nablascope.core.layout.large.sweeps import middles_of
from nablascope.core.layout.large.ways import Array, ports_of, settled, ways_of
from nablascope.core.layout.layout import Layout
from nablascope.core.layout.points import Points, Routes
from nablascope.core.layout.reading import ReadingGraph


def lay_out_large(graph: LayoutGraph, reading: ReadingGraph, layer: Sequence[int]) -> Layout:
    """The layout of `graph`, whose items in reading order stand in those layers; edges are not bent.

    Raises:
        ValueError: if there is nothing to lay out.
    """
    sketch = sketch_of(graph, reading, layer)
    middles = middles_of(sketch)
    rows = rows_of(sketch, middles, graph.measures)
    return _assembled(graph, sketch, np.rint(middles + rows.top), rows)


def _assembled(graph: LayoutGraph, sketch: Sketch, middles: Floats, rows: Rows) -> Layout:
    left = _lefts(sketch, rows)
    points, starts = _drawn(graph, sketch, middles, left, rows)
    corners = np.stack((left, middles - sketch.heights / 2), axis=1)
    origin = np.minimum(corners.min(axis=0), points.min(axis=0, initial=0.0))
    corners, points = corners - origin, points - origin
    by_item = np.empty_like(corners)
    by_item[sketch.items] = corners
    sizes = np.array(graph.sizes, np.float64)
    far = np.maximum((by_item + sizes).max(axis=0), points.max(axis=0, initial=0.0))
    return Layout(
        keys=graph.keys[: graph.nodes],
        positions=Points(by_item[: graph.nodes].tobytes()),
        sizes=Points(sizes[: graph.nodes].tobytes()),
        routes=Routes(Points(points.tobytes()), Column("i", starts.astype(np.int32).tobytes())),
        width=float(far[0]),
        height=float(far[1]),
        chips=Column.of(graph.chips),
        chip_corners=Points(by_item[[graph.source[edge] for edge in graph.chips]].tobytes()),
    )


def _lefts(sketch: Sketch, rows: Rows) -> Floats:
    """Each rank's left side; what has no producer ends with its layer, near what uses it."""
    given = np.bincount(sketch.target, minlength=len(sketch.layer)) == 0
    return np.where(given, rows.right[sketch.layer] - sketch.widths, rows.left[sketch.layer])


def _drawn(
    graph: LayoutGraph, sketch: Sketch, middles: Floats, left: Floats, rows: Rows
) -> tuple[Array, np.ndarray]:
    source, target = sketch.source, sketch.target
    begin = settled(np.zeros(len(source)), graph.starts)
    finish = settled(ports_of(sketch, middles, graph.measures.pitch_before), graph.ends)
    start = np.stack((left[source] + sketch.widths[source], middles[source] + begin), axis=1)
    end = np.stack((left[target], middles[target] + finish), axis=1)
    row = rows.row[sketch.layer[source]], rows.row[sketch.layer[target]]
    return ways_of(start, end, row, rows)
