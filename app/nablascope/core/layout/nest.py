"""Nests: which node stands in which frame, and the pieces that its edges are cut into at frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from nablascope.core.layout.graph import LayoutGraph

OUTSIDE = -1
"""Instead of a frame: what stands in none."""

ItemKind = Literal["entry", "exit", "frame", "node"]

Item = tuple[ItemKind, int]
"""A node's or a frame's number; of a port the number of its way in or out."""


@dataclass(frozen=True, slots=True)
class Nest:
    """Frames within frames, a parent before what it holds.

    Attributes:
        inside: of each node the innermost frame that it stands in, or `OUTSIDE`.
        parent: of each frame the one around it, or `OUTSIDE`.
        keys: of each frame its stable key.
        labels: of each frame what people read on it.
    """

    inside: Sequence[int]
    parent: Sequence[int]
    keys: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(slots=True)
class Level:
    """What one frame holds, or what stands in none.

    Attributes:
        items: in the order in which they were met, each with its place.
        pieces: the source, which of its outputs, and the target of each piece of an edge.
    """

    items: dict[Item, int] = field(default_factory=dict[Item, int])
    pieces: dict[tuple[int, int, int, int], int] = field(default_factory=dict[tuple[int, int, int, int], int])

    def place(self, item: Item) -> int:
        """Where `item` is among the items."""
        return self.items.setdefault(item, len(self.items))

    def piece(self, source: Item, output: int, target: Item, edge: int) -> int:
        """The number of a piece, which edges that come in or go out together share."""
        ends = self.place(source), output, self.place(target), edge
        return self.pieces.setdefault(ends, len(self.pieces))


Way = list[tuple[int, int]]
"""The pieces of an edge from its source on: a frame, or `OUTSIDE`, and the piece's number there."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A graph cut at its frames.

    Attributes:
        levels: what each frame holds; what stands in none under `OUTSIDE`.
        ways: the pieces of each edge.
        ports: of each port, by its number, the node and which of its outputs goes through it.
    """

    levels: dict[int, Level]
    ways: list[Way]
    ports: list[tuple[int, int]]


def cut_at_frames(graph: LayoutGraph, nest: Nest) -> Cut:
    """What each frame holds, and each edge's pieces."""
    levels = {frame: Level() for frame in (OUTSIDE, *range(len(nest.parent)))}
    for node, frame in enumerate(nest.inside):
        levels[frame].place(("node", node))
    for frame, parent in enumerate(nest.parent):
        levels[parent].place(("frame", frame))
    ports = _Ports()
    ways = [list(_pieces(graph, nest, levels, ports, edge)) for edge in range(len(graph.source))]
    return Cut(levels, ways, [(source, output) for _, source, output in ports.numbers])


@dataclass(slots=True)
class _Ports:
    """Numbers of what comes into a frame, or goes out of it: one for each output of each node."""

    numbers: dict[tuple[int, int, int], int] = field(default_factory=dict[tuple[int, int, int], int])

    def number(self, frame: int, source: int, output: int) -> int:
        return self.numbers.setdefault((frame, source, output), len(self.numbers))


def _pieces(
    graph: LayoutGraph, nest: Nest, levels: dict[int, Level], ports: _Ports, edge: int
) -> Iterator[tuple[int, int]]:
    source, output, target = graph.source[edge], graph.output[edge], graph.target[edge]
    left, entered, around = _crossed(nest, nest.inside[source], nest.inside[target])
    item: Item = "node", source
    number = output
    for frame in left:
        port = ports.number(frame, source, output)
        yield frame, levels[frame].piece(item, number, ("exit", port), OUTSIDE)
        item = "frame", frame
        number = port
    for frame in entered:
        port = ports.number(frame, source, output)
        yield around, levels[around].piece(item, number, ("frame", frame), port)
        item = "entry", port
        number, around = 0, frame
    yield around, levels[around].piece(item, number, ("node", target), edge)


def _crossed(nest: Nest, start: int, end: int) -> tuple[list[int], list[int], int]:
    """The frames that are left, from within; those that are entered, from without; the one around both."""
    around_start = [*_around(nest, start), OUTSIDE]
    around_end = [*_around(nest, end), OUTSIDE]
    common = next(frame for frame in around_start if frame in around_end)
    left = around_start[: around_start.index(common)]
    entered = around_end[: around_end.index(common)][::-1]
    return left, entered, common


def _around(nest: Nest, frame: int) -> Iterator[int]:
    while frame != OUTSIDE:
        yield frame
        frame = nest.parent[frame]
