"""Checks a layout that came from outside: a forged one must not break whoever draws it."""

from collections.abc import Iterable
from itertools import chain, pairwise

from nablascope.core.graph.check import DamagedTraceError
from nablascope.core.graph.columns import Ints
from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.layout.points import Routes

_FARTHEST = 1e12
"""Scene units; more than a million layers."""

_DOUBLE, _POINT, _INT = 8, 16, 4


def check_layout(layout: Layout, trace: Trace) -> None:
    """Makes sure that every node and every edge of `trace` has its place.

    Raises:
        DamagedTraceError: if one has not.
    """
    nodes, edges = len(trace.nodes), len(trace.edges)
    _demand(len(layout.homes.data) in (0, _DOUBLE * nodes), "not every node has its place")
    _demand(len(layout.keys) == nodes, "not every node has its place")
    places = layout.positions.data, layout.sizes.data
    _demand(all(len(data) == _POINT * nodes for data in places), "not every node has its place")
    _check_routes(layout.routes, edges)
    _check_chips(layout, edges)
    _check_leaders(layout.leaders, edges)
    frames = layout.frame_corners, layout.frame_sizes
    held = all(len(points.data) == _POINT * len(layout.frame_keys) for points in frames)
    _demand(len({*layout.frame_keys}) == len(layout.frame_keys) <= nodes, "it has too many frames")
    _demand(held and len(layout.frame_labels) == len(layout.frame_keys), "not every frame has its place")
    points = layout.positions, layout.sizes, layout.routes.points, layout.chip_corners, *frames
    columns = (column.view() for column in (*points, layout.homes))
    _check_numbers(chain((layout.width, layout.height), *columns))


def _check_routes(routes: Routes, edges: int) -> None:
    starts = routes.starts
    _demand(starts.code == "i" and len(starts.data) == _INT * (edges + 1), "not every edge has its way")
    lengths = {end - start for start, end in pairwise(starts)}
    _demand(all(length >= 4 and length % 3 == 1 for length in lengths), "an edge's way is broken off")
    _demand(starts[0] == 0 and len(routes.points.data) == _POINT * starts[-1], "an edge's way is broken off")


def _check_chips(layout: Layout, edges: int) -> None:
    chips = layout.chips
    _demand(chips.code == "i" and len(chips.data) % _INT == 0, "a column ends within a number")
    ordered = all(before < after for before, after in pairwise(chips))
    _demand(len(layout.chip_corners.data) == _POINT * len(chips), "not every chip has its place")
    _demand(ordered and all(0 <= edge < edges for edge in chips), "a chip is at no edge")


def _check_leaders(leaders: Ints, edges: int) -> None:
    _demand(leaders.code == "i" and len(leaders.data) in (0, _INT * edges), "not every edge has its way")
    view = leaders.view()
    sound = all(0 <= leader <= edge and view[leader] == leader for edge, leader in enumerate(view))
    _demand(sound, "an edge leads nowhere")


def _check_numbers(numbers: Iterable[float]) -> None:
    _demand(all(-_FARTHEST < number < _FARTHEST for number in numbers), "a place is nowhere")


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise DamagedTraceError(what)
