"""One level of a nest as a graph of its own: nodes, frames that are laid out already, and ways in and out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nablascope.core.layout.dimensions import PORT_ROOM
from nablascope.core.layout.graph import LayoutGraph
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.nest import OUTSIDE, Cut, Item, Nest


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a frame holds, laid out.

    Attributes:
        layout: with its own origin.
        places: where each item's corner is in it.
        size: of the frame around it.
        corner: where the layout is within the frame.
    """

    layout: Layout
    places: Mapping[Item, Point]
    size: Point
    corner: Point

    def port(self, number: int, *, entering: bool) -> float:
        """How far below the frame's middle a way in or out touches it."""
        top = self.places["entry" if entering else "exit", number][1]
        return self.corner[1] + top + PORT_ROOM / 2 - self.size[1] / 2


class LevelGraph:
    """One level as a graph; frames in it are laid out already.

    Args:
        graph: the whole.
        nest: its frames.
        cut: what each of them holds.
        frame: whose level it is, or `OUTSIDE`.
        inner: the frames that are laid out already.
    """

    def __init__(
        self, graph: LayoutGraph, nest: Nest, cut: Cut, frame: int, inner: Mapping[int, Drawn]
    ) -> None:
        self._whole, self._nest, self._cut, self._inner = graph, nest, cut, inner
        level = cut.levels[frame]
        met = list(level.items)
        self.items = sorted(met, key=self._is_chip)
        place = {level.items[item]: number for number, item in enumerate(self.items)}
        self._pieces = [
            (place[source], output, place[target], key) for source, output, target, key in level.pieces
        ]
        self.graph = self._graph()

    def has(self, kind: str) -> bool:
        """Whether something comes in, or goes out."""
        return any(kind == item[0] for item in self.items)

    def _graph(self) -> LayoutGraph:
        nodes = sum(not self._is_chip(item) for item in self.items)
        return LayoutGraph(
            keys=tuple(map(self._key, self.items)),
            sizes=list(map(self._size, self.items)),
            source=[source for source, *_ in self._pieces],
            output=[output for _, output, *_ in self._pieces],
            target=[target for *_, target, _ in self._pieces],
            root=self._root(),
            nodes=nodes,
            chips=[number for number, piece in enumerate(self._pieces) if piece[0] >= nodes],
            first=self._of_kind("entry"),
            last=self._of_kind("exit"),
            starts=dict(self._starts()),
            ends=dict(self._ends()),
            down=self._whole.down,
        )

    def _is_chip(self, item: Item) -> bool:
        return item[0] == "node" and item[1] >= self._whole.nodes

    def _of_kind(self, kind: str) -> frozenset[int]:
        return frozenset(number for number, item in enumerate(self.items) if item[0] == kind)

    def _key(self, item: Item) -> str:
        kind, number = item
        if kind in ("entry", "exit"):
            source, output = self._cut.ports[number]
            return f"{kind} {self._whole.keys[source]} {output}"
        return self._nest.keys[number] if kind == "frame" else self._whole.keys[number]

    def _size(self, item: Item) -> Point:
        kind, number = item
        if kind in ("entry", "exit"):
            return 0.0, float(PORT_ROOM)
        return self._inner[number].size if kind == "frame" else self._whole.sizes[number]

    def _root(self) -> int:
        """The item that holds the root, else a way out, else whatever comes last."""
        holders = {("node", self._whole.root), *(("frame", frame) for frame in self._around_root())}
        found = (number for number, item in enumerate(self.items) if item in holders)
        exits = sorted(self._of_kind("exit"), key=lambda number: self._key(self.items[number]))
        return next(found, exits[0] if exits else max(len(self.items) - 1, 0))

    def _around_root(self) -> Iterator[int]:
        frame = self._nest.inside[self._whole.root] if self._nest.inside else OUTSIDE
        while frame != OUTSIDE:
            yield frame
            frame = self._nest.parent[frame]

    def _starts(self) -> Iterator[tuple[int, float]]:
        for number, (source, output, _, _) in enumerate(self._pieces):
            kind, frame = self.items[source]
            if kind == "frame":
                yield number, self._inner[frame].port(output, entering=False)

    def _ends(self) -> Iterator[tuple[int, float]]:
        for number, (_, _, target, port) in enumerate(self._pieces):
            kind, frame = self.items[target]
            if kind == "frame":
                yield number, self._inner[frame].port(port, entering=True)
