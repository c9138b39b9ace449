"""What every exported picture has in common: a margin, and paper or nothing behind it."""

from dataclasses import dataclass
from typing import Literal

from nablascope.core.scene.display_list import Colour, DisplayList

Background = Literal["paper", "transparent"]

MARGIN = 24.0


@dataclass(frozen=True, slots=True)
class Page:
    """A picture's extent in scene units, its margin included, and its ground; None is transparent."""

    width: float
    height: float
    ground: Colour | None


def page_of(display_list: DisplayList, background: Background) -> Page:
    """The page `display_list` is exported on."""
    ground = display_list.background if background == "paper" else None
    return Page(display_list.width + 2 * MARGIN, display_list.height + 2 * MARGIN, ground)
