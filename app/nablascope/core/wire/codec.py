"""Length-prefixed MessagePack frames: four bytes, big-endian, then the message.

Never pickle: a message is checked against its schema on arrival and capped in size, so that a
compromised engine cannot own the window.
"""

import struct
from typing import Generic, TypeVar

import msgspec

from nablascope.core.graph.check import DamagedTraceError, check
from nablascope.core.timeline.check import check_timeline
from nablascope.core.wire.messages import FromEngine, Reply, ToEngine

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
        WireError: if it is longer than `MAX_FRAME`.
    """
    body = _encoder.encode(message)
    if len(body) > MAX_FRAME:
        raise WireError(f"a message of {len(body)} bytes is over the limit of {MAX_FRAME}")
    return _PREFIX.pack(len(body)) + body


class FrameReader(Generic[Message]):
    """Cuts a stream of bytes, arriving in any pieces, into checked messages."""

    def __init__(self, decoder: msgspec.msgpack.Decoder[Message]) -> None:
        self._decoder = decoder
        self._pending = bytearray()

    def feed(self, data: bytes) -> list[Message]:
        """Takes the next bytes; gives the messages they complete.

        Raises:
            WireError: on a frame over `MAX_FRAME` or one that does not fit the schema.
        """
        self._pending += data
        messages: list[Message] = []
        while (body := self._take()) is not None:
            messages.append(self._decode(body))
        return messages

    def _take(self) -> bytes | None:
        if len(self._pending) < _PREFIX.size:
            return None
        (length,) = _PREFIX.unpack_from(self._pending)
        if length > MAX_FRAME:
            raise WireError(f"a frame of {length} bytes is over the limit of {MAX_FRAME}")
        end = _PREFIX.size + length
        if len(self._pending) < end:
            return None
        body = bytes(self._pending[_PREFIX.size : end])
        del self._pending[:end]
        return body

    def _decode(self, body: bytes) -> Message:
        try:
            message = self._decoder.decode(body)
            if isinstance(message, Reply) and message.trace is not None:
                check(message.trace)
                if message.timeline is not None:
                    check_timeline(message.timeline, message.trace)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, DamagedTraceError) as error:
            raise WireError(f"a message does not fit the schema: {error}") from error
        return message


def engine_reader() -> FrameReader[FromEngine]:
    """Reads what an engine sends."""
    return FrameReader(msgspec.msgpack.Decoder(FromEngine))


def client_reader() -> FrameReader[ToEngine]:
    """Reads what a client sends."""
    return FrameReader(msgspec.msgpack.Decoder(ToEngine))
