"""How far the writing of an animation is, and how it is stopped."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import length_hint
from typing import TypeVar

Item = TypeVar("Item")


class Cancelled(Exception):
    """The writing was stopped; nothing is left of it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The frame at work.

    Attributes:
        doing: in one word.
        frame: from 1.
        frames: how many there are, or None while unknown.
        share: of all the work, from 0 to 1, or None while unknown.
    """

    doing: str
    frame: int
    frames: int | None
    share: float | None

    def __str__(self) -> str:
        of = "" if self.frames is None else f" of {self.frames}"
        return f"{self.doing} frame {self.frame}{of}"


Watch = Callable[[Progress], bool]
"""Told of every frame at its turn; False stops the writing."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the work: what is done, and which part of the whole it is."""

    doing: str
    begins: float = 0.0
    ends: float = 1.0

    def share(self, done: int, frames: int | None) -> float | None:
        """Of all the work, when so many of its frames are done."""
        return None if frames is None else self.begins + (self.ends - self.begins) * min(1.0, done / frames)


def watched(items: Iterable[Item], stage: Stage, watch: Watch, frames: int | None = None) -> Iterator[Item]:
    """`items`, one a frame, each announced before it is passed on.

    Args:
        items: what to go through.
        stage: what is done with them.
        watch: told of each.
        frames: how many there are, where `items` cannot say it.

    Raises:
        Cancelled: if `watch` says so.
    """
    frames = frames or length_hint(items) or None
    for number, item in enumerate(items, start=1):
        if not watch(Progress(stage.doing, number, frames, stage.share(number - 1, frames))):
            raise Cancelled
        yield item
