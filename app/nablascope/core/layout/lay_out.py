"""`lay_out`: where a trace's nodes and edges go, from the values alone and without a toolkit.

Layers from left to right (producer before consumer), or from the top down, after Sugiyama, Tagawa and
Toda (1981).
"""

from nablascope.core.graph.trace import Edges, Trace
from nablascope.core.layout.bundles import bundled, leaders_of, unbundled
from nablascope.core.layout.graph import LayoutGraph, graph_of
from nablascope.core.layout.keys import stable_keys
from nablascope.core.layout.layering import layers_of, pinned
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.links import in_reading_order, links_of
from nablascope.core.layout.proper import MAX_ITEMS, count_bends
from nablascope.core.layout.reading import ReadingGraph, read
from nablascope.core.layout.small import lay_out_small
from nablascope.core.layout.turned import to_the_right, turned


def lay_out(trace: Trace, previous: Layout | None = None, *, down: bool = False) -> Layout:
    """Lays `trace` out; equal arguments give equal layouts, whatever order the nodes come in.

    Args:
        trace: the graph; its values play no part.
        previous: the layout on screen: what is still there keeps its order from top to bottom and its
            place, and a graph that is drawn right already keeps its drawing. One that runs in the other
            direction counts for nothing.
        down: whether edges run down instead of to the right.

    Raises:
        ValueError: if the edges form a cycle.
    """
    keys = stable_keys(trace)
    before = to_the_right(previous, down=down)
    if previous is not None and before is not None and _still_draws(before, keys, trace.edges):
        return previous
    layout = _laid_out(graph_of(trace, keys, down=down), before)
    return turned(layout) if down else layout


def _laid_out(graph: LayoutGraph, previous: Layout | None) -> Layout:
    leaders = leaders_of(graph)
    if not leaders:
        return lay_out_graph(graph, previous)
    return unbundled(lay_out_graph(bundled(graph, leaders), previous), leaders)


def lay_out_graph(graph: LayoutGraph, previous: Layout | None = None) -> Layout:
    """The same of a graph whose items have any size; it runs to the right, and may be turned then.

    Raises:
        ValueError: if the edges form a cycle.
    """
    reading = read(graph)
    layer = _layers(graph, reading)
    links = links_of(graph, reading)
    few = len(layer) <= MAX_ITEMS
    if few and len(layer) + count_bends(layer, in_reading_order(links)) <= MAX_ITEMS:
        return lay_out_small(graph, reading, layer, links, previous)
    # numpy is imported only where a graph is large: the window's own process may never need it.
    from nablascope.core.layout.large import lay_out_large

    return lay_out_large(graph, reading, layer)


def _layers(graph: LayoutGraph, reading: ReadingGraph) -> list[int]:
    layer = layers_of(reading)
    if not (graph.first or graph.last):
        return layer
    first = {rank for rank, item in enumerate(reading.ids) if item in graph.first}
    last = {rank for rank, item in enumerate(reading.ids) if item in graph.last}
    return pinned(layer, first, last)


def _still_draws(layout: Layout, keys: tuple[str, ...], edges: Edges) -> bool:
    """Whether `layout` has these nodes, and a route between the right two cards for each edge."""
    chips, routes = set(layout.chips), layout.routes
    return (
        layout.keys == keys
        and len(routes) == len(edges)
        and all(
            (edge in chips or _on_side(routes.start(edge), layout, source, 1.0))
            and _on_side(routes.end(edge), layout, target, 0.0)
            for edge, (source, target) in enumerate(zip(edges.source, edges.target, strict=True))
        )
    )


def _on_side(point: Point, layout: Layout, id: int, side: float) -> bool:
    (x, y), (width, height) = layout.positions[id], layout.sizes[id]
    return point[0] == x + side * width and y <= point[1] <= y + height
