# ruff: noqa: F841 - the names of variables are what is tested
"""`nablascope.record` around my existing code."""

import gc
import threading
import weakref

import pytest
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

import nablascope


def leaf(value):
    return torch.tensor(value, dtype=torch.float64, requires_grad=True)


def named(trace):
    """The nodes that have a name, by it; the last of a name counts."""
    return {node.name: node for node in trace.nodes if node.name is not None}


def ops(trace):
    return [node.op for node in trace.nodes if node.kind == "op"]


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, 3), nn.Linear(3, 1)])

    def forward(self, x):
        hidden = torch.tanh(self.layers[0](x))
        return self.layers[1](hidden)


def test_my_training_step_is_recorded_as_it_stands():
    torch.manual_seed(0)
    model, x, target = Model(), torch.ones(4, 2), torch.zeros(4, 1)
    with nablascope.record() as recording:
        loss = nn.functional.mse_loss(model(x), target)
        loss.backward()
    trace = recording.trace(loss)
    nodes = named(trace)
    assert nodes["loss"].value.values == (loss.item(),)
    for name, parameter in model.named_parameters():
        assert nodes[name].value.values == tuple(parameter.detach().reshape(-1).tolist())
        assert nodes[name].grad.values == tuple(parameter.grad.reshape(-1).tolist())
    assert {"x", "target", "hidden"} <= nodes.keys()
    assert trace.output == "loss"


def test_operations_know_their_module_their_file_and_their_line():
    model, x = Model(), torch.ones(2)
    with nablascope.record() as recording:
        y = model(x).sum()
    trace = recording.trace(y)
    modules = {node.module for node in trace.nodes if node.kind == "op"}
    assert modules == {"layers.0", "layers.1", "model", None}
    head = Model.forward.__code__.co_firstlineno
    tanh = next(node for node in trace.nodes if node.function == "tanh")
    assert (tanh.file, tanh.span.line, tanh.module) == (__file__, head + 1, "model")


def test_a_pass_is_run_where_my_code_ran_none_and_everything_stays_as_it_is():
    x = leaf(2.0)
    x.grad = torch.tensor(7.0, dtype=torch.float64)
    mine = x.grad
    with nablascope.record() as recording:
        y = x**3
    assert named(recording.trace(y))["x"].grad.values == (12.0,)
    assert x.grad is mine
    y.backward()
    assert x.grad.item() == 19.0


def test_two_traces_of_one_recording_are_the_same():
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x**3
    one, two = recording.trace(y), recording.trace(y)
    assert [node.grad for node in one.nodes] == [node.grad for node in two.nodes]


def test_a_trace_may_be_taken_inside_of_the_block():
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x**3
        first = recording.trace(y)
        z = y * x
    second = recording.trace(z)
    assert ops(first) == ["PowBackward0"]
    assert ops(second) == ["PowBackward0", "MulBackward0"]
    assert named(second)["x"].grad.values == (32.0,)


def test_hooks_of_an_optimizer_that_steps_during_backward_do_not_run_for_a_trace():
    x, stepped = leaf(2.0), []
    x.register_post_accumulate_grad_hook(stepped.append)
    with nablascope.record() as recording:
        y = x**3
    assert named(recording.trace(y))["x"].grad.values == (12.0,)
    assert stepped == []


def test_a_hook_that_changes_the_gradient_of_a_leaf_is_shown_at_work():
    x = leaf(2.0)
    x.register_hook(lambda grad: grad * 10)
    with nablascope.record() as recording:
        y = x**3
    (expected,) = torch.autograd.grad(y, x, retain_graph=True)
    assert named(recording.trace(y))["x"].grad.values == (expected.item(),)


def test_the_seed_of_the_pass_may_be_given():
    x = leaf([1.0, 2.0])
    with nablascope.record() as recording:
        y = x * 3
    trace = recording.trace(y, grad_output=torch.tensor([1.0, 10.0], dtype=torch.float64))
    assert named(trace)["x"].grad.values == (3.0, 30.0)


