"""Backward passes are recorded in the order in which torch's engine really ran them."""

from collections import Counter
from contextlib import contextmanager

import pytest
import torch
from torch.utils.checkpoint import checkpoint

import nablascope
from core.timeline.runs import played
from nablascope.core.graph.backward_pass import MOST_PASSES
from nablascope.core.graph.trace_file import decode_trace, encode_trace


def leaf(value):
    return torch.tensor(value, requires_grad=True)


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 3 * x**2 * grad


def nodes_from(*roots):
    found, waiting = {}, [torch.autograd.graph.get_gradient_edge(root).node for root in roots]
    while waiting:
        node = waiting.pop()
        if node is not None and node not in found:
            found[node] = len(found)
            waiting += [following for following, _ in node.next_functions]
    return list(found)


@contextmanager
def told_by_torch(*roots):
    """Hears every call with plain hooks: what the node was called with and what it sent."""
    calls = []

    def hook(node):
        return lambda sent, got: calls.append((node, got, sent))

    handles = [node.register_hook(hook(node)) for node in nodes_from(*roots)]
    yield calls
    for handle in handles:
        handle.remove()


def in_words(calls):
    """Calls and shares as torch told them; leaves by their value, which no two of a test have in common."""
    return [(_called(node), _texts(got), list(filter(None, _texts(sent)))) for node, got, sent in calls]


def _called(node):
    return f"leaf {node.variable.tolist()}" if hasattr(node, "variable") else node.name().rsplit("::")[-1]


def _texts(tensors):
    return [None if one is None else repr(one.reshape(-1).tolist()) for one in tensors]


def recorded(trace, number):
    """The same of a recorded pass."""
    run, told = played(trace), []
    for step in run.timeline.steps():
        if step.number != number or step.kind.name in ("SEED", "SET"):
            continue
        if step.kind.name == "DELIVER":
            told[-1][2].append(_elements(trace.tensors[trace.passes[number].share[step.subject]]))
            continue
        node, start = trace.nodes[step.subject], trace.node_columns.outputs[step.subject]
        name = f"leaf {_nested(node.value)}" if node.kind == "leaf" else node.op
        got = [trace.tensors.get(trace.passes[number].grad[start + i]) for i in range(len(node.grads))]
        told.append((name, [None if one is None else _elements(one) for one in got], []))
    return told


def _elements(tensor):
    return repr(list(tensor.values))


def _nested(tensor):
    return list(tensor.values) if tensor.shape else tensor.values[0]


def fan_out(x, w):
    h = (x * w).tanh()
    return (h * h + h.sin()) * x + w


def several_outputs(x, w):
    one, two = torch.stack([x * w, w]).unbind()
    return one.sin() * two + one


@pytest.mark.parametrize(
    "function",
    [
        fan_out,
        several_outputs,
        lambda x, w: checkpoint(fan_out, x, w, use_reentrant=False) * x,
        lambda x, w: Cube.apply(x * w) + w,
        lambda x, w: (x * w).detach() * x + w,
        lambda x, w: torch.stack([x, w, x * w]).sum(),
    ],
    ids=["fan-out", "several outputs", "checkpoint", "custom function", "cut", "stack"],
)
@pytest.mark.parametrize("times", [1, 3])
def test_calls_and_shares_come_in_the_order_in_which_plain_hooks_hear_them(function, times):
    x, w, passes = leaf(0.7), leaf(-1.3), []
    with nablascope.record() as recording:
        y = function(x, w)
        for _ in range(times):
            with told_by_torch(y) as calls:
                y.backward(retain_graph=True)
            passes.append(in_words(calls))
    trace = recording.trace(y)
    assert [recorded(trace, number) for number in range(times)] == passes


def test_several_roots_are_run_as_one_pass():
    x, w = leaf(0.7), leaf(-1.3)
    with nablascope.record() as recording:
        a = fan_out(x, w)
        b = (a * x).exp()
        with told_by_torch(b, a) as calls:
            torch.autograd.backward([a, b], [torch.tensor(2.0), torch.tensor(3.0)])
    assert recorded(recording.trace(a, b), 0) == in_words(calls)


def test_a_pass_with_create_graph_is_recorded_and_what_it_computed_comes_after_it():
    x = leaf(0.7)
    with nablascope.record() as recording:
        y = x.exp() * x
        (grad,) = torch.autograd.grad(y, x, create_graph=True)
        z = (grad * y).sin()
        z.backward()
    run = played(recording.trace(z))
    words = run.words()
    assert [one.accumulates for one in run.trace.passes] == [False, True]
    assert words.index("call y") < words.index("forward z")
    assert all(id < run.trace.passes[0].before for id in run.trace.passes[0].calls)
    assert any(word.startswith("forward") for word in words[run.timeline.ends[0] : run.timeline.begins[1]])


