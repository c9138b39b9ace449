"""`Layout`: the result of laying a graph out, in scene units (1 unit is 1 px at 100 %)."""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions and routes; x grows to the right, y downwards; the top left of everything is (0, 0).

    Attributes:
        keys: each node's stable key: the same part of the program has it after an edit.
        positions: each node's top left corner, by node id.
        sizes: each node's width and height, by node id.
        routes: each edge's way, by edge index: the start on the producer's right side, then three points
            a cubic Bézier segment (two controls, one end), up to the consumer's left side.
        width: of everything.
        height: of everything.
        homes: the middle each node's card had before newcomers pushed it, to which it returns when they
            go, by node id; nothing where all are at home.
    """

    keys: tuple[str, ...]
    positions: tuple[Point, ...]
    sizes: tuple[Point, ...]
    routes: tuple[tuple[Point, ...], ...]
    width: float
    height: float
    homes: tuple[float, ...] = ()
