"""Length-prefixed MessagePack frames: four bytes, big-endian, then the message.

Never pickle: a message is checked against its schema on arrival and capped in size, so that a
compromised engine cannot own the window.
"""

import struct
from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from nablascope.core.graph.check import DamagedTraceError, check
from nablascope.core.layout.check import check_layout
from nablascope.core.timeline.check import check_timeline
from nablascope.core.wire.messages import FromEngine, Ready, Reply, ToEngine

MAX_FRAME = 1 << 28
"""Bytes; a longer frame is refused unread."""

_PREFIX = struct.Struct(">I")
_encoder = msgspec.msgpack.Encoder()

Message = TypeVar("Message")


class WireError(Exception):
    """The other side sent something that is not a message."""


def frame(message: ToEngine | FromEngine) -> bytes:
    """`message` as one frame.

    Raises:
        WireError: if it is longer than `MAX_FRAME`, or holds what no message can.
    """
    try:
        body = _encoder.encode(message)
    except (TypeError, ValueError, OverflowError) as error:
        raise WireError(f"a message cannot be written: {error}") from error
    if len(body) > MAX_FRAME:
        raise WireError(f"a message of {len(body)} bytes is over the limit of {MAX_FRAME}")
    return _PREFIX.pack(len(body)) + body


class FrameCutter:
    """Cuts a stream of bytes, arriving in any pieces, into the bodies of frames.

    Args:
        most: bytes of a body; a longer one is refused unread.
    """

    def __init__(self, most: int = MAX_FRAME) -> None:
        self._most = most
        self._pending = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Takes the next bytes; gives the bodies they complete.

        Raises:
            WireError: on a frame over the limit.
        """
        self._pending += data
        bodies: list[bytes] = []
        while (body := self._take()) is not None:
            bodies.append(body)
        return bodies

    def _take(self) -> bytes | None:
        if len(self._pending) < _PREFIX.size:
            return None
        (length,) = _PREFIX.unpack_from(self._pending)
        if length > self._most:
            raise WireError(f"a frame of {length} bytes is over the limit of {self._most}")
        end = _PREFIX.size + length
        if len(self._pending) < end:
            return None
        with memoryview(self._pending) as pending:
            body = bytes(pending[_PREFIX.size : end])
        del self._pending[:end]
        return body


class FrameReader(Generic[Message]):
    """Cuts a stream of bytes, arriving in any pieces, into checked messages."""

    def __init__(self, decode: Callable[[bytes], Message]) -> None:
        self._decode = decode
        self._cutter = FrameCutter()

    def feed(self, data: bytes) -> list[Message]:
        """Takes the next bytes; gives the messages they complete.

        Raises:
            WireError: on a frame over `MAX_FRAME` or one that does not fit the schema.
        """
        return [self._decode(body) for body in self._cutter.feed(data)]


_NONSENSE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, DamagedTraceError)
_from_engine = msgspec.msgpack.Decoder(Ready | Reply)
_to_engine = msgspec.msgpack.Decoder(ToEngine)


def _check(reply: Reply) -> None:
    """What a trace's layout and timeline are about must be in it."""
    if reply.trace is None:
        if (reply.layout, reply.timeline) != (None, None):
            raise DamagedTraceError("a layout or a timeline is of no trace")
        return
    check(reply.trace)
    if reply.layout is not None:
        check_layout(reply.layout, reply.trace)
    if reply.timeline is not None:
        check_timeline(reply.timeline, reply.trace)


def decode_from_engine(body: bytes) -> FromEngine:
    """The checked message in what an engine sent; in any thread.

    Raises:
        WireError: if it does not fit the schema.
    """
    try:
        message = _from_engine.decode(body)
        if isinstance(message, Reply):
            _check(message)
    except _NONSENSE as error:
        raise WireError(f"a message does not fit the schema: {error}") from error
    return message


def _decode_to_engine(body: bytes) -> ToEngine:
    try:
        return _to_engine.decode(body)
    except _NONSENSE as error:
        raise WireError(f"a message does not fit the schema: {error}") from error


def engine_reader() -> FrameReader[FromEngine]:
    """Reads what an engine sends."""
    return FrameReader(decode_from_engine)


def client_reader() -> FrameReader[ToEngine]:
    """Reads what a client sends."""
    return FrameReader(_decode_to_engine)
