"""`lay_out`: where a trace's nodes and edges go, from the values alone and without a toolkit.

Layers from left to right (producer before consumer), after Sugiyama, Tagawa and Toda (1981).
"""

from collections import Counter
from collections.abc import Sequence
from math import floor
from operator import add, sub

from nablascope.core.graph.trace import Edges, Trace
from nablascope.core.layout.coordinates import place
from nablascope.core.layout.dimensions import CARD_HEIGHT, CARD_WIDTH
from nablascope.core.layout.extents import extents_of
from nablascope.core.layout.keys import stable_keys
from nablascope.core.layout.layering import layers_of
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.ordering import order
from nablascope.core.layout.proper import MAX_ITEMS, ProperGraph, count_bends, cut
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
    pairs = _rank_pairs(graph, trace.edges)
    small = len(layer) + count_bends(graph, layer) <= MAX_ITEMS
    proper = cut(graph, layer, Counter(pairs), bent=small)
    places = _places(graph, keys, previous) + [None] * (len(proper.lanes) - proper.nodes)
    layers = order(proper, places) if small else order(proper, places, _ROUNDS_WHEN_LARGE)
    extents = extents_of(proper)
    middles = _from_the_top(place(proper, layers, extents.separation), extents.above)
    return _assembled(keys, graph, pairs, layer, proper, middles)


def _still_draws(layout: Layout, keys: tuple[str, ...], edges: Edges) -> bool:
    """Whether `layout` has these nodes, and a route between the right two cards for each edge."""
    return (
        layout.keys == keys
        and len(layout.routes) == len(edges)
        and all(
            _on_side(way[0], layout.positions[source], CARD_WIDTH)
            and _on_side(way[-1], layout.positions[target], 0)
            for way, source, target in zip(layout.routes, edges.source, edges.target, strict=True)
        )
    )


def _on_side(point: Point, corner: Point, offset: float) -> bool:
    return point[0] == corner[0] + offset and 0 <= point[1] - corner[1] <= CARD_HEIGHT


def _rank_pairs(graph: ReadingGraph, edges: Edges) -> list[tuple[int, int]]:
    rank = {id: rank for rank, id in enumerate(graph.ids)}
    return [(rank[source], rank[target]) for source, target in zip(edges.source, edges.target, strict=True)]


def _places(graph: ReadingGraph, keys: Sequence[str], previous: Layout | None) -> list[float | None]:
    known = {} if previous is None else dict(zip(previous.keys, previous.positions, strict=True))
    return [known[keys[id]][1] if keys[id] in known else None for id in graph.ids]


def _assembled(
    keys: tuple[str, ...],
    graph: ReadingGraph,
    pairs: list[tuple[int, int]],
    layer: list[int],
    proper: ProperGraph,
    middles: list[float],
) -> Layout:
    ways = [(pair[0], *proper.bends[pair], pair[1]) for pair in pairs]
    corners = {
        id: (layer_x(column), middle - CARD_HEIGHT / 2)
        for id, column, middle in zip(graph.ids, layer, middles, strict=False)
    }
    return Layout(
        keys=keys,
        positions=tuple(corners[id] for id in range(len(keys))),
        sizes=((float(CARD_WIDTH), float(CARD_HEIGHT)),) * len(keys),
        routes=routes(ways, _numbered(pairs), layer, middles),
        width=layer_x(max(layer)) + CARD_WIDTH if keys else 0.0,
        height=max(map(add, middles, extents_of(proper).below), default=0.0),
    )


def _numbered(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each edge's number among those of the same two cards, and their count."""
    counts = Counter(pairs)
    met: Counter[tuple[int, int]] = Counter()
    numbered: list[tuple[int, int]] = []
    for pair in pairs:
        numbered.append((met[pair], counts[pair]))
        met[pair] += 1
    return numbered


def _from_the_top(middles: list[float], above: list[float]) -> list[float]:
    """`middles` moved so that the topmost item begins at 0, and put on whole units.

    Rounding half up keeps every separation, since those are whole.
    """
    top = min(map(sub, middles, above), default=0.0)
    return [float(floor(middle - top + 0.5)) for middle in middles]
