"""One palette for all frames: a pixel that stays keeps its colour, and nothing flickers."""

from collections import Counter
from dataclasses import dataclass, field
from typing import cast

from PIL import Image
from PySide6.QtGui import QImage, qRgba

from nablascope.render.animation.changes import Change

COLOURS = 256
TRANSPARENT = 0
"""The entry for pixels that stay as they are."""

_ALIKE_BITS = 4
"""Colours that differ only in so many low bits of a channel are hardly told apart."""

_OWN = 48
"""Colours that are kept as they are: those of the theme, and the commonest edges of letters."""

Colour = tuple[int, int, int]
"""Red, green and blue."""

Palette = tuple[Colour, ...]
"""At most 255; their entries begin after `TRANSPARENT`."""


@dataclass(slots=True)
class Tally:
    """How often each colour occurs in a film."""

    counts: Counter[Colour] = field(default_factory=Counter[Colour])

    def add(self, picture: Image.Image) -> None:
        """Counts the pixels of an RGBA picture that are not transparent."""
        found = picture.getcolors(picture.width * picture.height)
        for count, (red, green, blue, alpha) in cast("list[tuple[int, tuple[int, int, int, int]]]", found):
            if alpha:
                self.counts[red, green, blue] += count

    def palette(self) -> Palette:
        """The commonest colours, for they are the picture's own; then the commonest of each look."""
        ranked = [colour for colour, _ in self.counts.most_common()]
        own, blends = ranked[:_OWN], ranked[_OWN:]
        looks = Counter[Colour]()
        places: list[tuple[int, int]] = []
        for rank, colour in enumerate(blends):
            places.append((looks[_look(colour)], rank))
            looks[_look(colour)] += 1
        return (*own, *(blends[rank] for _, rank in sorted(places)[: COLOURS - 1 - len(own)]))


def _look(colour: Colour) -> Colour:
    red, green, blue = (channel >> _ALIKE_BITS for channel in colour)
    return red, green, blue


def indexed(change: Change, palette: Palette) -> list[bytes]:
    """A change's rows of entries: `TRANSPARENT`, or one more than the place of the nearest colour.

    Qt converts, since Pillow takes colours for one that differ in their two lowest bits: paper would
    become white.
    """
    width, height = change.width, change.height
    table = [qRgba(0, 0, 0, 0), *(qRgba(*colour, 255) for colour in palette)]
    image = QImage(change.pixels(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
    entries = image.convertToFormat(QImage.Format.Format_Indexed8, table)
    rows, stride = bytes(entries.constBits()), entries.bytesPerLine()
    return [rows[start : start + width] for start in range(0, height * stride, stride)]
