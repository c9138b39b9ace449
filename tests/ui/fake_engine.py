"""Speaks the engine's frames without torch; what it does is written in the program's text."""

import os
import signal
import struct
import sys
import time

from msgspec.structs import replace

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.columns import Ints
from nablascope.core.graph.node_columns import EdgeColumns, NodeColumns
from nablascope.core.graph.pack import pack_edges, pack_nodes
from nablascope.core.graph.rows import Edge, Node, Output
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.tensors import TensorsBuilder
from nablascope.core.graph.trace import Seconds, Trace
from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.span import Span
from nablascope.core.layout.layout import Layout
from nablascope.core.timeline.build import build_timeline
from nablascope.core.wire.codec import client_reader, frame
from nablascope.core.wire.messages import Device, Evaluate, Input, Ready, Reply

READY = Ready("2.13.0", (Device("cpu", "CPU"), Device("cuda:0", "NVIDIA H200")))


ROUTE = ((168.0, 46.0), (200.0, 46.0), (230.0, 46.0), (264.0, 46.0))
LAYOUT = Layout.of(
    ("x", "y"), ((0.0, 0.0), (264.0, 0.0)), ((168.0, 92.0), (168.0, 92.0)), (ROUTE,), 432.0, 92.0
)

hoard: list[bytes] = []


def send(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def picture(request: Evaluate) -> Reply:
    """One leaf x whose square is y; the gradient is 2 x."""
    given = next((value for value in request.inputs if value.name == "x"), Input("x", (1.0,)))
    x = float(given.values[0])
    trace = trace_of_square(request, x)
    written = request.text.replace("²", "**2")
    understood = written if written != request.text else ""
    answer = Reply(request.generation, trace, LAYOUT, None, (f"tensor({x:g})",), ("x",), (given,))
    return replace(answer, timeline=build_timeline(trace), understood=understood)


def trace_of_square(request: Evaluate, x: float) -> Trace:
    def scalar(value: float) -> TensorSummary:
        return TensorSummary((), request.dtype, request.device, (value,))

    rows = [
        Node(0, "leaf", None, None, "x", Span(1, 0, 1, 1), (scalar(x),), (scalar(2 * x),), True),
        Node(1, "op", "PowBackward0", "pow", "y", Span(1, 0, 1, 4), (scalar(x * x),), (scalar(1.0),), True),
    ]
    tensors = TensorsBuilder()
    columns = pack_nodes(rows, tensors), pack_edges([Edge(0, 0, 1, 0, "self", scalar(2 * x))], tensors)
    outputs = (Output("y", 1, 0, scalar(1.0)),)
    where, none, seconds = (request.device, request.dtype, "2.13.0"), ((), ()), Seconds(0.0, 0.0, 0.0)
    passes = (pass_over(*columns),)
    return Trace(*columns, tensors.build(), outputs, *where, *none, seconds, passes=passes)


def pass_over(nodes: NodeColumns, edges: EdgeColumns) -> BackwardPass:
    none = Ints.of(())
    return BackwardPass(
        root=Ints.of([1]),
        output=Ints.of([0]),
        seed=Ints.of([nodes.grad[1]]),
        before=2,
        calls=Ints.of([1, 0]),
        delivered=Ints.of([0]),
        grad=nodes.grad,
        share=edges.grad,
        accumulates=False,
        leaves=none,
        had=none,
        has=none,
    )


def failed(request: Evaluate) -> Reply:
    span = Span(1, 0, 1, 3)
    failure = Failure("sni is not a function.", "Did you mean sin?", span, Fix("Write sin", span, "sin"))
    return Reply(request.generation, None, None, failure, (), (), (), is_whole=False, mentioned=("x",))


def of_class(request: Evaluate) -> Reply:
    """A class is refused, unless it may run as Python."""
    if request.python:
        return picture(request)
    failure = Failure("class is not in the expression language", "use assignments", Span(1, 0, 1, 5))
    return Reply(
        request.generation, None, None, failure, (), (), (), is_whole=False, mentioned=("x",), is_python=True
    )


def said(request: Evaluate) -> bytes:
    """The frames that answer a run."""
    word = request.text.partition(" ")[0]
    late = picture(Evaluate(request.generation - 1, "x", (Input("x", (77.0,)),)))
    large = Reply(request.generation, None, None, None, ("a" * 300_000,), (), ())
    return {
        "large": frame(large) + frame(failed(request)),
        "nonsense": struct.pack(">I", 300_000) + 300_000 * b"a",
        "ready": frame(READY) + frame(picture(request)),
        "broken": frame(replace(failed(request), broke_device=True)),
        "garbage": b"\x00\x00\x00\x05hello",
        "late": frame(late) + frame(failed(request)),
        "twice": 2 * frame(picture(request)),
        "sni(x)": frame(failed(request)),
        "class": frame(of_class(request)),
    }.get(word, frame(picture(request)))


def answer(request: Evaluate) -> None:
    word, _, rest = request.text.partition(" ")
    if word == "crash":
        sys.stderr.write("Fatal: the roof is on fire\n")
        sys.stderr.flush()
        os.kill(os.getpid(), signal.SIGSEGV)
    elif word == "shout":
        sys.stderr.write("!" * int(rest) + "the end")
        sys.exit(1)
    elif word == "cuda":
        sys.exit("RuntimeError: CUDA error: device-side assert triggered")
    elif word == "full":
        sys.stderr.write("terminate called after throwing an instance of 'std::bad_alloc'\n")
        sys.stderr.flush()
        os.abort()
    elif word == "hoard":
        hoard.append(b"a" * (int(rest) << 20))
        time.sleep(3600)
    elif word == "exit":
        sys.exit(int(rest))
    elif word == "endless":
        time.sleep(3600)
    send(said(request))


def main() -> None:
    if "--dies-at-once" in sys.argv:
        sys.exit(7)
    send(frame(replace(READY, bounds_memory="--unbounded" not in sys.argv)))
    reader = client_reader()
    while data := os.read(sys.stdin.fileno(), 65536):
        for request in reader.feed(data):
            answer(request)


if __name__ == "__main__":
    main()
