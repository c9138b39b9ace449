"""The legend of coloured gradients: a bar from the smallest share to the largest, with three numbers."""

from collections.abc import Iterator
from dataclasses import replace

from nablascope.core.scene.display_list import SHARP, Anchor, Box, DisplayList, Item, Label, Pen
from nablascope.core.scene.numbers import number
from nablascope.core.scene.strength import EVEN, LEVELS, Range, share_colour
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.type_scale import BADGE, MEDIUM

WIDTH, HEIGHT = 216.0, 54.0

_INSET = 16.0
_RADIUS = 8.0
_TITLE_BASELINE, _BAR_TOP, _BAR_HEIGHT, _TICK_BASELINE = 16.0, 22.0, 8.0, 44.0
_STEP = (WIDTH - 2 * _INSET) / LEVELS
_TICKS: tuple[tuple[int, float, Anchor], ...] = (
    (1, 0.0, "start"),
    (3, 0.5, "middle"),
    (5, 1.0, "end"),
)
"""Levels with a number, each under its step: where along the bar, and which end of the number is there."""

_DIGITS = 8
"""Characters of a number."""

_GAP = 16.0
"""Between an exported picture and its legend."""


def legend(shares: Range, theme: Theme, left: float = 0.0, top: float = 0.0) -> list[Item]:
    """The legend of shares of that range, its corner there; nothing where nothing is coloured."""
    if not theme.coloured or shares.most == 0.0:
        return []
    ground = Box(left + SHARP, top + SHARP, WIDTH - 1, HEIGHT - 1, _RADIUS, theme.panel, Pen(theme.line, 1.0))
    at = left + _INSET, top
    title = Label(
        at[0], top + _TITLE_BASELINE, "size of each gradient share", "ui", BADGE, MEDIUM, theme.muted
    )
    return [ground, title, *(_even if shares.even else _levels)(shares, theme, *at)]


def with_legend(picture: DisplayList, shares: Range, theme: Theme) -> DisplayList:
    """A picture that others look at, with the legend in its lower left corner, under the graph."""
    items = legend(shares, theme, 0.0, picture.height + _GAP)
    if not items:
        return picture
    width, height = max(picture.width, WIDTH), picture.height + _GAP + HEIGHT
    return replace(picture, items=(*picture.items, *items), width=width, height=height)


def _levels(shares: Range, theme: Theme, left: float, top: float) -> Iterator[Item]:
    for level in range(1, LEVELS + 1):
        x = left + (level - 1) * _STEP
        yield Box(x, top + _BAR_TOP, _STEP, _BAR_HEIGHT, 0.0, share_colour(theme, level), None)
    for level, along, anchor in _TICKS:
        size = shares.most * 10.0 ** (level - LEVELS)
        yield _tick(left + along * LEVELS * _STEP, top, size, theme, anchor)


def _even(shares: Range, theme: Theme, left: float, top: float) -> Iterator[Item]:
    """All shares are alike: one colour, one number."""
    width = LEVELS * _STEP
    yield Box(left, top + _BAR_TOP, width, _BAR_HEIGHT, 0.0, share_colour(theme, EVEN), None)
    yield _tick(left + width, top, shares.most, theme, "end")


def _tick(x: float, top: float, size: float, theme: Theme, anchor: Anchor) -> Label:
    text = number(size, _DIGITS)
    return Label(x, top + _TICK_BASELINE, text, "mono", BADGE, MEDIUM, theme.ink, anchor)
