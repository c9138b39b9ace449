"""Frames: around what an open group holds, behind everything, with its name."""

from collections.abc import Iterator

from nablascope.core.graph.columns import LIST
from nablascope.core.layout.dimensions import FRAME_TOP
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.colours import mixed
from nablascope.core.scene.display_list import SHARP, Box, Item, Label, Pen
from nablascope.core.scene.text import UI_ADVANCE, elided
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.type_scale import CHIP, MEDIUM

_RADIUS = 12.0
_INSET = 14.0
_BASELINE = 22.0
_TINT = 0.03
"""How far the ground has gone from the paper towards the ink of words, for itself and each frame around."""

_DEEPEST = 4
"""Frames within frames; what is within more looks the same."""

CLOSE_SIGN = "−"
"""Before the name: a click there closes the group."""


def frames(layout: Layout, theme: Theme) -> list[Item]:
    """Every frame, the outer ones first."""
    return [item for number in range(len(layout.frame_keys)) for item in frame(layout, theme, number)]


def frame(layout: Layout, theme: Theme, number: int) -> Iterator[Item]:
    """One of them."""
    key, label = layout.frame_keys[number], layout.frame_labels[number]
    (x, y), (width, height) = layout.frame_corners[number], layout.frame_sizes[number]
    ground = mixed(theme.paper, theme.muted, _TINT * (1 + min(key.count(LIST), _DEEPEST)))
    sharp = x + SHARP, y + SHARP, width - 2 * SHARP, height - 2 * SHARP
    yield Box(*sharp, _RADIUS, ground, Pen(theme.border, 1.0))
    text = elided(f"{CLOSE_SIGN} {label}", int((width - 2 * _INSET) / (CHIP * UI_ADVANCE)))
    yield Label(x + _INSET, y + _BASELINE, text, "ui", CHIP, MEDIUM, theme.muted)


def frame_title_at(layout: Layout, x: float, y: float) -> int | None:
    """The innermost frame whose name is at a place of the scene, or None."""
    rows = list(zip(layout.frame_corners, layout.frame_sizes, strict=True))
    for frame, ((left, top), (width, _)) in reversed(list(enumerate(rows))):
        if left <= x <= left + width and top <= y <= top + FRAME_TOP:
            return frame
    return None
