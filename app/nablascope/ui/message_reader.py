"""`MessageReader`: checked messages from a stream of bytes; the window stays alive over large ones."""

from PySide6.QtCore import QObject, QThreadPool, Signal

from nablascope.core.wire.codec import FrameCutter, WireError, decode_from_engine
from nablascope.ui.beside import beside_the_window

LARGE = 1 << 18
"""Bytes; a longer message is decoded and checked beside the window: 0.1 s for 30,000 nodes."""

MOST = 1 << 26
"""Bytes of one message; about 200,000 nodes. Whatever is more could stop the window while it is decoded."""


class _Relay(QObject):
    """Carries a message from a thread; nobody owns it, so that it outlives the process it came from."""

    decoded = Signal(object)


class MessageReader(QObject):
    """Takes bytes as they come and gives messages in their order.

    Signals:
        arrived: a message.
        failed: why what arrived is no message; nothing is read after it.
    """

    arrived = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cutter = FrameCutter(MOST)
        self._waiting: list[bytes] = []
        self._is_decoding = False
        self._relay = _Relay()
        self._relay.decoded.connect(self._on_decoded)

    def feed(self, data: bytes) -> None:
        """Takes the next bytes."""
        try:
            self._waiting += self._cutter.feed(data)
        except WireError as error:
            self.failed.emit(str(error))
        self._go_on()

    def _go_on(self) -> None:
        """Small messages at once; one that is large, and those behind it, when it is decoded."""
        while self._waiting and not self._is_decoding:
            body = self._waiting.pop(0)
            if len(body) > LARGE:
                self._is_decoding = True
                self._read_beside(body)
            else:
                self._hand_on(_decoded(body))

    def _read_beside(self, body: bytes) -> None:
        relay = self._relay
        QThreadPool.globalInstance().start(lambda: relay.decoded.emit(_decoded_beside(body)))

    def _on_decoded(self, message: object) -> None:
        self._is_decoding = False
        self._hand_on(message)
        self._go_on()

    def _hand_on(self, message: object) -> None:
        if isinstance(message, WireError):
            self._waiting.clear()
            self.failed.emit(str(message))
        else:
            self.arrived.emit(message)


def _decoded(body: bytes) -> object:
    """The message, or the error that it is none."""
    try:
        return decode_from_engine(body)
    except WireError as error:
        return error


def _decoded_beside(body: bytes) -> object:
    with beside_the_window():
        return _decoded(body)
