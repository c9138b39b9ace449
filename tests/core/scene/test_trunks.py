from nablascope.core.scene.display_list import Curve, Pen
from nablascope.core.scene.trunks import without_shared_ways

PEN = Pen("#111111", 1.0)


def level(start, end, y=0.0):
    return (start + 1.0, y), (end - 1.0, y), (end, y)


def turn(x, y):
    return (x - 5.0, 0.0), (x - 5.0, y), (x, y)


TRUNK = Curve(((0.0, 0.0), *level(0.0, 50.0), *turn(60.0, 9.0)), PEN)


def test_a_branch_is_drawn_from_where_it_leaves_the_trunk():
    branch = Curve(((0.0, 0.0), *level(0.0, 20.0), *turn(30.0, 9.0), *level(30.0, 40.0, 9.0)), PEN)

    drawn = without_shared_ways({7: branch, 8: TRUNK})

    assert drawn == {7: Curve(branch.points[3:], PEN), 8: TRUNK}


def test_a_curve_that_leaves_at_once_is_drawn_whole():
    branch = Curve(((0.0, 0.0), *turn(10.0, -9.0)), PEN)

    assert without_shared_ways({0: branch, 1: TRUNK}) == {0: branch, 1: TRUNK}


def test_a_curve_that_goes_on_straight_where_the_trunk_turns_is_drawn_from_there():
    trunk = Curve(((0.0, 0.0), *turn(10.0, 5.0), *level(10.0, 50.0, 5.0), *turn(80.0, 9.0)), PEN)
    branch = Curve(((0.0, 0.0), *turn(10.0, 5.0), *level(10.0, 70.0, 5.0)), PEN)

    assert without_shared_ways({0: branch, 1: trunk})[0].points == branch.points[3:]


def test_lines_of_another_kind_share_nothing():
    dashed = Curve(TRUNK.points, Pen("#222222", 1.0, (4.0, 4.0)))

    assert without_shared_ways({0: TRUNK, 1: dashed}) == {0: TRUNK, 1: dashed}


def test_a_wider_line_lies_over_a_narrower_one_that_goes_its_way():
    wide = Curve(TRUNK.points[:4], Pen("#111111", 3.0))

    assert list(without_shared_ways({5: wide, 6: TRUNK})) == [6, 5]
