from itertools import product

from PIL import Image

from nablascope.render.animation.changes import changes
from nablascope.render.animation.palette import TRANSPARENT, Tally, indexed


def picture(colours):
    image = Image.new("RGBA", (len(colours), 1))
    image.putdata([(*colour, 255) for colour in colours])
    return image


def palette_of(colours):
    tally = Tally()
    tally.add(picture(colours))
    return tally.palette()


def test_few_colours_are_all_kept():
    colours = [(255, 255, 255), (251, 251, 250), (0, 0, 0)]
    assert sorted(palette_of(colours)) == sorted(colours)


def test_common_colours_stay_apart_however_alike_they_are():
    paper, card = (251, 251, 250), (255, 255, 255)
    blends = [(r, g, b) for r, g, b in product(range(0, 250, 25), repeat=3)]
    palette = palette_of([paper] * 500 + [card] * 400 + blends)
    assert len(palette) == 255
    assert {paper, card} <= set(palette)


def test_a_rare_colour_that_looks_like_no_other_is_kept():
    greys = [(200 + i % 50, 200 + i % 49, 200 + i % 48) for i in range(4000)]
    assert (194, 65, 12) in palette_of([*greys, (194, 65, 12)])


def test_every_pixel_gets_its_nearest_colour_and_a_pixel_that_stays_none():
    paper, card = (251, 251, 250), (255, 255, 255)
    before, now = Image.new("RGB", (3, 1), paper), Image.new("RGB", (3, 1), card)
    now.putpixel((1, 0), paper)
    _, (change, _) = changes([before, now])
    assert indexed(change, (paper, card)) == [bytes([2, TRANSPARENT, 2])]
