"""Rectangles, and a grid of them to ask quickly what is free."""

from collections.abc import Iterator
from dataclasses import dataclass

_CELL = 128.0


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A stretch of the plane."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return self.right - self.left, self.bottom - self.top

    def united(self, other: "Rectangle") -> "Rectangle":
        """The smallest one around both."""
        return Rectangle(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def holds(self, other: "Rectangle") -> bool:
        """Whether all of `other` lies within."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def overlaps(self, other: "Rectangle", clearance: float = 0.0) -> bool:
        """Whether the two come nearer than `clearance` to each other."""
        return (
            self.left < other.right + clearance
            and other.left < self.right + clearance
            and self.top < other.bottom + clearance
            and other.top < self.bottom + clearance
        )


class Occupied:
    """The rectangles that are taken."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Rectangle]] = {}

    def add(self, rectangle: Rectangle) -> None:
        """Takes `rectangle`."""
        for cell in _cells(rectangle, 0.0):
            self._cells.setdefault(cell, []).append(rectangle)

    def leaves_free(self, rectangle: Rectangle, clearance: float) -> bool:
        """Whether `rectangle` stays `clearance` away from all that is taken."""
        return not any(
            rectangle.overlaps(other, clearance)
            for cell in _cells(rectangle, clearance)
            for other in self._cells.get(cell, ())
        )


def _cells(rectangle: Rectangle, clearance: float) -> Iterator[tuple[int, int]]:
    for column in range(
        int((rectangle.left - clearance) // _CELL), int((rectangle.right + clearance) // _CELL) + 1
    ):
        for row in range(
            int((rectangle.top - clearance) // _CELL), int((rectangle.bottom + clearance) // _CELL) + 1
        ):
            yield column, row
