"""PNG's own bytes, which zlib packs beside the window; Qt and Pillow would hold it up."""

import zlib
from collections.abc import Iterable
from struct import pack

from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_NO_FILTER = b"\0"
"""What compresses flat colours best."""

_TRUECOLOUR_OF_8_BITS = (8, 2, 0, 0, 0)
_USUAL = 6


def chunk(name: bytes, data: bytes = b"") -> bytes:
    """A chunk with its length and its checksum."""
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def packed(rows: Iterable[bytes], level: int = _USUAL) -> bytes:
    """The rows of a picture, as IDAT holds them."""
    return zlib.compress(b"".join(_NO_FILTER + row for row in rows), level)


def png(picture: Image.Image) -> bytes:
    """An RGB picture as a file."""
    pixels, stride = picture.tobytes(), 3 * picture.width
    rows = (pixels[start : start + stride] for start in range(0, len(pixels), stride))
    header = pack(">IIBBBBB", *picture.size, *_TRUECOLOUR_OF_8_BITS)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", packed(rows)) + chunk(b"IEND")
