"""Bundles: many edges between the same two items are laid out, and drawn, as one.

A closed group may be joined to the next by thousands of edges, one for every use inside.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from nablascope.core.graph.columns import Ints
from nablascope.core.layout.graph import MOST_SIDE_BY_SIDE, LayoutGraph
from nablascope.core.layout.layout import Layout
from nablascope.core.layout.points import Routes


def leaders_of(graph: LayoutGraph) -> Sequence[int]:
    """For each edge the edge that is drawn for it: itself, or the first of its bundle; empty without any."""
    ends = list(zip(graph.source, graph.target, strict=True))
    many = {pair for pair, count in Counter(ends).items() if count > MOST_SIDE_BY_SIDE}
    if not many:
        return ()
    first: dict[tuple[int, int], int] = {}
    return [first.setdefault(pair, edge) if pair in many else edge for edge, pair in enumerate(ends)]


def bundled(graph: LayoutGraph, leaders: Sequence[int]) -> LayoutGraph:
    """`graph` with one edge for each bundle."""
    kept = [edge for edge, leader in enumerate(leaders) if edge == leader]
    place = {edge: number for number, edge in enumerate(kept)}
    return replace(
        graph,
        source=[graph.source[edge] for edge in kept],
        output=[graph.output[edge] for edge in kept],
        target=[graph.target[edge] for edge in kept],
        chips=[place[edge] for edge in graph.chips if edge in place],
    )


def unbundled(layout: Layout, leaders: Sequence[int]) -> Layout:
    """`layout`, which is of a bundled graph, with a route for every edge."""
    kept = [edge for edge, leader in enumerate(leaders) if edge == leader]
    ways = dict(zip(kept, layout.routes, strict=True))
    return replace(
        layout,
        routes=Routes.of([ways[leader] for leader in leaders]),
        chips=Ints.of(kept[number] for number in layout.chips),
        leaders=Ints.of(leaders),
    )
