import pytest

from nablascope.core.layout.layout import Layout
from nablascope.core.scene.chips import chips
from nablascope.core.scene.display_list import Box, Curve, Pen
from nablascope.core.scene.theme_file import load_theme

PEN = Pen("#111111", 1.0)
FAR, NEAR = 50.0, 0.0


def level(start, end, y):
    third = (end - start) / 3
    return (start + third, y), (end - third, y), (end, y)


def line(y, covered_from=1000.0, covered_y=0.0):
    """A level line up to the consumer at 1000; its last part, from `covered_from`, is at `covered_y`."""
    if covered_from == 1000.0:
        return Curve(((0.0, y), *level(0.0, 1000.0, y)), PEN)
    middle = covered_from - 0.5
    return Curve(
        (
            (0.0, y),
            *level(0.0, covered_from - 1, y),
            *((middle, y), (middle, covered_y), (covered_from, covered_y)),
            *level(covered_from, 1000.0, covered_y),
        ),
        PEN,
    )


def distance_of_chip(values):
    """How far from its consumer the chip of edge 0 is; its gradient is level at 0."""
    layout = Layout.of((), (), (), (((0.0, 0.0), (1000.0, 0.0)),) * 2, 1000.0, 100.0)
    (chip,) = [
        item
        for item in chips({0: "1.0000"}, {}, ({0: line(0.0)}, values), layout, load_theme("light")).items()
        if isinstance(item, Box)
    ]
    return 1000.0 - (chip.x + chip.width)


def test_a_chip_with_nothing_in_its_way_is_beside_its_consumer():
    assert distance_of_chip({0: line(FAR), 1: line(FAR)}) == pytest.approx(10, abs=1)


def test_a_chip_goes_a_little_out_of_the_way_of_its_own_value():
    assert distance_of_chip({0: line(FAR, 960.0, NEAR)}) == pytest.approx(46, abs=6)


def test_a_chip_rather_covers_its_own_value_than_go_far():
    assert distance_of_chip({0: line(FAR, 700.0, NEAR)}) == pytest.approx(10, abs=1)


def test_a_chip_goes_far_out_of_the_way_of_another_edge():
    assert distance_of_chip({0: line(FAR), 1: line(FAR, 700.0, NEAR)}) == pytest.approx(304, abs=6)
