"""`lay_out`: where a trace's nodes and edges go, from the values alone and without a toolkit.

Layers from left to right (producer before consumer), after Sugiyama, Tagawa and Toda (1981).
"""

from collections import Counter
from collections.abc import Sequence
from math import floor
from operator import add, eq, itemgetter, sub

from nablascope.core.graph.trace import Edges, Trace
from nablascope.core.layout.coordinates import place
from nablascope.core.layout.dimensions import CARD_WIDTH
from nablascope.core.layout.extents import Extents, extents_of
from nablascope.core.layout.keys import stable_keys
from nablascope.core.layout.layering import layers_of
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.ordering import MAX_ROUNDS, Layers, order
from nablascope.core.layout.proper import MAX_ITEMS, Link, ProperGraph, count_bends, cut
from nablascope.core.layout.reading import ReadingGraph, read
from nablascope.core.layout.routing import layer_x, routes
from nablascope.core.layout.settling import settle, shift_to
from nablascope.core.layout.survivors import Survivors, survivors_of

_ROUNDS_WHEN_LARGE = 2


def lay_out(trace: Trace, previous: Layout | None = None) -> Layout:
    """Lays `trace` out; equal arguments give equal layouts, whatever order the nodes come in.

    Args:
        trace: the graph; its values play no part.
        previous: the layout on screen: what is still there keeps its order from top to bottom and its
            place, and a graph that is drawn right already keeps its drawing.

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
    extents = extents_of(proper, (target for *_, target in links))
    survivors = survivors_of(previous, [keys[id] for id in graph.ids])
    layers = _ordered(proper, survivors, MAX_ROUNDS if small else _ROUNDS_WHEN_LARGE)
    middles, homes = _placed(proper, layers, extents, survivors)
    ways = [(link[0], *proper.bends[link], link[2]) for link in links]
    ways = routes(ways, _numbered(links), layer, middles, extents.above)
    return _assembled(keys, graph.ids, layer, middles, homes, extents, ways)


def _ordered(graph: ProperGraph, survivors: Survivors, rounds: int) -> Layers:
    """The order of a drawing of its own, so that an undone edit is, unless that would turn survivors over."""
    fresh = order(graph, {}, rounds)
    return fresh if survivors.keep_their_order(fresh) else order(graph, survivors.middles, rounds)


def _placed(
    graph: ProperGraph, layers: Layers, extents: Extents, survivors: Survivors
) -> tuple[list[float], list[float]]:
    """Every item's middle, and every node's home."""
    fresh = _on_whole_units(place(graph, layers, extents.separation))
    wanted = survivors.wanted(layers, extents.separation)
    shift = shift_to(fresh, wanted)
    wanted = {rank: middle + shift for rank, middle in wanted.items()}
    settled = settle(graph, layers, fresh, wanted, extents.separation) if wanted else fresh
    top = min(map(sub, settled, extents.above), default=0.0)
    homes = [
        survivors.homes[rank] + shift if rank in survivors.homes else settled[rank]
        for rank in range(graph.nodes)
    ]
    return [middle - top for middle in settled], [home - top for home in homes]


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


def _assembled(
    keys: tuple[str, ...],
    ids: Sequence[int],
    layer: Sequence[int],
    middles: Sequence[float],
    homes: Sequence[float],
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
        homes=() if all(map(eq, homes, middles)) else tuple(homes[rank] for rank in ranks),
    )


def _numbered(links: Sequence[Link]) -> list[int]:
    """Each edge's number among those of the same two cards."""
    met: Counter[tuple[int, int]] = Counter()
    numbers: list[int] = []
    for source, _, target in links:
        numbers.append(met[source, target])
        met[source, target] += 1
    return numbers


def _on_whole_units(middles: list[float]) -> list[float]:
    """Rounded half up, which keeps every separation, since those are whole."""
    return [float(floor(middle + 0.5)) for middle in middles]
