"""Films made by hand: the steps of a small trace, with a box that moves."""

from dataclasses import replace

from tests.core.traces import run

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Box
from nablascope.core.scene.draw import draw
from nablascope.core.scene.film import Shot
from nablascope.core.scene.theme_file import load_theme


def whole(theme="light"):
    trace = run("y = x**2", x=9.0)
    return draw(trace, lay_out(trace), load_theme(theme))


def moving(picture, x):
    """The picture with an orange box at `x`."""
    return replace(picture, items=(*picture.items, Box(x, 4.0, 8.0, 8.0, 0.0, "#c2410c", None)))


def film(steps=4, theme="light", seconds=0.25):
    """A step a shot: the box is elsewhere in each."""
    picture = whole(theme)
    return [Shot(moving(picture, 40.0 * step), seconds) for step in range(steps)]
