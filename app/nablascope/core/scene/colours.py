"""Colours as numbers."""

from dataclasses import fields

from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.theme import Theme

_DIMMED = 0.55
"""How far a dimmed colour has gone towards the paper."""


def mixed(a: Colour, b: Colour, share: float) -> Colour:
    """The colour `share` of the way from `a` to `b`."""
    pairs = zip(_channels(a), _channels(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


def dimmed(theme: Theme) -> Theme:
    """`theme` faded towards its paper: for a picture that is no longer what the text says."""
    colours = {
        field.name: mixed(getattr(theme, field.name), theme.paper, _DIMMED)
        for field in fields(theme)
        if field.name != "name"
    }
    return Theme(name=theme.name, **colours)


def _channels(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
