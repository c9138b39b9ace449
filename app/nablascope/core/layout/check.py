"""Checks a layout that came from outside: a forged one must not break whoever draws it."""

from itertools import chain

from nablascope.core.graph.check import DamagedTraceError
from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout

_FARTHEST = 1e12
"""Scene units; more than a million layers."""


def check_layout(layout: Layout, trace: Trace) -> None:
    """Makes sure that every node and every edge of `trace` has its place.

    Raises:
        DamagedTraceError: if one has not.
    """
    nodes, edges = len(trace.nodes), len(trace.edges)
    columns = (layout.keys, layout.positions, layout.sizes, layout.homes or layout.keys)
    _demand(all(len(column) == nodes for column in columns), "not every node has its place")
    _demand(len(layout.routes) == edges, "not every edge has its way")
    ways = {len(route) for route in layout.routes}
    _demand(all(length >= 4 and length % 3 == 1 for length in ways), "an edge's way is broken off")
    points = chain(layout.positions, layout.sizes, chain.from_iterable(layout.routes))
    numbers = chain((layout.width, layout.height), layout.homes, chain.from_iterable(points))
    _demand(all(-_FARTHEST < number < _FARTHEST for number in numbers), "a place is nowhere")


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise DamagedTraceError(what)
