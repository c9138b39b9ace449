"""Colours as numbers."""

from dataclasses import fields, replace

from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.theme import Theme

_DIMMED = 0.55
"""How far a dimmed colour has gone towards the paper."""

_NO_COLOURS = ("name", "coloured", "gradient_scale", "gradient_dash")

_FAINT = 0.06
"""How far a faint one has; farther it could no longer be read."""


def mixed(a: Colour, b: Colour, share: float) -> Colour:
    """The colour `share` of the way from `a` to `b`."""
    pairs = zip(_channels(a), _channels(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


def dimmed(theme: Theme) -> Theme:
    """`theme` faded towards its paper: for a picture that is no longer what the text says."""
    colours = {
        field.name: mixed(getattr(theme, field.name), theme.paper, _DIMMED)
        for field in fields(theme)
        if field.name not in _NO_COLOURS
    }
    scale = tuple(mixed(colour, theme.paper, _DIMMED) for colour in theme.gradient_scale)
    return replace(theme, **colours, gradient_scale=scale)


def faint(theme: Theme) -> Theme:
    """`theme` in its weaker colours, all still to be read: for what the output does not depend on."""
    value = mixed(theme.value, theme.paper, _FAINT)
    leaf = mixed(theme.leaf, theme.paper, 0.5)
    return replace(theme, ink=theme.muted, border=theme.line, panel=theme.paper, value=value, leaf=leaf)


def _channels(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
