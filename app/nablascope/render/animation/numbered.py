"""A folder of numbered PNG pictures, for other programs to put together."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from PySide6.QtGui import QImage

from nablascope.render.animation.changes import picture_of
from nablascope.render.animation.png import png
from nablascope.render.animation.settings import Settings
from nablascope.render.animation.timing import at_rate


def write_numbered(frames: Iterable[tuple[QImage, float]], folder: Path, settings: Settings) -> None:
    """Writes ``NAME_0001.png`` and on into the new `folder` NAME; a frame that stays comes several times.

    Raises:
        OSError: if one cannot be written.
    """
    folder.mkdir()
    numbers = count(1)
    for frame, repeats in at_rate(frames, settings.fps):
        data = png(picture_of(frame))
        for _ in range(repeats):
            (folder / f"{folder.name}_{next(numbers):04d}.png").write_bytes(data)
