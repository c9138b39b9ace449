"""The engine process: reads requests from standard input, writes replies to standard output."""

import os
import sys
import threading
from queue import Empty, SimpleQueue
from typing import BinaryIO

import torch
from msgspec.structs import replace

from nablascope.core.language.failure import Failure
from nablascope.core.wire.codec import WireError, client_reader, frame
from nablascope.core.wire.messages import Evaluate, Ready, Reply
from nablascope.engine.collector import settle, sweep
from nablascope.engine.device import devices, is_broken
from nablascope.engine.memory import limit_memory
from nablascope.engine.sandbox.seccomp import seal_limits
from nablascope.engine.session import answer

STACK_BYTES = 1 << 30
"""Torch 2.13 recurses when it frees a deep graph whose ``next_functions`` were walked."""

_CHUNK = 1 << 16

_IDLE_SECONDS = 0.2
"""A client that has something to run sends it sooner."""

_WARM_UP = Evaluate(0, "y = torch.sin(x / 2**1.5)\nprint(y)", fill=True)


def main(*, confined: bool, memory: int | None) -> int:
    """Serves one client; ends at once when the client goes, also in the middle of a run.

    Args:
        confined: whether this process is in the sandbox.
        memory: bytes that runs may use, or None for the usual share of the machine's.

    Returns:
        The status of a process whose serving thread died; that thread's traceback is on standard error.
    """
    replies = _take_over_stdout()
    bounded = limit_memory(memory, reserved=STACK_BYTES)
    if confined:
        seal_limits()
    requests: SimpleQueue[Evaluate] = SimpleQueue()
    threading.Thread(target=_receive_until_gone, args=(requests,), name="client", daemon=True).start()
    threading.stack_size(STACK_BYTES)
    settle()
    ready = Ready(str(torch.__version__), devices(), confined, bounded)
    server = threading.Thread(target=serve, args=(requests, replies, ready), name="engine", daemon=True)
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


def serve(requests: "SimpleQueue[Evaluate]", replies: BinaryIO, ready: Ready) -> None:
    """Says that torch is ready, then answers every request in order."""
    _send(replies, frame(ready))
    request = _first(requests)
    while True:
        reply = answer(request)
        _send(replies, framed(replace(reply, broke_device=is_broken(reply.failure))))
        sweep()
        request = requests.get()


def _first(requests: "SimpleQueue[Evaluate]") -> Evaluate:
    """The first request; while none is there, one of our own runs, so that it finds everything loaded."""
    try:
        return requests.get(timeout=_IDLE_SECONDS)
    except Empty:
        answer(_WARM_UP)
        return requests.get()


def framed(reply: Reply) -> bytes:
    """The reply as one frame, or in its place a failure where it cannot be sent."""
    try:
        return frame(reply)
    except WireError as error:
        failure = Failure(f"the answer cannot be sent: {error}", "use smaller tensors")
        return frame(replace(reply, trace=None, layout=None, timeline=None, failure=failure))


def _send(replies: BinaryIO, data: bytes) -> None:
    replies.write(data)
    replies.flush()
