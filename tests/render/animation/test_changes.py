from PIL import Image

from nablascope.render.animation.changes import changes


def places(pictures):
    return [(change.left, change.top, change.width, change.height) for change, _ in changes(pictures)]


def with_dots(*dots):
    picture = Image.new("RGB", (20, 10), "white")
    for dot in dots:
        picture.putpixel(dot, (255, 255, 254))
    return picture


def test_only_the_rectangle_that_changes_is_kept_after_the_first():
    assert places([with_dots(), with_dots((3, 4), (5, 6))]) == [(0, 0, 20, 10), (3, 4, 3, 3)]


def test_what_stays_within_the_rectangle_is_transparent():
    _, (change, _) = changes([with_dots(), with_dots((3, 4), (5, 4))])
    assert change.pixels() == bytes([255, 255, 254, 255, 0, 0, 0, 0, 255, 255, 254, 255])


def test_a_frame_that_changes_nothing_has_the_smallest_rectangle():
    _, (change, _) = changes([with_dots(), with_dots()])
    assert (change.width, change.height, change.pixels()) == (1, 1, bytes(4))
