"""What a trace of 100,000 nodes costs: to build, to send, to save, to load, to look at."""

import pytest
from tests.bench.programs import chain

import nablascope
from nablascope.core.graph.check import check
from nablascope.core.graph.trace_file import decode_trace, encode_trace
from nablascope.core.wire.codec import engine_reader, frame
from nablascope.core.wire.messages import Reply

NODES = 100_000


@pytest.fixture(scope="module")
def recorded():
    """A recording of a chain and its result; the chain's last operation is the last node."""
    program = chain(NODES)
    with nablascope.record() as recording:
        loss = program.loss()
        loss.backward()
    return recording, loss


@pytest.fixture(scope="module")
def trace(recorded):
    recording, loss = recorded
    return recording.trace(loss)


def sent(trace):
    (reply,) = engine_reader().feed(frame(Reply(1, trace, None, None, (), (), ())))
    return reply


def test_build(benchmark, recorded):
    recording, loss = recorded
    built = benchmark.pedantic(lambda: recording.trace(loss), rounds=3)
    assert len(built.nodes) >= NODES


def test_send(benchmark, trace):
    assert benchmark.pedantic(lambda: sent(trace), rounds=3).trace.node_columns == trace.node_columns


def test_save(benchmark, trace):
    benchmark.extra_info["bytes a node"] = (
        len(benchmark.pedantic(lambda: encode_trace(trace), rounds=3)) / NODES
    )


def test_load(benchmark, trace):
    data = encode_trace(trace)
    assert benchmark.pedantic(lambda: decode_trace(data), rounds=3).node_columns == trace.node_columns


def test_check(benchmark, trace):
    benchmark.pedantic(lambda: check(trace), rounds=3)


def test_a_single_node(benchmark, trace):
    assert benchmark(lambda: trace.nodes[NODES // 2]).id == NODES // 2
