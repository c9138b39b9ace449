"""The steps of a run: what the program computed and what its backward passes did, as it happened."""

import contextlib
from dataclasses import replace

import pytest
import torch

import nablascope
from core.timeline.runs import played, typed
from core.traces import run as run_by_hand
from nablascope.core.timeline.build import build_timeline


def leaf(value):
    return torch.tensor(value, requires_grad=True)


def test_values_come_first_then_the_seed_then_each_call_with_what_it_sends():
    run = typed("q = x + y\nf = q * z", x=-2.0, y=5.0, z=-4.0)
    assert [word for word in run.words() if "accumulate" not in word] == [
        "forward q",
        "forward f",
        "seed f",
        "call f",
        "deliver f to q",
        "deliver f to z",
        "call q",
        "deliver q to x",
        "deliver q to y",
    ]
    assert sorted(word for word in run.words() if "accumulate" in word) == [
        "accumulate x",
        "accumulate y",
        "accumulate z",
    ]


def test_leaves_and_constants_are_there_from_the_start():
    run = typed("y = 3 * x", x=2.0)
    assert [word for word in run.words() if "forward" in word] == ["forward y"]
    assert all(run.frame(0).has_run(node.id) for node in run.trace.nodes if node.kind in ("leaf", "constant"))


@pytest.mark.parametrize(
    ("between", "grads"),
    [
        ("", [None, 3.0, 6.0]),
        ("\nx.grad.zero_()", [None, 3.0, 0.0, 3.0]),
        ("\nx.grad = None", [None, 3.0, None, 3.0]),
        ("\nx.grad.mul_(2)", [None, 3.0, 6.0, 9.0]),
    ],
    ids=["nothing", "zeroed", "let go of", "doubled"],
)
def test_what_the_program_does_to_a_grad_between_two_passes_is_a_step(between, grads):
    x, w = leaf(2.0), leaf(3.0)
    with nablascope.record() as recording:
        y = x * w
        y.backward(retain_graph=True)
        exec(between.strip(), {"x": x})
        y.backward()
    run = played(recording.trace(y))
    assert run.grads_of("x") == grads
    assert run.grads_of("w") == [None, 2.0, 4.0]
    assert [word for word in run.words() if "set" in word] == (["set x"] if between else [])


def test_a_step_of_an_optimizer_between_two_passes_leaves_the_values_that_were_used():
    w = leaf(3.0)
    optimizer = torch.optim.SGD([w], lr=0.5)
    with nablascope.record() as recording:
        first = w * w
        first.backward()
        optimizer.step()
        optimizer.zero_grad()
        second = w * 5
        second.backward()
    run = played(recording.trace(second))
    assert run.words() == [
        "forward second",
        "seed second",
        "call second",
        "deliver second to w",
        "accumulate w",
    ]
    assert run.frame(0).node(run.node("w")).value.values == (0.0,)
    assert run.grads_of("w") == [None, 5.0]


def test_gradients_that_the_caller_takes_change_no_grad():
    x, w = leaf(2.0), leaf(3.0)
    with nablascope.record() as recording:
        y = x * w
        y.backward(retain_graph=True)
        torch.autograd.grad(y, x, retain_graph=True)
        y.backward()
    run = played(recording.trace(y))
    assert [one.accumulates for one in run.trace.passes] == [True, False, True]
    assert "set x" not in run.words()
    assert (run.grads_of("x"), run.grads_of("w")) == ([None, 3.0, 6.0], [None, 2.0, 4.0])


def test_a_pass_for_some_leaves_leaves_the_others_alone():
    x, w = leaf(2.0), leaf(3.0)
    with nablascope.record() as recording:
        y = x * w
        y.backward(inputs=[x], retain_graph=True)
        w.grad = torch.tensor(7.0)
        y.backward()
    run = played(recording.trace(y))
    assert [word for word in run.words() if word.endswith(("x", "w"))] == [
        *("deliver y to x", "accumulate x", "set w"),
        *("deliver y to x", "deliver y to w", "accumulate x", "accumulate w"),
    ]
    assert (run.grads_of("x"), run.grads_of("w")) == ([None, 3.0, 6.0], [None, 7.0, 9.0])


def test_a_grad_from_before_the_recording_is_there_from_the_start():
    x = leaf(2.0)
    x.grad = torch.tensor(10.0)
    with nablascope.record() as recording:
        y = x * 3
        y.backward()
    run = played(recording.trace(y))
    assert run.grads_of("x") == [10.0, 13.0]
    assert run.frames()[-1].grad_before(run.node("x")).values == (10.0,)
    assert run.frame(0).grad_before(run.node("x")) is None


def test_a_pass_over_another_graph_is_no_change_by_the_program_where_it_left_the_grad_alone():
    x, w = leaf(2.0), leaf(3.0)
    with nablascope.record() as recording:
        a = x * 5
        y = a * w
        y.backward(retain_graph=True)
        a.backward(retain_graph=True)
        y.backward()
    run = played(recording.trace(y))
    assert run.grads_of("w") == [None, 10.0, 20.0]
    assert run.grads_of("x") == [None, 15.0, 20.0, 35.0]
    assert not any("set" in word for word in run.words())


def test_what_was_zeroed_is_told_also_after_a_pass_that_did_not_see_it():
    x, w = leaf(2.0), leaf(3.0)
    with nablascope.record() as recording:
        a = x * 5
        y = a * w
        y.backward(retain_graph=True)
        w.grad.zero_()
        a.backward(retain_graph=True)
        y.backward()
    run = played(recording.trace(y))
    assert [word for word in run.words() if "set" in word] == ["set w"]
    assert run.grads_of("w") == [None, 10.0, 0.0, 10.0]


