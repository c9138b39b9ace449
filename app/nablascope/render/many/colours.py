"""The colours of a large graph from far away, by what a node is and by how strong a gradient is."""

from dataclasses import dataclass
from functools import cache

from nablascope.core.scene.colours import mixed
from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.many.arrays import LOOKS
from nablascope.core.scene.strength import BAD, EVEN, LEVELS, share_colour
from nablascope.core.scene.theme import Theme

_LEAF = "#2f9e6b"
"""What leaves are tinted with: the ground of their cards is too weak to be told apart when it is small."""

_WEAKEST = 0.25
"""How orange the smallest gradient is."""


@dataclass(frozen=True, slots=True)
class Look:
    """A card: its ground and border, and both in one where it is too small for a border."""

    ground: Colour
    border: Colour
    block: Colour


@cache
def looks(theme: Theme) -> tuple[Look, ...]:
    """By place in `LOOKS`."""
    border, paper = mixed(theme.border, theme.muted, 0.25), theme.paper
    block = mixed(theme.border, theme.muted, 0.35)
    by_name = {
        "op": Look(theme.panel, border, block),
        "leaf": Look(theme.leaf, mixed(border, _LEAF, 0.45), mixed(block, _LEAF, 0.6)),
        "constant": Look(theme.constant, theme.border, theme.border),
        "cut": Look(paper, theme.muted, theme.muted),
        "group": Look(theme.field, theme.muted, mixed(theme.border, theme.muted, 0.7)),
        "unreached": Look(paper, theme.line, theme.line),
        "failed": Look(theme.error_wash, theme.error, theme.error),
    }
    return tuple(by_name[name] for name in LOOKS)


@cache
def waiting(theme: Theme) -> Look:
    """Of a node that has not run yet."""
    return Look(theme.paper, theme.line, theme.line)


@cache
def strengths(theme: Theme) -> tuple[Colour, ...]:
    """Of a line a pixel wide, by strength; without a scale it is the more orange, the stronger."""
    steps = (_WEAKEST + (1.0 - _WEAKEST) * level / (LEVELS - 1) for level in range(LEVELS))
    mix = tuple(mixed(theme.edge, theme.gradient, step) for step in steps)
    levels = theme.gradient_scale if theme.coloured else mix
    return theme.edge_outside, *levels, share_colour(theme, EVEN), share_colour(theme, BAD)
