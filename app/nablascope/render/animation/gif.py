"""GIF, frame by frame: Pillow's own writer keeps all of them in memory."""

from collections.abc import Iterator
from itertools import chain
from struct import pack

from PIL import GifImagePlugin, Image

from nablascope.render.animation.changes import Change
from nablascope.render.animation.container import Container
from nablascope.render.animation.painted import Painted
from nablascope.render.animation.palette import COLOURS, TRANSPARENT, Palette, indexed
from nablascope.render.animation.settings import HUNDREDTHS, SHORTEST_DELAY, Settings
from nablascope.render.animation.timing import ticks

_GLOBAL_PALETTE_OF_256 = 0xF7
_FOREVER = b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
_END = b";"
_STAYS = 1
"""The disposal of a frame that the next one is painted over."""

_MS_A_HUNDREDTH = 10
_LONGEST_DELAY = 65_535
"""Hundredths of a second."""


def _header(painted: Painted, settings: Settings) -> bytes:
    size = pack("<HHBBB", settings.width, settings.height, _GLOBAL_PALETTE_OF_256, 0, 0)
    table = bytes(chain((0, 0, 0), *painted.palette)).ljust(3 * COLOURS, b"\0")
    return b"GIF89a" + size + table + (_FOREVER if settings.loop else b"")


def _frames(painted: Painted) -> Iterator[bytes]:
    delays = ticks(painted.seconds, HUNDREDTHS, SHORTEST_DELAY, _LONGEST_DELAY)
    for change, delay in zip(painted.changes, delays, strict=True):
        yield _frame(change, delay, painted.palette)


def _frame(change: Change, delay: int, palette: Palette) -> bytes:
    size, corner = (change.width, change.height), (change.left, change.top)
    picture = Image.frombytes("P", size, b"".join(indexed(change, palette)))
    said = {"duration": delay * _MS_A_HUNDREDTH, "disposal": _STAYS, "transparency": TRANSPARENT}
    return b"".join(GifImagePlugin.getdata(picture, corner, **said))


GIF = Container(_header, _frames, _END)
