"""`lay_out_nested`: open groups as frames, each with a layout of its own, which is as large as it needs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from nablascope.core.layout.graph import LayoutGraph
from nablascope.core.layout.lay_out import lay_out_graph
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.nest import OUTSIDE, Cut, Nest, cut_at_frames
from nablascope.core.layout.nest_level import Drawn, LevelGraph


def lay_out_nested(graph: LayoutGraph, nest: Nest, previous: Layout | None = None) -> Layout:
    """Lays out what each frame of `nest` holds, from the innermost frames out; see `lay_out_graph`.

    Args:
        graph: what to lay out.
        nest: which frame each of its items, chips included, stands in.
        previous: the layout on screen.

    Raises:
        ValueError: if the edges form a cycle, or would when a frame counts as one node.
    """
    cut = cut_at_frames(graph, nest)
    drawn: dict[int, Drawn] = {}
    for frame in (*reversed(range(len(nest.parent))), OUTSIDE):
        drawn[frame] = _draw(graph, nest, cut, frame, drawn, previous)
    return _assembled(graph, nest, cut, drawn)


def _draw(
    graph: LayoutGraph, nest: Nest, cut: Cut, frame: int, inner: Mapping[int, Drawn], previous: Layout | None
) -> Drawn:
    level = LevelGraph(graph, nest, cut, frame, inner)
    layout = lay_out_graph(level.graph, previous)
    places = dict(zip(level.items, layout.positions, strict=False))
    if frame == OUTSIDE:
        return Drawn(layout, places, (layout.width, layout.height), (0.0, 0.0))
    room = graph.measures
    left = 0.0 if level.has("entry") else room.frame_before
    right = 0.0 if level.has("exit") else room.frame_after
    size = layout.width + left + right, layout.height + 2 * room.frame_side
    return Drawn(layout, places, size, (left, room.frame_side))


def _assembled(graph: LayoutGraph, nest: Nest, cut: Cut, drawn: Mapping[int, Drawn]) -> Layout:
    corners, origins = _frames(nest, drawn)
    held = enumerate(nest.inside[: graph.nodes])
    nodes = [_moved(drawn[frame].places["node", node], origins[frame]) for node, frame in held]
    outside = drawn[OUTSIDE].layout
    return Layout.of(
        keys=graph.keys[: graph.nodes],
        positions=nodes,
        sizes=graph.sizes[: graph.nodes],
        routes=[_joined(_route(way, drawn, origins)) for way in cut.ways],
        width=outside.width,
        height=outside.height,
        chips=graph.chips,
        chip_corners=_chips(graph, cut, drawn, origins),
        frame_keys=nest.keys,
        frame_labels=nest.labels,
        frame_corners=corners,
        frame_sizes=[drawn[frame].size for frame in range(len(nest.keys))],
    )


def _moved(point: Point, by: Point) -> Point:
    return point[0] + by[0], point[1] + by[1]


def _frames(nest: Nest, drawn: Mapping[int, Drawn]) -> tuple[list[Point], dict[int, Point]]:
    """Each frame's corner, and where what it holds begins."""
    corners: list[Point] = []
    origins: dict[int, Point] = {OUTSIDE: (0.0, 0.0)}
    for frame, parent in enumerate(nest.parent):
        corner = _moved(drawn[parent].places["frame", frame], origins[parent])
        corners.append(corner)
        origins[frame] = _moved(corner, drawn[frame].corner)
    return corners, origins


def _route(
    way: Sequence[tuple[int, int]], drawn: Mapping[int, Drawn], origins: Mapping[int, Point]
) -> Iterator[list[Point]]:
    for frame, piece in way:
        yield [_moved(point, origins[frame]) for point in drawn[frame].layout.routes[piece]]


def _joined(pieces: Iterable[list[Point]]) -> list[Point]:
    """One way of all pieces, with straight ones between two that do not meet."""
    first, *rest = pieces
    for piece in rest:
        if first[-1] != piece[0]:
            first += [first[-1], piece[0], piece[0]]
        first += piece[1:]
    return first


def _chips(
    graph: LayoutGraph, cut: Cut, drawn: Mapping[int, Drawn], origins: Mapping[int, Point]
) -> Iterator[Point]:
    places = {
        frame: dict(zip(one.layout.chips, one.layout.chip_corners, strict=True))
        for frame, one in drawn.items()
    }
    for edge in graph.chips:
        frame, piece = cut.ways[edge][0]
        yield _moved(places[frame][piece], origins[frame])
