"""The display list: everything a painter or the SVG writer needs, and nothing it must look up."""

from dataclasses import dataclass
from typing import Literal

from nablascope.core.layout.layout import Point

Colour = str
"""``#rrggbb``."""

Face = Literal["ui", "mono"]
Anchor = Literal["start", "middle", "end"]

SHARP = 0.5
"""Puts a line of width 1 on whole pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class Pen:
    """A stroke; `dash` is on and off lengths in scene units."""

    colour: Colour
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with rounded corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: Colour | None
    pen: Pen | None


@dataclass(frozen=True, slots=True)
class Curve:
    """A start point, then three points a cubic Bézier segment."""

    points: tuple[Point, ...]
    pen: Pen


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; (x, y) is on the baseline at the anchor, `size` is the em in scene units."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    weight: int
    colour: Colour
    anchor: Anchor = "start"


Item = Box | Curve | Label


@dataclass(frozen=True, slots=True)
class DisplayList:
    """Items back to front, and the extent they fill from (0, 0)."""

    items: tuple[Item, ...]
    width: float
    height: float
    background: Colour
