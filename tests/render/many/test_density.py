"""How much of cards and edges is in each pixel."""

import numpy as np

from nablascope.render.many.density import Grid, Pixels, covered, faded, traced

GRID = Grid(10, 20, 30, 8)


def pixels(counts):
    """Where something is, by the screen's own pixels."""
    places = np.argwhere(counts.reshape(GRID.rows, GRID.columns))
    return {(int(x) + GRID.left, int(y) + GRID.top) for y, x in places}


def test_a_card_covers_as_much_of_each_pixel_as_lies_under_it():
    counts = covered(GRID, np.array([[12.5, 22.0, 15.0, 24.0]])).reshape(GRID.rows, GRID.columns)
    assert counts.sum() == 5.0
    assert counts[2, 2:6].tolist() == [0.5, 1.0, 1.0, 0.0]


def test_a_card_smaller_than_a_pixel_is_seen_like_one():
    assert covered(GRID, np.array([[12.2, 22.9, 12.3, 23.0]])).sum() == 1.0


def test_what_lies_outside_does_not_count():
    assert covered(GRID, np.array([[0.0, 0.0, 5.0, 5.0], [90.0, 90.0, 95.0, 95.0]])).sum() == 0.0
    assert traced(GRID, np.array([[0.0, 0.0, 5.0, 5.0]])).sum() == 0.0


def test_a_level_line_passes_through_each_pixel_of_its_row():
    assert pixels(traced(GRID, np.array([[11.5, 22.5, 14.5, 22.5]]))) == {(x, 22) for x in range(11, 15)}


def test_an_upright_line_passes_through_each_pixel_of_its_column():
    assert pixels(traced(GRID, np.array([[11.5, 26.5, 11.5, 22.5]]))) == {(11, y) for y in range(22, 27)}


def test_a_line_is_the_same_in_two_halves_of_the_screen():
    lines = np.random.default_rng(1).random((50, 4)) * [60, 40, 60, 40]
    whole = traced(GRID, lines).reshape(GRID.rows, GRID.columns)
    left, right = Grid(10, 20, 13, 8), Grid(23, 20, 17, 8)
    halves = [traced(part, lines).reshape(part.rows, part.columns) for part in (left, right)]
    assert (np.hstack(halves) == whole).all()


def test_more_lines_are_stronger_and_never_full():
    strength = faded(np.array([0.0, 1.0, 2.0, 10.0]))
    assert strength[0] == 0.0
    assert (np.diff(strength) > 0).all()
    assert strength[-1] < 1.0
    assert faded(np.array([1.0]), every=4) > strength[1]


def test_colours_are_laid_one_over_the_other(qapp):
    pixels = Pixels(Grid(0, 0, 2, 1))
    pixels.lay("#ff0000", np.array([1.0, 0.5]))
    pixels.lay("#0000ff", np.array([0.0, 1.0]))
    image = pixels.image()
    assert [image.pixelColor(x, 0).name() for x in (0, 1)] == ["#ff0000", "#0000ff"]
    assert image.pixelColor(1, 0).alpha() == 255
