"""Trace files: what was saved comes back, and nothing in a file can break whoever opens it."""

import random
import zlib
from dataclasses import replace

import msgspec
import pytest

from core.timeline.runs import played, typed
from core.traces import run
from nablascope.core.graph.columns import Ints, Words
from nablascope.core.graph.trace_file import (
    LARGEST,
    MAGIC,
    VERSION,
    TraceFileError,
    decode_trace,
    encode_trace,
    load_trace,
    save_trace,
)

HEADER = len(MAGIC) + 10


def a_trace():
    return run("y = torch.sin(x) * x\nz = y + x / 3", x=2.0)


def packed(columns: bytes, length: int | None = None, version: int = VERSION) -> bytes:
    size = len(columns) if length is None else length
    return MAGIC + version.to_bytes(2, "little") + size.to_bytes(8, "little") + zlib.compress(columns)


def columns_of(trace) -> bytes:
    return zlib.decompress(encode_trace(trace)[HEADER:])


def test_a_saved_trace_comes_back_equal(tmp_path):
    save_trace(a_trace(), tmp_path / "run.nablatrace")
    assert load_trace(tmp_path / "run.nablatrace") == a_trace()


def test_saving_replaces_an_older_file_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "run.nablatrace"
    path.write_text("older")
    save_trace(a_trace(), path)
    assert load_trace(path) == a_trace()
    assert [file.name for file in tmp_path.iterdir()] == ["run.nablatrace"]


def test_a_folder_cannot_be_saved_over_and_stays_clean(tmp_path):
    (tmp_path / "run.nablatrace").mkdir()
    with pytest.raises(OSError, match=r"run\.nablatrace"):
        save_trace(a_trace(), tmp_path / "run.nablatrace")
    assert [file.name for file in tmp_path.iterdir()] == ["run.nablatrace"]


@pytest.mark.parametrize("data", [b"", b"import torch", MAGIC, b"\x80\x05K\x01."])
def test_another_file_is_told_apart(data):
    with pytest.raises(TraceFileError, match="no trace file"):
        decode_trace(data)


def test_a_newer_file_says_that_a_newer_app_is_needed():
    with pytest.raises(TraceFileError, match="newer Nablascope"):
        decode_trace(packed(b"", version=VERSION + 1))


def test_a_bomb_is_not_unpacked():
    with pytest.raises(TraceFileError, match="damaged"):
        decode_trace(packed(bytes(50_000_000), length=1000))
    with pytest.raises(TraceFileError, match="over"):
        decode_trace(packed(b"", length=LARGEST + 1))


def test_what_is_not_compressed_is_damaged():
    with pytest.raises(TraceFileError, match="damaged"):
        decode_trace(packed(b"")[:HEADER] + b"plain")


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"source": Ints.of([5, 5, 5, 5, 5, 5])}, "backwards|range|length"),
        ({"grad": Ints.of([9999] * 6)}, "range|length"),
        ({"source": Ints("i", b"123")}, "within a number"),
        ({"key": Ints.of([])}, "length"),
    ],
)
def test_columns_that_contradict_each_other_are_told(columns, what):
    trace = a_trace()
    forged = replace(trace, edge_columns=replace(trace.edge_columns, **columns))
    with pytest.raises(TraceFileError, match=what):
        decode_trace(encode_trace(forged))


def test_two_thousand_damaged_files_load_or_say_so():
    columns, chance, refused = columns_of(a_trace()), random.Random(7), 0
    for _ in range(2000):
        damaged = bytearray(columns)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if chance.random() < 0.2:
            del damaged[chance.randrange(len(damaged)) :]
        try:
            trace = decode_trace(packed(bytes(damaged)))
        except TraceFileError:
            refused += 1
        else:
            assert len(list(trace.nodes)) + len(list(trace.edges)) > 0
    assert refused > 1000


def test_recorded_backward_passes_come_back_equal():
    trace = typed(
        "y = x * w\ny.backward(retain_graph=True)\nx.grad.zero_()\ny.backward()", x=2.0, w=3.0
    ).trace
    assert len(trace.passes) == 2
    assert decode_trace(encode_trace(trace)) == trace


def test_a_file_of_before_passes_were_recorded_still_loads_and_has_forward_steps_alone():
    trace = typed("y = torch.sin(x) * x", x=2.0).trace
    older = msgspec.msgpack.decode(columns_of(trace))
    del older["passes"]
    loaded = decode_trace(packed(msgspec.msgpack.encode(older)))
    assert loaded == replace(trace, passes=())
    run = played(loaded)
    assert [step.kind.name for step in run.timeline.steps()] == ["FORWARD", "FORWARD"]
    last = run.frame(len(run.timeline))
    assert [last.node(id).grads for id in range(len(trace.nodes))] == [node.grads for node in trace.nodes]
    assert [last.grad(id) for id in range(len(trace.nodes))] == [node.grad for node in trace.nodes]
    assert [last.share(edge) for edge in range(len(trace.edges))] == [edge.grad for edge in trace.edges]
    assert [last.leaf_grad(id) for id in range(len(trace.nodes))] == [None] * len(trace.nodes)


def in_a_loop():
    return typed("y = x\nfor step in range(3):\n    y = torch.sin(y) * x", x=2.0).trace


def test_scopes_come_back_equal_and_a_file_of_before_they_were_recorded_has_none():
    trace = in_a_loop()
    assert decode_trace(encode_trace(trace)) == trace
    older = msgspec.msgpack.decode(columns_of(trace))
    del older["node_columns"]["scope"]
    loaded = decode_trace(packed(msgspec.msgpack.encode(older)))
    assert [node.scope for node in loaded.nodes] == [()] * len(trace.nodes)


@pytest.mark.parametrize(
    "scope", ["loop 1 for step", "l1", "l-1 for", "l01 for", "m0 a\n", "\n".join(["m0 a"] * 257)]
)
def test_a_scope_that_is_none_is_told(scope):
    trace = in_a_loop()
    columns = replace(trace.node_columns, scope=Words.of([scope] * len(trace.nodes)))
    with pytest.raises(TraceFileError, match="ran nowhere"):
        decode_trace(encode_trace(replace(trace, node_columns=columns)))


def test_scopes_of_more_or_fewer_nodes_are_told():
    trace = in_a_loop()
    columns = replace(trace.node_columns, scope=Words.of(["m0 a"]))
    with pytest.raises(TraceFileError, match="length"):
        decode_trace(encode_trace(replace(trace, node_columns=columns)))


def test_a_trace_is_read_without_torch_or_numpy(tmp_path, run_python):
    save_trace(a_trace(), tmp_path / "run.nablatrace")
    script = f"""
import sys
sys.modules.update(torch=None, numpy=None, networkx=None, PySide6=None)
from nablascope.core.graph.trace_file import load_trace
trace = load_trace({str(tmp_path / "run.nablatrace")!r})
print(trace.nodes[trace.output_node].name)
"""
    assert run_python(script).strip() == "z"
