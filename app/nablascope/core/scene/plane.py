"""`Plane`: the page as edges see it, who all run to the right there; of a drawing that runs down, turned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nablascope.core.layout.layout import Layout, Point
from nablascope.core.scene.display_list import Curve
from nablascope.core.scene.polyline import Polyline
from nablascope.core.scene.rectangles import Rectangle


@dataclass(frozen=True, slots=True)
class Plane:
    """Takes places of the page into the plane, and by the same turn back.

    Attributes:
        down: whether edges run down on the page.
    """

    down: bool = False

    def point(self, point: Point) -> Point:
        """A place, or a width and a height."""
        return (point[1], point[0]) if self.down else point

    def points(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """A way."""
        return tuple((y, x) for x, y in points) if self.down else tuple(points)

    def curve(self, curve: Curve) -> Curve:
        """A line with its pen."""
        return replace(curve, points=self.points(curve.points)) if self.down else curve

    def line(self, points: Sequence[Point]) -> Polyline:
        """A way of the page, to ask in the plane where it is."""
        return Polyline(self.points(points))

    def rectangle(self, place: Rectangle) -> Rectangle:
        """A stretch."""
        return Rectangle(place.top, place.left, place.bottom, place.right) if self.down else place


ACROSS = Plane()


def plane_of(layout: Layout) -> Plane:
    """That of a drawing."""
    return Plane(layout.down)
