"""Badges: small labels over a card's lower edge, for what a reader must not overlook."""

from dataclasses import dataclass
from typing import Literal

from nablascope.core.graph.marks import FIRST_BAD, INFINITE, NAN
from nablascope.core.graph.trace import Node
from nablascope.core.layout.layout import Point
from nablascope.core.scene.display_list import SHARP, Box, Colour, Item, Label, Pen
from nablascope.core.scene.mark_words import ALARMING, BADGES
from nablascope.core.scene.numbers import preview
from nablascope.core.scene.rectangles import Rectangle
from nablascope.core.scene.roles import Role
from nablascope.core.scene.text import UI_ADVANCE, cells, elided
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.type_scale import BADGE, MEDIUM

HEIGHT = 16.0
OVERLAP = 4.0
"""How much of a badge lies on its card."""

_INSET = 6.0
_GAP = 4.0
_PADDING = 5.0
_BASELINE = 11.5
_LONGEST = 14

_OUTPUT = "output"

Tone = Literal["calm", "alarm", "output"]


@dataclass(frozen=True, slots=True)
class Badge:
    """A few words; its shape goes with its tone: round, square, or strongly outlined."""

    text: str
    tone: Tone


def badges_of(node: Node, role: Role) -> tuple[Badge, ...]:
    """The badges of a node, what is most urgent first."""
    stopped = [Badge("stopped", "alarm")] if role.failed else []
    marks = [mark for mark in node.marks if mark in BADGES]
    if FIRST_BAD in marks:
        marks = [mark for mark in marks if mark not in (NAN, INFINITE)]
    marks.sort(key=lambda mark: mark not in ALARMING)
    told = [Badge(BADGES[mark], "alarm" if mark in ALARMING else "calm") for mark in marks]
    hooks = (
        [Badge("hook" if len(node.hooks) == 1 else f"{len(node.hooks)} hooks", "calm")] if node.hooks else []
    )
    return (*stopped, *told, *hooks, *_accumulated(node))


def _accumulated(node: Node) -> list[Badge]:
    """A leaf's ``grad`` where it is not what this pass brought alone."""
    total = node.accumulated
    if total is None or total.shape:
        return []
    return [Badge(f".grad {preview(total, _LONGEST - len('.grad '))}", "calm")]


def output_badge(node: Node, role: Role) -> Badge | None:
    """Says that a gradient starts here; with the output's name where the card does not have it."""
    if not role.outputs:
        return None
    crowded = bool(badges_of(node, role))
    others = (_said(name) for name in role.outputs if name != node.name)
    names = "" if crowded else ", ".join(filter(None, others))
    return Badge(elided(f"{_OUTPUT} {names}".strip(), _LONGEST), "output")


def _said(name: str) -> str:
    """What is to be said of an output beside that word, which is also the name of one without a name."""
    first, _, number = name.partition(" ")
    return number if first == _OUTPUT else name


def badge_row(node: Node, role: Role, corner: Point, size: Point) -> list[tuple[Badge, Rectangle]]:
    """Every badge of a card with its place: marks from the left, the output at the right."""
    top = corner[1] + size[1] - OVERLAP
    left, right = corner[0] + _INSET, corner[0] + size[0] - _INSET
    row: list[tuple[Badge, Rectangle]] = []
    output = output_badge(node, role)
    if output is not None:
        right -= _width(output)
        row.append((output, _place(right, top, output)))
        right -= _GAP
    for badge in _that_fit(badges_of(node, role), right - left):
        row.append((badge, _place(left, top, badge)))
        left += _width(badge) + _GAP
    return row


def draw_badge(badge: Badge, place: Rectangle, theme: Theme) -> list[Item]:
    """The badge's ground and its words."""
    ink, ground, border = _colours(badge.tone, theme)
    radius = 3.0 if badge.tone == "alarm" else HEIGHT / 2
    middle = (place.left + place.right) / 2
    return [
        Box(place.left, place.top, place.right - place.left, HEIGHT, radius, ground, Pen(border, 1.0)),
        Label(middle, place.top + _BASELINE, badge.text, "ui", BADGE, MEDIUM, ink, "middle"),
    ]


def _that_fit(badges: tuple[Badge, ...], room: float) -> tuple[Badge, ...]:
    """As many as there is room for, and how many more there are."""
    for shown in range(len(badges), 0, -1):
        rest = len(badges) - shown
        row = (*badges[:shown], *([Badge(f"+{rest}", "calm")] if rest else []))
        if sum(map(_width, row)) + _GAP * (len(row) - 1) <= room:
            return row
    return badges[:1]


def _width(badge: Badge) -> float:
    return float(round(cells(badge.text) * BADGE * UI_ADVANCE + 2 * _PADDING))


def _place(left: float, top: float, badge: Badge) -> Rectangle:
    left, top = round(left) + SHARP, round(top) + SHARP
    return Rectangle(left, top, left + _width(badge), top + HEIGHT)


def _colours(tone: Tone, theme: Theme) -> tuple[Colour, Colour, Colour]:
    """Text, ground and border."""
    if tone == "alarm":
        return theme.error, theme.error_wash, theme.error
    if tone == "output":
        return theme.ink, theme.field, theme.ink
    return theme.muted, theme.panel, theme.border
