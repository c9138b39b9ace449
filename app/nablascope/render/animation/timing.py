"""Times in whole ticks, as files count them."""

from collections.abc import Iterable, Iterator
from itertools import tee
from math import floor
from typing import TypeVar

Frame = TypeVar("Frame")

_ENDLESS = 1 << 62


def ticks(seconds: Iterable[float], rate: float, shortest: int, longest: int) -> Iterator[int]:
    """Each time in whole ticks of ``1 / rate`` seconds; what is rounded off one is given to the next.

    Args:
        seconds: the times.
        rate: ticks a second.
        shortest: the fewest ticks of one time.
        longest: the most.
    """
    wanted, told = 0.0, 0
    for time in seconds:
        wanted += rate * time
        here = min(max(floor(wanted + 0.5) - told, shortest), longest)
        told += here
        yield here


def at_rate(frames: Iterable[tuple[Frame, float]], fps: float) -> Iterator[tuple[Frame, int]]:
    """Frames with their seconds, as frames and how often each comes at so many a second."""
    pictures, times = tee(frames)
    repeats = ticks((seconds for _, seconds in times), fps, 0, _ENDLESS)
    return zip((picture for picture, _ in pictures), repeats, strict=True)