def test_what_a_hook_does_to_another_grad_during_a_pass_is_there_after_it():
    x, w = leaf(2.0), leaf(3.0)
    with nablascope.record() as recording:
        y = x * w
        y.backward(retain_graph=True)
        x.register_hook(lambda grad: w.grad.mul_(10) * 0 + grad)
        y.backward(inputs=[x], retain_graph=True)
        y.backward(inputs=[x])
    run = played(recording.trace(y))
    assert run.grads_of("w") == [None, 2.0, 20.0, 200.0]


def test_a_grad_that_is_not_a_number_is_not_taken_for_another_one():
    x = leaf(float("nan"))
    with nablascope.record() as recording:
        y = x**2
        y.backward(retain_graph=True)
        y.backward()
    assert not any("set" in word for word in played(recording.trace(y)).words())


def test_operations_after_a_pass_are_steps_after_it():
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x * x
        y.backward(retain_graph=True)
        z = y.exp()
        z.backward()
    run = played(recording.trace(z))
    words = run.words()
    assert words.index("accumulate x") < words.index("forward z") < words.index("seed z")
    step = run.timeline.step(words.index("forward z") + 1)
    assert (step.number, run.timeline.pass_at(words.index("forward z") + 1)) == (-1, 0)


def test_a_program_that_never_ran_backward_gets_a_pass_that_accumulates_nothing():
    run = typed("y = x * x", x=3.0)
    assert run.words() == [
        "forward y",
        "seed y",
        "call y",
        "deliver y to x",
        "deliver y to x",
        "accumulate x",
    ]
    assert run.grads_of("x") == [None]
    assert run.frames()[-1].grad(run.node("x")).values == (6.0,)


def test_a_program_that_failed_before_any_pass_has_forward_steps_alone():
    x = leaf(2.0)
    recording = nablascope.record()
    with contextlib.suppress(ZeroDivisionError), recording:
        y = x * x
        y = y.sin()
        y / (1 // 0)
    assert y.grad_fn is not None
    run = played(recording.trace())
    assert [word.split()[0] for word in run.words()] == ["forward", "forward"]
    assert run.timeline.pass_at(len(run.timeline)) == -1
    assert run.frames()[-1].grad(run.node("x")) is None


def test_a_pass_that_fails_midway_stops_at_the_node_that_failed():
    run = typed("y = x * w\ny.backward()\nz = y * 2\nz.backward()", x=2.0, w=3.0)
    assert run.words()[-3:] == ["seed z", "call z", "deliver z to y"]
    assert run.trace.nodes[run.trace.failed_node].name == "y"
    assert run.grads_of("x") == [None, 3.0]


def test_a_pass_that_fails_at_its_first_node_still_brings_the_seed():
    run = typed("y = x * x\ny.backward()\ny.backward()", x=2.0)
    assert run.words()[-2:] == ["accumulate x", "seed y"]


def test_a_graph_made_by_hand_without_passes_has_forward_steps_alone():
    trace = replace(run_by_hand("y = torch.sin(x) * x", x=2.0), passes=())
    timeline = build_timeline(trace)
    assert [step.kind.name for step in timeline.steps()] == ["FORWARD", "FORWARD"]


def test_two_roots_bring_a_seed_each_and_a_leaf_may_be_one():
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x * x
        torch.autograd.backward([y, x], [torch.tensor(10.0), torch.tensor(0.5)])
    run = played(recording.trace(y, x))
    assert run.words() == [
        *("forward y", "seed y", "seed x", "call y"),
        *("deliver y to x", "deliver y to x", "accumulate x"),
    ]
    assert [share.values[0] for share in run.frames()[-1].arrived(run.node("x"))] == [0.5, 20.0, 20.0]
    assert run.grads_of("x") == [None, 40.5]


def test_a_seed_that_is_no_number_arrives_as_it_was_given():
    x = leaf([1.0, 2.0])
    with nablascope.record() as recording:
        y = x * x
        y.backward(torch.tensor([1.0, -1.0]))
    run = played(recording.trace(y))
    seeded = run.words().index("seed y") + 1
    assert run.frame(seeded).grad(run.node("y")).values == (1.0, -1.0)
    assert run.frame(seeded - 1).grad(run.node("y")) is None
    assert run.frames()[-1].leaf_grad(run.node("x")).values == (2.0, -4.0)


def test_a_hook_that_changes_a_gradient_acts_when_the_node_is_called():
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x * 3
        y.register_hook(lambda grad: grad * 10)
        z = y + 1
        z.backward()
    run = played(recording.trace(z))
    called = run.words().index("call y") + 1
    assert [run.frame(k).grad(run.node("y")).values[0] for k in (called - 1, called)] == [1.0, 10.0]
    assert run.grads_of("x") == [None, 30.0]


def test_what_the_output_does_not_reach_runs_and_is_never_called():
    run = typed("y = x**2\nz = 3 * x", output="y", x=2.0)
    assert "forward z" in run.words()
    assert "call z" not in run.words()
    assert run.frames()[-1].arrived(run.node("z")) == ()


def test_the_graph_of_the_gradient_itself_has_steps_of_its_own():
    run = typed("y = torch.sin(x) * x**3", order=2, x=0.5)
    assert run.trace.order == 2
    assert run.words()[-1] == "accumulate x"
    assert run.frames()[-1].grad(run.node("x")) == run.trace.nodes[run.node("x")].grad
