"""APNG, frame by frame; a reader that knows only PNG shows the first."""

from collections.abc import Iterator
from itertools import chain, count
from struct import pack

from nablascope.render.animation.changes import Change
from nablascope.render.animation.container import Container
from nablascope.render.animation.painted import Painted
from nablascope.render.animation.palette import Palette, indexed
from nablascope.render.animation.png import SIGNATURE, chunk, packed
from nablascope.render.animation.settings import Settings
from nablascope.render.animation.timing import ticks

_INDEXED_OF_8_BITS = (8, 3, 0, 0, 0)
_STAYS, _OVER = 0, 1
"""The disposal of a frame that the next one is painted over, and a blend that lets it through."""

_BEST = 9
_MS = 1000
_SHORTEST, _LONGEST = 1, 65_535
"""Milliseconds."""


def _header(painted: Painted, settings: Settings) -> bytes:
    size = pack(">IIBBBBB", settings.width, settings.height, *_INDEXED_OF_8_BITS)
    control = pack(">II", len(painted.changes), 0 if settings.loop else 1)
    palette = bytes(chain((0, 0, 0), *painted.palette))
    chunks = ((b"IHDR", size), (b"acTL", control), (b"PLTE", palette), (b"tRNS", b"\0"))
    return SIGNATURE + b"".join(chunk(*each) for each in chunks)


def _frames(painted: Painted) -> Iterator[bytes]:
    numbers, delays = count(), ticks(painted.seconds, _MS, _SHORTEST, _LONGEST)
    for place, (change, delay) in enumerate(zip(painted.changes, delays, strict=True)):
        control = chunk(b"fcTL", _control(next(numbers), change, delay))
        data = _data(change, painted.palette)
        yield control + (chunk(b"fdAT", pack(">I", next(numbers)) + data) if place else chunk(b"IDAT", data))


def _control(number: int, change: Change, delay: int) -> bytes:
    place = (change.width, change.height, change.left, change.top)
    return pack(">IIIIIHHBB", number, *place, delay, _MS, _STAYS, _OVER)


def _data(change: Change, palette: Palette) -> bytes:
    return packed(indexed(change, palette), _BEST)


APNG = Container(_header, _frames, chunk(b"IEND"))
