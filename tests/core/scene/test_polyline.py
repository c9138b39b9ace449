"""Where a curve is after a share of its way."""

from itertools import pairwise

import pytest

from nablascope.core.scene.polyline import Polyline

STRAIGHT = Polyline(((0.0, 5.0), (10.0, 5.0), (20.0, 5.0), (30.0, 5.0)))
BENT = Polyline(((0.0, 0.0), (50.0, 0.0), (50.0, 100.0), (100.0, 100.0)))
TWO = Polyline(((0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 0.0), (5.0, 0.0), (7.0, 40.0), (9.0, 40.0)))


@pytest.mark.parametrize("line", [STRAIGHT, BENT, TWO])
def test_it_starts_at_the_start_and_ends_at_the_end(line):
    assert line.at(0.0) == (line.xs[0], line.ys[0])
    assert line.at(1.0) == pytest.approx((line.xs[-1], line.ys[-1]))


@pytest.mark.parametrize("share", [-1.0, 2.0])
def test_beyond_its_ends_it_is_at_them(share):
    assert BENT.at(share) == pytest.approx(BENT.at(min(max(share, 0.0), 1.0)))


def test_the_middle_is_half_the_way():
    assert STRAIGHT.at(0.5) == pytest.approx((15.0, 5.0))
    assert BENT.at(0.5) == pytest.approx((50.0, 50.0))


@pytest.mark.parametrize("line", [STRAIGHT, BENT, TWO])
def test_it_goes_on_evenly(line):
    places = [line.at(k / 50) for k in range(51)]
    steps = [((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 for (ax, ay), (bx, by) in pairwise(places)]
    assert max(steps) < 1.2 * min(steps) + 0.1


def test_a_point_is_a_way_of_no_length():
    assert Polyline(((1.0, 2.0),) * 4).at(0.5) == (1.0, 2.0)


def test_a_way_back_to_the_next_row_is_as_high_as_where_it_passes_last():
    there, lane, back = (100.0, 0.0), (160.0, 80.0), (40.0, 80.0)
    corners = [there, (160.0, 0.0), lane, back, (40.0, 120.0), (90.0, 120.0)]
    points = [corners[0]]
    for before, after in pairwise(corners):
        points += [before, after, after]
    line = Polyline(points)

    assert line.y_at(70.0) == 120.0
    assert line.y_at(120.0) == 0.0
