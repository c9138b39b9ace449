"""`Container`: what the kinds of animated pictures differ in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nablascope.render.animation.painted import Painted
from nablascope.render.animation.settings import Settings


@dataclass(frozen=True, slots=True)
class Container:
    """A file's three parts: how it begins, a piece for each frame, and how it ends."""

    header: Callable[[Painted, Settings], bytes]
    frames: Callable[[Painted], Iterator[bytes]]
    end: bytes
