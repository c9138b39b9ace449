"""What changes from frame to frame: a rectangle, and in it the pixels that are new."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

from PIL import Image, ImageChops
from PySide6.QtGui import QImage

_NOWHERE = (0, 0, 1, 1)
"""A frame that changes nothing still has its time, and no format has empty rectangles."""

_FAST = 1

Rectangle = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels; the last two are outside."""


@dataclass(frozen=True, slots=True)
class Change:
    """The pixels that a frame changes in the one before it.

    Attributes:
        left, top, width, height: where, in pixels.
        packed: RGBA rows, deflated, so that a whole film fits into memory; what stays is transparent.
    """

    left: int
    top: int
    width: int
    height: int
    packed: bytes

    def pixels(self) -> bytes:
        """RGBA rows."""
        return zlib.decompress(self.packed)


def picture_of(frame: QImage) -> Image.Image:
    """A frame, RGBX of one byte each, as Pillow's."""
    size = frame.width(), frame.height()
    return Image.frombytes("RGB", size, bytes(frame.constBits()), "raw", "RGBX", frame.bytesPerLine(), 1)


def changes(pictures: Iterable[Image.Image]) -> Iterator[tuple[Change, Image.Image]]:
    """Each picture's change, the first one's being all of it, and the same as RGBA."""
    before: Image.Image | None = None
    for picture in pictures:
        box = (0, 0, *picture.size) if before is None else _changed(before, picture)
        new = (
            picture.crop(box).convert("RGBA") if before is None else _new(before.crop(box), picture.crop(box))
        )
        yield Change(box[0], box[1], *new.size, zlib.compress(new.tobytes(), _FAST)), new
        before = picture


def _changed(before: Image.Image, now: Image.Image) -> Rectangle:
    return ImageChops.difference(before, now).getbbox() or _NOWHERE


def _new(before: Image.Image, now: Image.Image) -> Image.Image:
    """`now`, transparent and black where `before` is the same."""
    bands = ImageChops.difference(before, now).split()
    mask = reduce(ImageChops.lighter, bands).point([0, *[255] * 255])
    return Image.composite(now.convert("RGBA"), Image.new("RGBA", now.size, (0, 0, 0, 0)), mask)
