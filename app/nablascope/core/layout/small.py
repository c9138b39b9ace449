"""Graphs that are drawn with every long edge bent around the cards on its way."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor
from operator import add, eq, sub

from nablascope.core.layout.columns import Columns, columns_of
from nablascope.core.layout.coordinates import place
from nablascope.core.layout.extents import Extents, extents_of
from nablascope.core.layout.graph import LayoutGraph
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.links import in_reading_order, numbered
from nablascope.core.layout.ordering import MAX_SWEEPS, Layers, order
from nablascope.core.layout.ports import Ports
from nablascope.core.layout.proper import Link, ProperGraph, cut
from nablascope.core.layout.reading import ReadingGraph
from nablascope.core.layout.routing import routes
from nablascope.core.layout.settling import settle, shift_to
from nablascope.core.layout.survivors import Survivors, survivors_of


def lay_out_small(
    graph: LayoutGraph,
    reading: ReadingGraph,
    layer: Sequence[int],
    links: Sequence[Link],
    previous: Layout | None,
) -> Layout:
    """The layout of `graph`, whose items in reading order stand in those layers.

    Args:
        graph: what to lay out.
        reading: its items in reading order.
        layer: of each rank.
        links: its edges between ranks.
        previous: the layout on screen.
    """
    proper = cut(layer, in_reading_order(links))
    sizes = [graph.sizes[id] for id in reading.ids]
    chips = [id >= graph.nodes for id in reading.ids]
    extents = extents_of(proper, [height for _, height in sizes], chips, graph.measures)
    survivors = survivors_of(previous, [graph.keys[id] for id in reading.ids])
    layers = _ordered(proper, survivors)
    middles, homes = _placed(proper, layers, extents, survivors)
    ways = [(link[0], *proper.bends[link], link[2]) for link in links]
    given = [not producers for producers in reading.inputs]
    columns = columns_of(layer, [width for width, _ in sizes], given, graph.measures.layer_gap)
    pitches = graph.measures.pitch_after, graph.measures.pitch_before
    ports = Ports(ways, numbered(links), middles, extents.above, graph.starts, graph.ends, pitches)
    drawn = routes(ways, ports, columns, middles)
    return _assembled(graph, reading.ids, columns, middles, homes, extents, drawn)


def _ordered(graph: ProperGraph, survivors: Survivors) -> Layers:
    """The order of a drawing of its own, so that an undone edit is, unless that would turn survivors over."""
    fresh = order(graph, {}, MAX_SWEEPS)
    if survivors.keep_their_order(fresh):
        return fresh
    return order(replace(graph, layers=fresh), survivors.middles, MAX_SWEEPS)


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


def _assembled(
    graph: LayoutGraph,
    ids: Sequence[int],
    columns: Columns,
    middles: Sequence[float],
    homes: Sequence[float],
    extents: Extents,
    drawn: Sequence[Sequence[Point]],
) -> Layout:
    rank = {id: rank for rank, id in enumerate(ids)}
    corners = [
        (columns.left[rank[id]], middles[rank[id]] - extents.above[rank[id]]) for id in range(len(ids))
    ]
    at_home = all(map(eq, homes, middles))
    return Layout.of(
        keys=graph.keys[: graph.nodes],
        positions=corners[: graph.nodes],
        sizes=graph.sizes[: graph.nodes],
        routes=drawn,
        width=max(columns.layer_right, default=0.0),
        height=max(map(add, middles, extents.below), default=0.0),
        homes=() if at_home else (homes[rank[id]] for id in range(graph.nodes)),
        chips=graph.chips,
        chip_corners=(corners[graph.source[edge]] for edge in graph.chips),
    )


def _on_whole_units(middles: list[float]) -> list[float]:
    """Rounded half up, which keeps every separation, since those are whole."""
    return [float(floor(middle + 0.5)) for middle in middles]