def test_a_gradient_that_the_caller_takes_stands_where_the_engine_took_it():
    x, w, u = leaf(0.7), leaf(-1.3), leaf(2.0)
    told = []
    with nablascope.record() as recording:
        h = (x * w).exp()
        y = h.sin() * u + h * x.cos()
        for one, name in ((x, "x"), (w, "w"), (u, "u")):
            one.register_hook(lambda _, name=name: told.append(name))
        with told_by_torch(y) as calls:
            for node in nodes_from(y):
                node.register_hook(lambda *_, node=node: told.append(node.name()))
            torch.autograd.grad(y, [x, w, u], retain_graph=True)
    assert calls
    trace = recording.trace(y)
    shown = [trace.nodes[id] for id in trace.passes[-1].calls]
    order = [node.name if node.kind == "leaf" else node.op for node in shown]
    assert [_leaves_as_one(order), Counter(order)] == [_leaves_as_one(told), Counter(told)]


def _leaves_as_one(names):
    """Which of several leaves that are ready at once comes first, torch's queue leaves open."""
    return ["leaf" if len(name) == 1 else name for name in names]


def test_an_inner_gradient_that_the_caller_takes_is_not_called_and_not_early():
    x, w = leaf(0.7), leaf(-1.3)
    with nablascope.record() as recording:
        h = x * w
        y = h.sin() * w + h.cos()
        torch.autograd.grad(y, h, retain_graph=True)
    run = played(recording.trace(y))
    assert run.words()[-1] == "call h"
    assert "accumulate x" not in run.words()
    assert run.frames()[-1].grad(run.node("h")) is not None


def test_the_output_itself_may_be_what_the_caller_takes():
    x = leaf(0.7)
    with nablascope.record() as recording:
        y = x * 3
        torch.autograd.grad(y, [y, x], retain_graph=True)
    words = played(recording.trace(y)).words()
    assert words == ["forward y", "seed y", "call y", "deliver y to x", "accumulate x"]


def test_a_pass_inside_of_a_pass_is_none_of_its_own():
    x, w = leaf([0.7, 0.2]), leaf(-1.3)
    with nablascope.record() as recording:
        y = checkpoint(fan_out, x, w, use_reentrant=True).sum()
        y.backward()
    run = played(recording.trace(y))
    assert len(run.trace.passes) == 1
    assert {"accumulate x", "accumulate w"} < set(run.words())


def test_passes_that_started_elsewhere_are_not_shown():
    x = leaf(0.7)
    with nablascope.record() as recording:
        other = x.exp()
        other.backward()
        y = x * 3
        y.backward()
    run = played(recording.trace(y))
    assert len(run.trace.passes) == 1
    assert run.grads_of("x")[0] == pytest.approx(other.item())


def test_of_a_pass_from_two_roots_the_one_that_is_drawn_is_shown_and_the_file_can_be_read():
    x, w = leaf(2.0), leaf(3.0)
    for roots in ("ab", "ba"):
        x.grad = w.grad = None
        with nablascope.record() as recording:
            a, b = x * w, x * x
            torch.autograd.backward([{"a": a, "b": b}[name] for name in roots], retain_graph=True)
            z = a * w
            z.backward()
        run = played(recording.trace(z))
        assert [word for word in run.words() if word.startswith("seed")] == ["seed a", "seed z"]
        assert run.grads_of("w") == [None, 2.0, 14.0]
        assert decode_trace(encode_trace(run.trace)).passes == run.trace.passes


def test_of_many_passes_the_newest_are_kept():
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x * 3
        for _ in range(MOST_PASSES + 3):
            y.backward(retain_graph=True)
    run = played(recording.trace(y))
    assert len(run.trace.passes) == MOST_PASSES
    assert run.grads_of("x") == [3.0 * number for number in range(3, MOST_PASSES + 4)]


def test_passes_after_the_one_that_is_shown_are_left_out():
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x * 3
        z = y * 2
        y.backward(retain_graph=True)
        z.backward()
    assert len(recording.trace(y).passes) == 1
    assert len(recording.trace(z).passes) == 2


def test_a_view_whose_node_torch_makes_anew_has_run_before_the_pass_that_calls_it():
    x = leaf([1.0, 2.0])
    with nablascope.record() as recording:
        base = x * 1
        view = base[:1]
        base.mul_(2)
        y = (view * 3).sum()
        y.backward(retain_graph=True)
        z = y * 2
        z.backward()
    trace = recording.trace(z)
    for one in trace.passes:
        assert max(one.calls) < one.before
    run = played(trace)
    for k, step in enumerate(run.timeline.steps(), 1):
        if step.kind.name == "CALL":
            assert run.frame(k).has_run(step.subject)


def test_the_last_pass_is_what_the_columns_of_the_trace_show():
    x, w = leaf(0.7), leaf(-1.3)
    with nablascope.record() as recording:
        y = fan_out(x, w)
        y.backward(retain_graph=True)
        y.backward()
    trace = recording.trace(y)
    assert trace.passes[-1].grad == trace.node_columns.grad
    assert trace.passes[-1].share == trace.edge_columns.grad
