"""Trace files: a trace's columns as compressed MessagePack, readable without torch, with no pickles in it.

The first bytes are `MAGIC`, then the version of the format (two bytes) and the length of the columns before
compression (eight bytes), both little-endian, then the columns, compressed by zlib. Numbers in columns are
little-endian.
"""

import os
import sys
import zlib
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from struct import Struct
from tempfile import NamedTemporaryFile

import msgspec

from nablascope.core.graph.check import DamagedTraceError, check
from nablascope.core.graph.trace import Trace

MAGIC = b"\x93NABLATRACE\n"
VERSION = 1
SUFFIX = ".nablatrace"
LARGEST = 1 << 30
"""Bytes of columns; a longer file is refused."""

_HEADER = Struct("<HQ")
_FASTEST = 1


class TraceFileError(ValueError):
    """The file is no trace, or a damaged one; the text says what to do."""


def save_trace(trace: Trace, path: str | Path) -> None:
    """Writes a trace, whole or not at all.

    Raises:
        OSError: if the file cannot be written, or this machine orders bytes the other way.
        TraceFileError: if the trace is longer than `LARGEST`.
    """
    _write(Path(path), encode_trace(trace))


def load_trace(path: str | Path) -> Trace:
    """Reads what `save_trace` wrote, and checks every row.

    Raises:
        OSError: if the file cannot be read, or this machine orders bytes the other way.
        TraceFileError: if it is no trace file, a damaged one, or of a newer version.
    """
    with Path(path).open("rb") as file:
        return decode_trace(file.read(LARGEST + 1))


def encode_trace(trace: Trace) -> bytes:
    """The bytes of a trace file; see the module."""
    _demand_little_endian()
    columns = msgspec.msgpack.encode(_plain(trace))
    if len(columns) > LARGEST:
        raise TraceFileError(f"the trace takes {len(columns)} bytes, over {LARGEST}; record fewer operations")
    return MAGIC + _HEADER.pack(VERSION, len(columns)) + zlib.compress(columns, _FASTEST)


def decode_trace(data: bytes) -> Trace:
    """The trace of the bytes of a trace file.

    Raises:
        TraceFileError: if they are no trace.
    """
    _demand_little_endian()
    if not data.startswith(MAGIC) or len(data) < len(MAGIC) + _HEADER.size:
        raise TraceFileError(f"this is no trace file; choose one that Trace.save wrote, ending in {SUFFIX}")
    version, length = _HEADER.unpack_from(data, len(MAGIC))
    if version > VERSION:
        raise TraceFileError(f"this trace file is of version {version}; a newer Nablascope is needed")
    columns = _decompressed(data[len(MAGIC) + _HEADER.size :], length)
    try:
        trace = msgspec.msgpack.decode(columns, type=Trace)
        check(trace)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, DamagedTraceError) as error:
        raise _damaged(str(error)) from error
    return trace


def _plain(trace: Trace) -> dict[str, object]:
    """Also of a subclass, its columns alone."""
    return {field.name: getattr(trace, field.name) for field in fields(Trace)}


def _decompressed(data: bytes, length: int) -> bytes:
    if length > LARGEST:
        raise TraceFileError(f"this trace takes {length} bytes, over {LARGEST}; record fewer operations")
    stream = zlib.decompressobj()
    try:
        columns = stream.decompress(data, length + 1)
    except zlib.error as error:
        raise _damaged(str(error)) from error
    if len(columns) != length:
        raise _damaged("its length is another than it says")
    return columns


def _damaged(why: str) -> TraceFileError:
    return TraceFileError(f"this trace file is damaged ({why}); save the trace again")


def _demand_little_endian() -> None:
    if sys.byteorder != "little":
        raise OSError("trace files are for little-endian machines, and this one orders bytes the other way")


def _write(path: Path, data: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(data)
            file.close()
            os.replace(file.name, path)  # noqa: PTH105
        except BaseException:
            file.close()
            with suppress(OSError):
                Path(file.name).unlink()
            raise