def test_several_outputs_are_differentiated_at_once():
    x = leaf(2.0)
    with nablascope.record() as recording:
        loss = x**2
        aux = x**3
    trace = recording.trace(loss, aux)
    (expected,) = torch.autograd.grad([loss, aux], x)
    assert named(trace)["x"].grad.values == (expected.item(),)
    assert [output.name for output in trace.outputs] == ["loss", "aux"]


def test_of_several_outputs_each_may_have_a_seed():
    x = leaf(2.0)
    with nablascope.record() as recording:
        loss = x**2
        aux = x**3
    trace = recording.trace(loss, aux, grad_output=[None, torch.tensor(10.0, dtype=torch.float64)])
    assert named(trace)["x"].grad.values == (4.0 + 120.0,)
    with pytest.raises(ValueError, match="1 gradients for 2 outputs"):
        recording.trace(loss, aux, grad_output=[None])


@pytest.mark.parametrize("way", ["backward", "autograd.backward", "autograd.grad"])
def test_a_pass_of_my_own_is_shown_however_i_started_it(way):
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x**3
        if way == "backward":
            y.backward(torch.tensor(5.0, dtype=torch.float64))
        elif way == "autograd.backward":
            torch.autograd.backward([y], [torch.tensor(5.0, dtype=torch.float64)])
        else:
            torch.autograd.grad(y, x, torch.tensor(5.0, dtype=torch.float64))
    assert named(recording.trace(y))["x"].grad.values == (60.0,)
    assert named(recording.trace())["x"].grad.values == (60.0,)


def test_a_loop_of_training_shows_the_step_that_is_asked_for():
    w = leaf(1.0)
    optimizer = torch.optim.SGD([w], lr=0.1)
    losses, weights, grads = [], [], []
    with nablascope.record() as recording:
        for _ in range(3):
            optimizer.zero_grad()
            loss = (w * 3 - 1) ** 2
            weights.append(w.item())
            loss.backward()
            grads.append(w.grad.item())
            losses.append(loss)
            optimizer.step()
    for loss, weight, grad in zip(losses, weights, grads, strict=True):
        trace = recording.trace(loss)
        assert named(trace)["w"].grad.values == (grad,)
        assert trace.nodes[trace.output_node].value.values == (loss.item(),)
        assert named(trace)["w"].value.values == (weight,)


def test_names_may_be_given_and_come_before_those_of_variables():
    x, holder = leaf(2.0), {"w": leaf(3.0)}
    with nablascope.record() as recording:
        recording.name(x, "temperature")
        recording.name(holder["w"], "weight")
        y = x * holder["w"]
    nodes = named(recording.trace(y))
    assert {"temperature", "weight", "y"} == nodes.keys()


def test_models_called_one_after_the_other_go_by_their_variables():
    encoder, decoder = nn.Sequential(nn.Linear(2, 2)), nn.Sequential(nn.Linear(2, 2))
    with nablascope.record() as recording:
        y = decoder(encoder(torch.ones(2))).sum()
    trace = recording.trace(y)
    assert {"encoder.0.weight", "decoder.0.bias"} <= named(trace).keys()
    assert {node.module for node in trace.nodes} == {"encoder.0", "decoder.0", None}


def test_an_error_passes_through_and_the_graph_so_far_is_shown():
    x = leaf(2.0)
    recording = nablascope.record()
    with pytest.raises(ZeroDivisionError), recording:  # noqa: PT012 - the code that fails is under test
        y = torch.sin(x)
        z = y * 2
        _ = z / (1 / 0)
    trace = recording.trace()
    assert {"SinBackward0", "MulBackward0"} <= set(ops(trace))
    assert "division by zero" in trace.failure.message


def test_an_error_of_torch_is_marked_where_it_happened():
    w = torch.ones(3, 4, requires_grad=True)
    recording = nablascope.record()
    with pytest.raises(RuntimeError), recording:  # noqa: PT012 - the code that fails is under test
        y = torch.sin(w)
        z = y @ y
    trace = recording.trace()
    assert "SinBackward0" in ops(trace)
    assert trace.failure is not None


