"""Hooks that the program set stand on their node, and what is shown is what flowed after them."""

import threading

import pytest
import torch
from torch.utils.hooks import RemovableHandle

import nablascope
from nablascope.engine.torch_private import HooksAfter, current_node, hearing_hooks


def double(grad):
    return grad * 2


def look(*_):
    return None


def halve(sent, received):
    return tuple(None if grad is None else grad / 2 for grad in sent)


def traced(run):
    """The trace of what `run` makes of a leaf x = 3, and x itself."""
    x = torch.tensor(3.0, requires_grad=True)
    with nablascope.record() as recording:
        y = run(x)
        if y.grad_fn is not None:
            y.backward(retain_graph=True)
    return recording.trace(y), x


def node(trace, op):
    (found,) = [node for node in trace.nodes if node.op == op or (op == "x" and node.kind == "leaf")]
    return found


def kinds(node):
    return [hook.partition(" (")[0] for hook in node.hooks]


def test_a_program_without_hooks_has_none():
    trace, _ = traced(lambda x: x.sin() * 2)
    assert all(node.hooks == () for node in trace.nodes)


def test_a_hook_on_a_result_is_told_with_its_name_and_place_and_its_gradient_is_what_flows():
    def run(x):
        y = x.sin()
        y.register_hook(double)
        return y * 5

    trace, x = traced(run)
    sine = node(trace, "SinBackward0")
    assert kinds(sine) == ["tensor hook double"]
    assert sine.hooks[0].startswith("tensor hook double (test_user_hooks.py:")
    assert sine.grad.values[0] == 10
    assert node(trace, "x").grad.values[0] == x.grad.item()


def test_a_hook_on_a_leaf_and_one_after_its_accumulation():
    def run(x):
        x.register_hook(double)
        x.register_post_accumulate_grad_hook(look)
        return x * 5

    trace, x = traced(run)
    assert kinds(node(trace, "x")) == ["tensor hook double", "post-accumulate hook look"]
    assert node(trace, "x").grad.values[0] == x.grad.item() == 10


def test_a_hook_on_a_leaf_that_was_set_before_the_recording_began():
    x = torch.tensor(3.0, requires_grad=True)
    x.register_hook(double)
    trace = nablascope.trace(lambda x: x * 5, x)
    assert kinds(node(trace, "x")) == ["tensor hook double"]


def test_hooks_on_a_node_before_and_after_it_is_called():
    def run(x):
        y = x.sin()
        y.grad_fn.register_hook(halve)
        y.grad_fn.register_prehook(look)
        return y * 5

    trace, x = traced(run)
    sine = node(trace, "SinBackward0")
    assert kinds(sine) == ["node pre-hook look", "node hook halve"]
    (edge,) = [edge for edge in trace.edges if edge.target == sine.id and edge.grad is not None]
    assert edge.grad.values[0] == x.grad.item() == pytest.approx(5 * torch.tensor(3.0).cos().item() / 2)


def test_a_result_that_retains_its_grad():
    def run(x):
        y = x.sin()
        y.retain_grad()
        return y * 5

    trace, _ = traced(run)
    assert node(trace, "SinBackward0").hooks == ("retains its grad",)


def test_to_retain_a_grad_twice_is_to_retain_it():
    def run(x):
        y = x.sin()
        y.retain_grad()
        y.retain_grad()
        return y * 5

    trace, _ = traced(run)
    assert node(trace, "SinBackward0").hooks == ("retains its grad",)


def test_a_hook_that_was_removed_is_not_told():
    def run(x):
        y = x.sin()
        y.register_hook(double).remove()
        y.grad_fn.register_hook(halve).remove()
        return y * 5

    trace, _ = traced(run)
    assert node(trace, "SinBackward0").hooks == ()


def test_a_lambda_and_an_object_have_names_too():
    class Scale:
        def __call__(self, grad):
            return grad * 3

    def run(x):
        y = x.sin()
        y.register_hook(lambda grad: grad)
        y.register_hook(Scale())
        return y * 5

    trace, _ = traced(run)
    assert kinds(node(trace, "SinBackward0")) == ["tensor hook lambda", "tensor hook Scale"]


def test_a_hook_on_the_result_of_a_tensor_subclass_is_told_once():
    class Sub(torch.Tensor):
        pass

    x = torch.tensor(3.0).as_subclass(Sub).requires_grad_()
    with nablascope.record() as recording:
        y = x.sin()
        y.register_hook(double)
        z = y * 5
    told = [kinds(node) for node in recording.trace(z).nodes if node.hooks]
    assert told == [["tensor hook double"]]


def test_two_recordings_at_once_do_not_take_each_others_hooks_for_the_programs():
    x = torch.tensor(3.0, requires_grad=True)
    with nablascope.record() as outer, nablascope.record() as inner:
        y = x.sin()
        y.backward(retain_graph=True)
    assert [node.hooks for node in (*outer.trace(y).nodes, *inner.trace(y).nodes)] == [()] * 4


def test_nothing_of_ours_stays_in_torch():
    before = torch.Tensor.register_hook, torch.Tensor.retain_grad, "retain_grad" in vars(torch.Tensor)
    with nablascope.record(), hearing_hooks(look):
        assert torch.Tensor.register_hook is not before[0]
    assert before == (
        torch.Tensor.register_hook,
        torch.Tensor.retain_grad,
        "retain_grad" in vars(torch.Tensor),
    )


def test_hooks_of_ours_are_called_after_the_programs_and_are_gone_afterwards():
    called = []
    x = torch.tensor(3.0, requires_grad=True)
    y = x.sin()
    y.grad_fn.register_hook(lambda *_: called.append("program"))
    hooks = HooksAfter()
    hooks.set([y.grad_fn], lambda *_: called.append(current_node() is y.grad_fn))
    y.backward(retain_graph=True)
    hooks.remove()
    y.backward()
    assert called == ["program", True, "program"]


def test_a_program_may_set_hooks_where_ours_have_been():
    x = torch.tensor(3.0, requires_grad=True)
    y = x.sin()
    hooks = HooksAfter()
    hooks.set([y.grad_fn], look)
    hooks.remove()
    handle = y.grad_fn.register_hook(halve)
    y.backward(retain_graph=True)
    handle.remove()
    y.backward()
    assert x.grad.item() == pytest.approx(1.5 * torch.tensor(3.0).cos().item())


def test_another_thread_that_sets_hooks_meanwhile_gets_its_handle():
    x = torch.tensor(3.0, requires_grad=True)
    node, handles = x.sin().grad_fn, []

    class Nodes(list):
        def __iter__(self):
            other = threading.Thread(target=lambda: handles.append(x.cos().grad_fn.register_hook(halve)))
            other.start()
            other.join()
            return super().__iter__()

    HooksAfter().set(Nodes([node]), look)
    assert [type(handle) for handle in handles] == [RemovableHandle]
