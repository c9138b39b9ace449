"""The engine process: reads requests from standard input, writes replies to standard output."""

import os
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO

import torch
from msgspec.structs import replace

from nablascope.core.language.failure import Failure
from nablascope.core.wire.codec import WireError, client_reader, frame
from nablascope.core.wire.messages import Evaluate, Ready, Reply
from nablascope.engine.device import devices
from nablascope.engine.memory import limit_memory
from nablascope.engine.sandbox.seccomp import seal_limits
from nablascope.engine.session import answer

STACK_BYTES = 1 << 30
"""Torch 2.13 recurses when it frees a deep graph whose ``next_functions`` were walked."""

_CHUNK = 1 << 16


def main(*, confined: bool) -> int:
    """Serves one client; ends at once when the client goes, also in the middle of a run.

    Args:
        confined: whether this process is in the sandbox.

    Returns:
        The status of a process whose serving thread died; that thread's traceback is on standard error.
    """
    replies = _take_over_stdout()
    limit_memory(reserved=STACK_BYTES)
    if confined:
        seal_limits()
    requests: SimpleQueue[Evaluate] = SimpleQueue()
    threading.Thread(target=_receive_until_gone, args=(requests,), name="client", daemon=True).start()
    threading.stack_size(STACK_BYTES)
    server = threading.Thread(target=serve, args=(requests, replies, confined), name="engine", daemon=True)
    server.start()
    server.join()
    return 1


def _receive_until_gone(requests: "SimpleQueue[Evaluate]") -> None:
    try:
        receive(sys.stdin.fileno(), requests)
    except WireError as error:
        sys.stderr.write(f"the client sent nonsense: {error}\n")
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def _take_over_stdout() -> BinaryIO:
    """Keeps standard output for replies alone: whatever else prints there goes to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def receive(stdin: int, requests: "SimpleQueue[Evaluate]") -> None:
    """Passes requests on until the client closes its end.

    Raises:
        WireError: if the client sends something else.
    """
    reader = client_reader()
    while data := os.read(stdin, _CHUNK):
        for request in reader.feed(data):
            requests.put(request)


def serve(requests: "SimpleQueue[Evaluate]", replies: BinaryIO, confined: bool) -> None:
    """Says that torch is ready, then answers every request in order."""
    _send(replies, frame(Ready(str(torch.__version__), devices(), confined)))
    while True:
        _send(replies, framed(answer(requests.get())))


def framed(reply: Reply) -> bytes:
    """The reply as one frame, or in its place a failure where it is too large to send."""
    try:
        return frame(reply)
    except WireError as error:
        failure = Failure(f"the answer is too large: {error}", "use smaller tensors")
        return frame(replace(reply, trace=None, layout=None, timeline=None, failure=failure))


def _send(replies: BinaryIO, data: bytes) -> None:
    replies.write(data)
    replies.flush()
