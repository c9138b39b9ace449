"""`lay_out`: where a trace's nodes and edges go, from the values alone and without a toolkit.

Layers from left to right (producer before consumer), after Sugiyama, Tagawa and Toda (1981).
"""

from collections import Counter
from collections.abc import Sequence
from math import floor
from operator import add, itemgetter, sub

from nablascope.core.graph.trace import Edges, Trace
from nablascope.core.layout.coordinates import place
from nablascope.core.layout.dimensions import CARD_WIDTH
from nablascope.core.layout.extents import Extents, extents_of
from nablascope.core.layout.keys import stable_keys
from nablascope.core.layout.layering import layers_of
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.ordering import order
from nablascope.core.layout.proper import MAX_ITEMS, Link, count_bends, cut
from nablascope.core.layout.reading import ReadingGraph, read
from nablascope.core.layout.routing import layer_x, routes

_ROUNDS_WHEN_LARGE = 2


def lay_out(trace: Trace, previous: Layout | None = None) -> Layout:
    """Lays `trace` out; equal arguments give equal layouts, whatever order the nodes come in.

    Args:
        trace: the graph; its values play no part.
        previous: the layout on screen: what is still there keeps its order from top to bottom, and a
            graph that is drawn right already keeps its drawing.

    Raises:
        ValueError: if the edges form a cycle.
    """
    keys = stable_keys(trace)
    if previous is not None and _still_draws(previous, keys, trace.edges):
        return previous
    graph = read(trace, keys)
    layer = layers_of(graph)
    links = _links(graph, trace.edges)
    small = len(layer) + count_bends(layer, links) <= MAX_ITEMS
    proper = cut(layer, _in_reading_order(links), bent=small)
    places = _places(graph, keys, previous) + [None] * (len(proper.left) - proper.nodes)
    layers = order(proper, places) if small else order(proper, places, _ROUNDS_WHEN_LARGE)
    extents = extents_of(proper, (target for *_, target in links))
    middles = _from_the_top(place(proper, layers, extents.separation), extents.above)
    ways = [(link[0], *proper.bends[link], link[2]) for link in links]
    return _assembled(
        keys,
        graph.ids,
        layer,
        middles,
        extents,
        routes(ways, _numbered(links), layer, middles, extents.above),
    )


def _still_draws(layout: Layout, keys: tuple[str, ...], edges: Edges) -> bool:
    """Whether `layout` has these nodes, and a route between the right two cards for each edge."""
    return (
        layout.keys == keys
        and len(layout.routes) == len(edges)
        and all(
            _on_side(way[0], layout, source, CARD_WIDTH) and _on_side(way[-1], layout, target, 0)
            for way, source, target in zip(layout.routes, edges.source, edges.target, strict=True)
        )
    )


def _on_side(point: Point, layout: Layout, id: int, offset: float) -> bool:
    (x, y), (_, height) = layout.positions[id], layout.sizes[id]
    return point[0] == x + offset and y <= point[1] <= y + height


def _links(graph: ReadingGraph, edges: Edges) -> list[Link]:
    rank = {id: rank for rank, id in enumerate(graph.ids)}
    ends = zip(edges.source, edges.output, edges.target, strict=True)
    return [(rank[source], output, rank[target]) for source, output, target in ends]


def _in_reading_order(links: Sequence[Link]) -> list[Link]:
    """Each link once: by consumer, then in the order of its arguments."""
    return sorted(dict.fromkeys(links), key=itemgetter(2))


def _places(graph: ReadingGraph, keys: Sequence[str], previous: Layout | None) -> list[float | None]:
    known = {} if previous is None else dict(zip(previous.keys, previous.positions, strict=True))
    return [known[keys[id]][1] if keys[id] in known else None for id in graph.ids]


def _assembled(
    keys: tuple[str, ...],
    ids: Sequence[int],
    layer: Sequence[int],
    middles: Sequence[float],
    extents: Extents,
    ways: tuple[tuple[Point, ...], ...],
) -> Layout:
    rank = {id: rank for rank, id in enumerate(ids)}
    ranks = [rank[id] for id in range(len(ids))]
    return Layout(
        keys=keys,
        positions=tuple((layer_x(layer[rank]), middles[rank] - extents.above[rank]) for rank in ranks),
        sizes=tuple((float(CARD_WIDTH), 2 * extents.above[rank]) for rank in ranks),
        routes=ways,
        width=layer_x(max(layer)) + CARD_WIDTH if keys else 0.0,
        height=max(map(add, middles, extents.below), default=0.0),
    )


def _numbered(links: Sequence[Link]) -> list[int]:
    """Each edge's number among those of the same two cards."""
    met: Counter[tuple[int, int]] = Counter()
    numbers: list[int] = []
    for source, _, target in links:
        numbers.append(met[source, target])
        met[source, target] += 1
    return numbers


def _from_the_top(middles: list[float], above: list[float]) -> list[float]:
    """`middles` moved so that the topmost item begins at 0, and put on whole units.

    Rounding half up keeps every separation, since those are whole.
    """
    top = min(map(sub, middles, above), default=0.0)
    return [float(floor(middle - top + 0.5)) for middle in middles]
