"""The wire carries every message whole, in any pieces, and refuses everything else."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.traces import run
from nablascope.core.graph.columns import Ints
from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.span import Span
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.wire.codec import MAX_FRAME, WireError, client_reader, engine_reader, frame
from nablascope.core.wire.messages import Device, Evaluate, Input, Ready, Reply


def a_reply() -> Reply:
    span = Span(1, 0, 1, 4)
    trace = run("y = x * x", x=9.5)
    layout = lay_out(trace)
    failure = Failure("no", "do", span, Fix("Write 9.0", span, "9.0"))
    return Reply(3, trace, layout, failure, ("9.5",), ("x",), (Input("x", (1.0, True), (1, 2)),))


@given(cuts=st.lists(st.integers(1, 200)))
def test_a_message_arrives_equal_however_the_bytes_are_cut(cuts):
    stream = frame(a_reply()) + frame(Ready("2.13.0", (Device("cpu", "CPU"),)))
    reader, received = engine_reader(), []
    for size in [*cuts, len(stream)]:
        received += reader.feed(stream[:size])
        stream = stream[size:]
    assert received == [a_reply(), Ready("2.13.0", (Device("cpu", "CPU"),))]


def test_a_trace_that_contradicts_itself_is_an_error():
    trace = run("y = x * x", x=9.5)
    forged = replace(trace, edge_columns=replace(trace.edge_columns, source=Ints.of([0, 7])))
    body = frame(msgspec.structs.replace(a_reply(), trace=forged))
    with pytest.raises(WireError, match="out of range"):
        engine_reader().feed(body)


def test_a_layout_of_another_graph_is_an_error():
    other = lay_out(run("y = x * x * x", x=2.0))
    body = frame(msgspec.structs.replace(a_reply(), layout=other))
    with pytest.raises(WireError, match="place"):
        engine_reader().feed(body)


def test_a_layout_without_its_graph_is_an_error():
    body = frame(msgspec.structs.replace(a_reply(), trace=None))
    with pytest.raises(WireError, match="no trace"):
        engine_reader().feed(body)


def test_numbers_that_are_not_finite_survive():
    (message,) = client_reader().feed(
        frame(Evaluate(1, "x", (Input("x", (float("inf"), -float("inf")), (2,)),)))
    )
    assert message.inputs[0].values == (float("inf"), -float("inf"))


def test_an_announced_giant_is_refused_before_it_is_read():
    with pytest.raises(WireError, match="over the limit"):
        engine_reader().feed((MAX_FRAME + 1).to_bytes(4, "big"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xc1",
        msgspec.msgpack.encode({"type": "Ready"}),
        msgspec.msgpack.encode({"type": "Nonsense"}),
        b"\x91" * 100_000,
    ],
)
def test_a_body_that_is_no_message_is_an_error(body):
    with pytest.raises(WireError, match="schema"):
        engine_reader().feed(len(body).to_bytes(4, "big") + body)
