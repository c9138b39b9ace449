"""What can be chosen about an animation's file."""

from dataclasses import dataclass
from typing import Literal, get_args

from nablascope.render.frame import USUAL_SIZE

Format = Literal["gif", "apng", "mp4", "webm", "frames"]
"""``frames`` is a folder of numbered PNG pictures."""

FORMATS: tuple[Format, ...] = get_args(Format)
VIDEOS: tuple[Format, ...] = ("mp4", "webm")
LOOPING: tuple[Format, ...] = ("gif", "apng")
"""Those that say themselves whether they begin again."""

SLOWEST, USUAL_FPS, FASTEST = 5, 20, 60
SMALLEST_SIDE, LARGEST_SIDE = 64, 4096
"""Pixels; H.264 goes no further."""

HUNDREDTHS = 100
"""A second in the units of a GIF."""

SHORTEST_DELAY = 2
"""Hundredths of a second; browsers take a shorter one for ten."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a film is written, as its format can have it; `settings_for` makes them.

    Attributes:
        format: the kind of file.
        width: pixels.
        height: pixels.
        fps: frames a second, of the film and of its file.
        loop: begin again at the end, of `LOOPING`.
    """

    format: Format
    width: int
    height: int
    fps: float
    loop: bool


def settings_for(
    format: Format, size: tuple[int, int] = USUAL_SIZE, fps: int = USUAL_FPS, loop: bool = True
) -> Settings:
    """What comes next to a wish: a GIF counts in hundredths of a second, and video has even sides."""
    odd = 1 if format in VIDEOS else 0
    width, height = (side + side % 2 * odd for side in size)
    return Settings(format, width, height, _rate(format, fps), loop)


def _rate(format: Format, fps: int) -> float:
    if format != "gif":
        return float(fps)
    return HUNDREDTHS / max(SHORTEST_DELAY, round(HUNDREDTHS / fps))