def test_an_error_of_my_backward_pass_is_shown_too():
    x = leaf([1.0, 2.0])
    recording = nablascope.record()
    with pytest.raises(RuntimeError, match="inplace"), recording:  # noqa: PT012 - the failing code
        y = torch.exp(x)
        loss = (y * 2).sum()
        y.add_(1)
        loss.backward()
    trace = recording.trace()
    assert trace.failure is not None


def test_after_an_error_what_was_made_can_still_be_differentiated():
    x = leaf(2.0)
    kept = []
    recording = nablascope.record()
    with pytest.raises(ZeroDivisionError), recording:  # noqa: PT012 - the code that fails is under test
        kept.append(x**3)
        1 / 0  # noqa: B018
    assert named(recording.trace(kept[0]))["x"].grad.values == (12.0,)


def test_nothing_is_left_behind():
    x = leaf(2.0)
    before = (
        torch.autograd.backward,
        torch.Tensor.backward,
        torch.autograd._engine_run_backward,
        torch.autograd.Variable._execution_engine,
        gc.get_threshold(),
        gc.isenabled(),
    )
    with nablascope.record() as recording:
        y = nn.Tanh()(x * 2)
    recording.trace(y)
    assert before == (
        torch.autograd.backward,
        torch.Tensor.backward,
        torch.autograd._engine_run_backward,
        torch.autograd.Variable._execution_engine,
        gc.get_threshold(),
        gc.isenabled(),
    )
    assert not nn.modules.module._has_any_global_hook()
    assert torch.utils._python_dispatch._get_current_dispatch_mode() is None
    assert x.grad is None
    heard = len(recording.trace(y).nodes)
    _ = y * 5
    assert len(recording.trace(y).nodes) == heard


def test_my_tensors_are_not_kept_alive():
    with nablascope.record() as recording:
        x = leaf([1.0] * 10)
        y = torch.sin(x)
        z = y.sum()
    seen = [weakref.ref(tensor) for tensor in (x, y, z)]
    recording.trace(z)
    del x, y, z
    gc.collect()
    assert [reference() for reference in seen] == [None, None, None]


def test_a_closed_recording_says_so_and_its_traces_stay():
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x**3
    trace = recording.trace(y)
    recording.close()
    recording.close()
    with pytest.raises(RuntimeError, match="was closed"):
        recording.trace(y)
    with pytest.raises(RuntimeError, match="was closed"):
        recording.name(x, "x")
    assert named(trace)["x"].grad.values == (12.0,)


def test_closing_inside_of_the_block_ends_the_listening():
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x**3
        recording.close()
        assert torch.utils._python_dispatch._get_current_dispatch_mode() is None
        z = y * 2
    assert z.item() == 16.0


def test_a_recording_that_was_never_entered_says_what_to_do():
    with pytest.raises(RuntimeError, match=r"with nablascope\.record\(\) as recording"):
        nablascope.record().trace(leaf(1.0) * 2)


def test_a_recording_is_entered_once():
    recording = nablascope.record()
    with recording:
        pass
    with pytest.raises(RuntimeError, match="one block"), recording:
        pass


def test_a_recording_inside_of_another_hears_its_part_and_the_outer_hears_all():
    x = leaf(2.0)
    with nablascope.record() as outer:
        y = torch.sin(x)
        with nablascope.record() as inner:
            z = y * y
        loss = z + 1
        loss.backward(retain_graph=True)
    whole = outer.trace(loss)
    assert [node.value is not None for node in whole.nodes] == [True] * len(whole.nodes)
    assert named(whole)["x"].grad.values == (x.grad.item(),)
    part = inner.trace(z)
    assert named(part)["z"].value.values == (z.item(),)


@pytest.mark.parametrize(
    ("outputs", "error", "message"),
    [
        (lambda x: (3.0,), TypeError, "float, not a tensor"),
        (lambda x: (x.detach(),), ValueError, "requires a gradient"),
        (lambda x: (), ValueError, r"recording\.trace\(loss\)"),
    ],
    ids=["a number", "a constant", "nothing"],
)
def test_what_cannot_be_differentiated_is_an_error(outputs, error, message):
    x = leaf(2.0)
    with nablascope.record() as recording:
        torch.sin(x)
    with pytest.raises(error, match=message):
        recording.trace(*outputs(x))


