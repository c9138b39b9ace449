"""A film painted once, before its palette is known: what each frame changes."""

from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image
from PySide6.QtGui import QImage

from nablascope.render.animation.changes import Change, changes, picture_of
from nablascope.render.animation.palette import Palette, Tally


@dataclass(frozen=True, slots=True)
class Painted:
    """The frames of a film.

    Attributes:
        changes: one a frame; the first is all of the picture.
        seconds: how long each stays.
        palette: the colours of all of them.
    """

    changes: tuple[Change, ...]
    seconds: tuple[float, ...]
    palette: Palette


def painted(frames: Iterable[tuple[QImage, float]]) -> Painted:
    """Keeps what `frames`, pictures and their seconds, change."""
    tally, kept, times = Tally(), list[Change](), list[float]()

    def pictures() -> Iterable[Image.Image]:
        for frame, seconds in frames:
            times.append(seconds)
            yield picture_of(frame)

    for change, new in changes(pictures()):
        tally.add(new)
        kept.append(change)
    return Painted(tuple(kept), tuple(times), tally.palette())
