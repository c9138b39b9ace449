"""Graphs of any depth and width: recorded, sent and freed in a stack as small as a user's own."""

import pytest
import torch

import nablascope

DEEP = """
import threading

import torch

import nablascope
from nablascope.core.wire.codec import engine_reader, frame
from nablascope.core.wire.messages import Reply

DEPTH = 100_000
kept = []


def chain(x):
    for step in range(DEPTH):
        x = x * 1.0
        if step % 30_000 == 0:
            kept.append(x)
    kept.append(x)
    return x


def run():
    trace = nablascope.trace(chain, torch.tensor(3.0))
    reply = Reply(1, trace, None, None, (), (), ())
    (sent,) = engine_reader().feed(frame(reply))
    ops = [node for node in sent.trace.nodes if node.kind == "op"]
    leaf = next(node for node in sent.trace.nodes if node.kind == "leaf")
    print(len(ops), all(op.value is not None for op in ops), leaf.grad.values[0], flush=True)
    free()
    print("freed", flush=True)


def free():
    {order}


{start}
"""

AT_ONCE = "del kept[:-1]; kept.clear()"
MIDDLE_FIRST = "while kept: kept.pop(0)"
BUILT_UPON = "kept[:] = [kept[-1] * 2]; kept.clear()"

HERE = "run()"
IN_A_THREAD = "thread = threading.Thread(target=run); thread.start(); thread.join()"


@pytest.mark.parametrize(
    ("order", "start"),
    [(AT_ONCE, HERE), (AT_ONCE, IN_A_THREAD), (MIDDLE_FIRST, HERE), (BUILT_UPON, HERE)],
    ids=["at once", "in a thread", "from the middle", "built upon"],
)
def test_a_chain_of_100_000_operations_is_recorded_sent_and_freed_by_its_user(run_python, order, start):
    printed = run_python(DEEP.replace("{order}", order).replace("{start}", start))
    assert printed.split() == ["100000", "True", "1.0", "freed"]


def test_a_deep_result_may_live_until_the_interpreter_ends(run_python):
    printed = run_python(DEEP.replace("{order}", "pass").replace("{start}", HERE))
    assert printed.split()[-1] == "freed"


def test_doubling_100_times_is_100_nodes_with_two_shares_each():
    def doubled(a):
        for _ in range(100):
            a = a + a
        return a

    trace = nablascope.trace(doubled, torch.tensor(1.0))
    output = trace.nodes[trace.output_node]
    (leaf,) = (node for node in trace.nodes if node.kind == "leaf")
    assert (len(trace.nodes), len(trace.edges)) == (101, 200)
    assert (output.value.values, leaf.grad.values) == ((2.0**100,), (2.0**100,))
    assert [edge.grad.values[0] for edge in trace.edges if edge.source == leaf.id] == [2.0**99] * 2


def test_a_dense_graph_of_3243_nodes_and_6402_edges_has_every_gradient():
    leaves = [torch.tensor(1.0 + i, dtype=torch.float64, requires_grad=True) for i in range(42)]
    trace = nablascope.trace(dense, *leaves)
    assert (len(trace.nodes), len(trace.edges)) == (3243, 6402)
    shown = {node.name: node.grad.values[0] for node in trace.nodes if node.kind == "leaf"}
    expected = torch.autograd.grad(dense(*leaves), leaves)
    assert list(shown.values()) == [grad.item() for grad in expected]


def dense(*leaves):
    """Every value goes into the next two, and what is left into the result: 3,201 operations on 42 leaves."""
    values = list(leaves)
    for i in range(3161):
        values.append(values[i] - values[i + 1])
    result, *others = values[3162:]
    for value in others:
        result = result + value
    return result