def test_parts_under_no_grad_do_not_disturb():
    w = leaf(2.0)
    with nablascope.record() as recording:
        y = w * 3
        with torch.no_grad():
            w.mul_(0.5)
            extra = w * 100
        loss = y + extra
        loss.backward()
    trace = recording.trace(loss)
    assert named(trace)["w"].grad.values == (3.0,)
    assert named(trace)["loss"].value.values == (106.0,)


def test_autocast_is_shown_as_it_ran():
    model, x = nn.Linear(4, 4), torch.ones(2, 4)
    with nablascope.record() as recording, torch.autocast("cpu", torch.bfloat16):
        loss = model(x).float().sum()
        loss.backward()
    trace = recording.trace(loss)
    assert "bfloat16" in {node.value.dtype for node in trace.nodes if node.value}
    assert named(trace)["weight"].grad.values == tuple(model.weight.grad.reshape(-1).tolist())


@pytest.mark.parametrize("reentrant", [True, False])
def test_a_checkpointed_part_is_recorded(reentrant):
    x = leaf([0.5, 1.0])
    with nablascope.record() as recording:
        loss = checkpoint(lambda x: torch.sin(x) * 2, x, use_reentrant=reentrant).sum()
        loss.backward()
    assert named(recording.trace(loss))["x"].grad.values == tuple(x.grad.tolist())


def test_another_thread_is_not_heard_and_not_disturbed():
    x, results = leaf(2.0), []

    def other():
        z = leaf(5.0)
        (nn.Tanh()(z) * z).backward()
        results.append(z.grad)

    with nablascope.record() as recording:
        thread = threading.Thread(target=other)
        thread.start()
        y = x**3
        thread.join()
    trace = recording.trace(y)
    assert [node.module for node in trace.nodes if node.kind == "op"] == [None]
    assert ops(trace) == ["PowBackward0"]
    assert results[0] is not None


