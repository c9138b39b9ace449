"""`Layout`: the result of laying a graph out, in scene units (1 unit is 1 px at 100 %)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nablascope.core.graph.columns import Ints
from nablascope.core.layout.points import Floats, Point, Points, Routes

__all__ = ["Layout", "Point"]


def _none() -> Ints:
    return Ints.of(())


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions and routes; x grows to the right, y downwards; the top left of everything is (0, 0).

    Attributes:
        keys: each node's stable key: the same part of the program has it after an edit.
        positions: each node's top left corner, by node id.
        sizes: each node's width and height, by node id.
        routes: each edge's way, by edge index: the start on the producer's right side, then three points
            a cubic Bézier segment (two controls, one end), up to the consumer's left side; see `down`.
        width: of everything.
        height: of everything.
        homes: the middle each node's card had before newcomers pushed it, to which it returns when they
            go, by node id: how far down it was, or where edges run down, how far to the right; nothing
            where all are at home.
        chips: the edges, in rising order, that begin at a chip beside their consumer instead of at the
            producer's card.
        chip_corners: the top left corner of each of their chips; two edges may share one.
        leaders: for each edge the one whose line is drawn for it, since they run together; nothing where each
            is drawn for itself.
        frame_keys: the stable key of each frame around the nodes of an open group; a frame comes before
            those within it.
        frame_labels: what people read on each frame.
        frame_corners: the top left corner of each frame.
        frame_sizes: the width and height of each frame.
        down: whether edges run down, from a producer's lower side to a consumer's upper side.
    """

    keys: tuple[str, ...]
    positions: Points
    sizes: Points
    routes: Routes
    width: float
    height: float
    homes: Floats = field(default_factory=Floats)
    chips: Ints = field(default_factory=_none)
    chip_corners: Points = field(default_factory=Points)
    leaders: Ints = field(default_factory=_none)
    frame_keys: tuple[str, ...] = ()
    frame_labels: tuple[str, ...] = ()
    frame_corners: Points = field(default_factory=Points)
    frame_sizes: Points = field(default_factory=Points)
    down: bool = False

    def is_drawn(self, edge: int) -> bool:
        """Whether an edge has a line of its own, or one that it leads."""
        return self.leader(edge) == edge

    def leader(self, edge: int) -> int:
        """The edge whose line is drawn for an edge; most often itself."""
        return self.leaders[edge] if self.leaders else edge

    @classmethod
    def of(
        cls,
        keys: tuple[str, ...],
        positions: Iterable[Point],
        sizes: Iterable[Point],
        routes: Iterable[Sequence[Point]],
        width: float,
        height: float,
        homes: Iterable[float] = (),
        chips: Iterable[int] = (),
        chip_corners: Iterable[Point] = (),
        frame_keys: tuple[str, ...] = (),
        frame_labels: tuple[str, ...] = (),
        frame_corners: Iterable[Point] = (),
        frame_sizes: Iterable[Point] = (),
    ) -> "Layout":
        """The layout of these rows."""
        columns = Points.of(positions), Points.of(sizes), Routes.of(routes)
        beside = Ints.of(chips), Points.of(chip_corners), Ints.of(())
        frames = frame_keys, frame_labels, Points.of(frame_corners), Points.of(frame_sizes)
        return cls(keys, *columns, width, height, Floats.of(homes), *beside, *frames)
