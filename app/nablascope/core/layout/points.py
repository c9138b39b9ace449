"""Points and ways as columns of doubles: at 100,000 nodes a tuple for each would take 100 MB and a second."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from nablascope.core.graph.columns import Ints, offsets

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Floats:
    """A column of doubles, in the machine's byte order."""

    data: bytes = b""

    @classmethod
    def of(cls, values: Iterable[float]) -> "Floats":
        """The column of `values`."""
        return cls(array("d", values).tobytes())

    def __len__(self) -> int:
        return len(self.data) // 8

    def __getitem__(self, row: int) -> float:
        return self.view()[row]

    def __iter__(self) -> Iterator[float]:
        return iter(self.view())

    def view(self) -> "memoryview[float]":
        """The doubles themselves, for loops over many and for slices."""
        return memoryview(self.data).cast("d")


@dataclass(frozen=True, slots=True)
class Points:
    """A column of points; x and y lie side by side."""

    data: bytes = b""

    @classmethod
    def of(cls, points: Iterable[Sequence[float]]) -> "Points":
        """The column of `points`."""
        return cls(array("d", chain.from_iterable(points)).tobytes())

    def __len__(self) -> int:
        return len(self.data) // 16

    def __getitem__(self, row: int) -> Point:
        view = self.view()
        row = row + len(self) if row < 0 else row
        return view[2 * row], view[2 * row + 1]

    def __iter__(self) -> Iterator[Point]:
        view = self.view()
        return zip(view[::2], view[1::2], strict=True)

    def view(self) -> "memoryview[float]":
        """The doubles themselves."""
        return memoryview(self.data).cast("d")


@dataclass(frozen=True, slots=True)
class Routes:
    """A column of ways of any number of points.

    Attributes:
        points: of all ways, one after the other.
        starts: where each way begins in `points`; one more at the end.
    """

    points: Points
    starts: Ints

    @classmethod
    def of(cls, ways: Iterable[Sequence[Sequence[float]]]) -> "Routes":
        """The column of `ways`."""
        ways = list(ways)
        return cls(Points.of(chain.from_iterable(ways)), offsets(map(len, ways)))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, edge: int) -> tuple[Point, ...]:
        edge = edge + len(self) if edge < 0 else edge
        return self._between(self.starts[edge], self.starts[edge + 1])

    def __iter__(self) -> Iterator[tuple[Point, ...]]:
        starts = self.starts.view()
        return (self._between(starts[edge], starts[edge + 1]) for edge in range(len(self)))

    def start(self, edge: int) -> Point:
        """The first point of a way."""
        return self.points[self.starts[edge]]

    def end(self, edge: int) -> Point:
        """The last point of a way."""
        return self.points[self.starts[edge + 1] - 1]

    def _between(self, first: int, last: int) -> tuple[Point, ...]:
        numbers = self.points.view()[2 * first : 2 * last]
        return tuple(zip(numbers[::2], numbers[1::2], strict=True))