def test_two_threads_record_each_their_own():
    begun = threading.Barrier(2, timeout=10)
    traces = {}

    def step(power):
        x = leaf(2.0)
        with nablascope.record() as recording:
            begun.wait()
            y = x**power
            y.backward()
            begun.wait()
        traces[power] = recording.trace(y)

    threads = [threading.Thread(target=step, args=(power,)) for power in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {power: named(trace)["x"].grad.values for power, trace in traces.items()} == {
        2: (4.0,),
        3: (12.0,),
    }
    assert not nn.modules.module._has_any_global_hook()


def test_transforms_of_functions_give_what_they_give():
    x = leaf(0.5)
    with nablascope.record() as recording:
        slope = torch.func.grad(torch.sin)(x)
        many = torch.func.vmap(torch.func.grad(torch.sin))(torch.ones(3))
        loss = slope * 2
        loss.backward()
    assert slope.item() == torch.cos(x).item()
    assert torch.allclose(many, torch.cos(torch.ones(3)))
    trace = recording.trace(loss)
    assert named(trace)["x"].grad.values == (x.grad.item(),)


def test_what_torch_compile_would_hide_is_run_and_shown_or_else_told():
    def region(x):
        return torch.sin(x) * 2

    compiled = torch.compile(region, backend="aot_eager")
    x = leaf(0.5)
    before = compiled(x)
    with nablascope.record() as recording:
        inside = compiled(x)
    assert ops(recording.trace(inside)) == ["SinBackward0", "MulBackward0"]
    assert recording.trace(inside).notes == ()
    with nablascope.record() as recording:
        loss = before * 2
    hidden = recording.trace(loss)
    assert ops(hidden) == ["CompiledFunctionBackward", "MulBackward0"]
    assert any("torch.compile" in note for note in hidden.notes)


def test_what_was_made_before_the_block_is_shown_without_a_value_and_told():
    x = leaf(0.5)
    before = torch.sin(x)
    with nablascope.record() as recording:
        loss = torch.cos(before * 2)
        loss.backward()
    trace = recording.trace(loss)
    assert ops(trace) == ["SinBackward0", "MulBackward0", "CosBackward0"]
    assert named(trace)["x"].grad.values == (x.grad.item(),)


def test_large_tensors_are_previews_and_small_ones_whole():
    x = torch.ones(2000, requires_grad=True)
    small = torch.ones(1000, requires_grad=True)
    with nablascope.record() as recording:
        y = x.sum() + small.sum()
    nodes = named(recording.trace(y))
    assert not nodes["x"].value.whole
    assert nodes["x"].value.statistics.mean == 1.0
    assert nodes["small"].value.whole
    with nablascope.record(whole=True) as recording:
        y = x.sum()
    assert named(recording.trace(y))["x"].value.whole


def test_a_recording_that_nobody_holds_is_freed():
    recording = nablascope.record()
    with recording:
        y = leaf(2.0) * 3
        y.backward()
    seen = weakref.ref(recording._code)
    del recording
    gc.collect()
    assert seen() is None


def test_a_deep_chain_is_recorded_and_freed_on_an_ordinary_stack(run_python):
    script = (
        "import nablascope, torch\n"
        "x = torch.tensor(1.0, requires_grad=True)\n"
        "with nablascope.record() as recording:\n"
        "    y = x\n"
        "    for _ in range(50_000): y = y * 1.0\n"
        "trace = recording.trace(y)\n"
        "y.backward()\n"
        "print(len(trace.nodes), x.grad.item())\n"
    )
    assert run_python(script).split() == ["100001", "1.0"]


@pytest.mark.parametrize("way", ["trace", "record"])
def test_the_graph_of_the_gradient_and_of_its_gradient_can_be_asked_for(way):
    x = leaf(2.0)
    if way == "trace":
        first = nablascope.trace(lambda x: x**4, x)
    else:
        with nablascope.record() as recording:
            y = x**4
        first = recording.trace(y)
    second = first.gradient_trace()
    third = second.gradient_trace("x")
    values = [trace.nodes[trace.output_node].value.values[0] for trace in (first, second, third)]
    assert values == [16.0, 32.0, 48.0]
    slopes = [named(trace)["x"].grad.values[0] for trace in (first, second, third)]
    assert slopes == [32.0, 48.0, 48.0]
    assert [trace.order for trace in (first, second, third)] == [1, 2, 3]
    assert x.grad is None


def test_the_gradient_by_one_of_several_leaves_is_chosen_by_name():
    u, v = leaf(2.0), leaf(3.0)
    trace = nablascope.trace(lambda u, v: u**2 * v**3, u, v)
    by_v = trace.gradient_trace("v")
    assert by_v.nodes[by_v.output_node].value.values == (4 * 3 * 9.0,)
    with pytest.raises(ValueError, match="no leaf w; there is u, v"):
        trace.gradient_trace("w")


def test_a_gradient_that_is_constant_has_no_graph():
    with pytest.raises(ValueError, match="same everywhere"):
        nablascope.trace(lambda x: x * 3, leaf(2.0)).gradient_trace()


def test_the_gradient_of_outputs_that_are_gone_cannot_be_taken():
    x = leaf(2.0)
    with nablascope.record() as recording:
        y = x**4
    trace = recording.trace(y)
    del y
    with pytest.raises(ValueError, match="are gone"):
        trace.gradient_trace()
    recording.close()
    with pytest.raises(ValueError, match="are gone"):
        trace.gradient_trace()


def test_what_a_backward_pass_itself_computes_stands_where_the_program_started_it():
    def program(x):
        (slope,) = torch.autograd.grad(x**3, x, create_graph=True)
        return slope

    trace = nablascope.trace(program, torch.tensor(2.0))
    line = program.__code__.co_firstlineno + 1
    assert {node.span.line for node in trace.nodes if node.kind == "op"} == {line}
    assert all(node.file == __file__ for node in trace.nodes if node.kind == "op")
