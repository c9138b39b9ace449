"""A long way is cut down to what is in view, and is the same there."""

from nablascope.core.scene.display_list import Curve, Pen
from nablascope.core.scene.many.ways import parts_in_view
from nablascope.core.scene.polyline import Polyline

PEN = Pen("#000000", 1.0)
LONG = Curve(((0.0, 0.0), (50_000.0, 0.0), (50_000.0, 9_000.0), (100_000.0, 9_000.0)), PEN)


def test_a_way_that_is_not_long_stays_as_it_is():
    short = Curve(((0.0, 0.0), (50.0, 0.0), (50.0, 90.0), (100.0, 90.0)), PEN)
    assert parts_in_view(short, (0.0, 0.0, 100.0, 100.0)) == [short]


def test_the_part_in_view_lies_on_the_way_and_reaches_through_the_view():
    box = (50_000.0, 4_000.0, 51_000.0, 5_000.0)
    (part,) = parts_in_view(LONG, box)
    line = Polyline(part.points)
    assert line.xs[0] <= 50_000.0
    assert line.xs[-1] >= 51_000.0 or line.ys[-1] >= 5_000.0
    assert line.xs[-1] - line.xs[0] < 5_000.0
    assert abs(line.y_at(50_000.0) - 4_500.0) < 5.0


def test_what_is_out_of_view_is_left_out():
    assert parts_in_view(LONG, (0.0, 8_000.0, 1_000.0, 9_000.0)) == []
    assert parts_in_view(LONG, (200_000.0, 0.0, 201_000.0, 1_000.0)) == []


def test_of_a_way_of_several_pieces_those_in_view_are_left():
    level = ((0.0, 0.0), (1e4, 0.0), (2e4, 0.0), (3e4, 0.0), (3e4, 0.0), (3e4, 100.0), (3e4 + 50, 100.0))
    (part,) = parts_in_view(Curve(level, PEN), (29_990.0, 50.0, 30_100.0, 120.0))
    assert part.points == level[3:]
