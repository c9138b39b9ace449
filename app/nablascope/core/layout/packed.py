"""`PackedLayout`: a layout as a few columns of numbers, which a decoder takes in at once.

A decoder makes every point of an unpacked one in a single call, during which nothing else of the window runs.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice

from nablascope.core.graph.check import DamagedTraceError
from nablascope.core.layout.layout import Layout, Point


@dataclass(frozen=True, slots=True)
class PackedLayout:
    """The fields of a `Layout`.

    Attributes:
        keys: as they are.
        width: of everything.
        height: of everything.
        homes: doubles.
        points: doubles: every position, every size, then the points of every route.
        lengths: how many points each route has, as integers of 32 bits.
    """

    keys: tuple[str, ...]
    width: float
    height: float
    homes: bytes
    points: bytes
    lengths: bytes


def pack_layout(layout: Layout) -> PackedLayout:
    """The columns of `layout`."""
    points = chain(layout.positions, layout.sizes, chain.from_iterable(layout.routes))
    return PackedLayout(
        layout.keys,
        layout.width,
        layout.height,
        array("d", layout.homes).tobytes(),
        array("d", chain.from_iterable(points)).tobytes(),
        array("I", map(len, layout.routes)).tobytes(),
    )


def unpack_layout(packed: PackedLayout) -> Layout:
    """The layout of the columns.

    Raises:
        DamagedTraceError: if they do not fit together.
    """
    numbers, lengths = _doubles(packed.points), _counts(packed.lengths)
    nodes = len(packed.keys)
    if len(numbers) != 2 * (2 * nodes + sum(lengths)):
        raise DamagedTraceError("a layout has too many or too few points")
    each = iter(numbers)
    points = zip(each, each, strict=True)
    positions, sizes = _next(points, nodes), _next(points, nodes)
    routes = tuple(_next(points, length) for length in lengths)
    homes = tuple(_doubles(packed.homes))
    return Layout(packed.keys, positions, sizes, routes, packed.width, packed.height, homes)


def _next(points: Iterable[Point], count: int) -> tuple[Point, ...]:
    return tuple(islice(points, count))


def _doubles(data: bytes) -> "array[float]":
    column = array("d")
    _fill(column, data)
    return column


def _counts(data: bytes) -> "array[int]":
    column = array("I")
    _fill(column, data)
    return column


def _fill(column: "array[float] | array[int]", data: bytes) -> None:
    if len(data) % column.itemsize:
        raise DamagedTraceError("a column ends within a number")
    column.frombytes(data)
