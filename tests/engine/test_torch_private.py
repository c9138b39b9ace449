"""What breaks when torch changes a private name we stand on."""

import threading
from functools import cache

import pytest
import torch
from torch.utils.checkpoint import checkpoint

from nablascope.engine.torch_private import (
    NO_SEQUENCE,
    DispatchMode,
    base_of,
    current_node,
    hearing_backward,
    is_transforming,
    never_compile,
    node_sequence,
    node_sequences,
    print_options,
    sequence_of,
    signature,
    version_of,
)


class Watching(DispatchMode):
    def __init__(self):
        super().__init__()
        self.seen = []

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        result = operation(*args, **(kwargs or {}))
        self.seen.append((operation, result))
        return result


def test_what_a_mode_sees_below_autograd_is_the_tensor_that_gets_the_grad_fn():
    x = torch.tensor([2.0, 3.0], requires_grad=True)
    with Watching() as watching:
        results = [x * 3, x.view(2, 1), (x * 2).mul_(x)]
    nodes = [result.grad_fn for result in results]
    assert all(any(seen.grad_fn is node for _, seen in watching.seen) for node in nodes)


def test_sequence_numbers_count_the_nodes_of_a_thread():
    x = torch.tensor(2.0, requires_grad=True)
    first, second = (node_sequence((x * 3).grad_fn) for _ in range(2))
    assert second == first + 1


def test_an_accumulate_grad_node_has_no_sequence_number():
    x = torch.tensor(2.0, requires_grad=True)
    (accumulate, _), *_ = torch.sin(x).grad_fn.next_functions
    assert node_sequence(accumulate) == NO_SEQUENCE


def test_an_operation_tells_its_parameters_and_which_numbers_are_data():
    x = torch.tensor([1.0, 2.0])
    with Watching() as watching:
        torch.clamp(x, 0, 1)
        torch.sum(x, 0)
        x.add_(1)
    clamp, total, added = [signature(operation) for operation, _ in watching.seen]
    assert (clamp.function, clamp.names, clamp.drawn) == ("clamp", ("self", "min", "max"), (True, True, True))
    assert (total.names[:2], total.drawn[:2]) == (("self", "dim"), (True, False))
    assert (total.changes, added.changes) == (False, True)


def test_a_paused_mode_hears_nothing_until_it_goes_on():
    with Watching() as watching:
        with watching.paused():
            torch.ones(1) + 1
        with Watching() as inner, watching.paused():
            torch.ones(1) * 2
        torch.ones(1) / 3
    assert [str(operation) for operation, _ in watching.seen].count("aten.add.Tensor") == 0
    assert [str(operation) for operation, _ in inner.seen].count("aten.mul.Tensor") == 1
    assert [str(operation) for operation, _ in watching.seen][-1] == "aten.div.Tensor"


def test_tensors_count_their_changes_and_views_know_their_base():
    base = torch.zeros(3)
    view = base[:2]
    view.add_(1)
    assert (version_of(base), base_of(view) is base, base_of(base)) == (1, True, None)


def test_the_sequence_numbers_of_many_nodes_are_those_of_each():
    y = torch.tensor(2.0, requires_grad=True) * 3
    accumulate = y.grad_fn.next_functions[0][0]
    assert list(node_sequences([y.grad_fn, accumulate])) == [sequence_of(y.grad_fn), NO_SEQUENCE]


def test_a_modes_first_operation_does_not_import_the_compiler(run_python):
    script = (
        "import sys, torch\n"
        "from nablascope.engine.record import Recorder\n"
        "x = torch.tensor(1.0, requires_grad=True)\n"
        "with Recorder(): x * x\n"
        "print('torch._dynamo' in sys.modules)"
    )
    assert run_python(script).strip() == "False"


def test_torchs_compiler_passes_over_code_that_is_never_compiled():
    class Fragile(DispatchMode):
        def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
            seen.append(parameters_of(operation))
            return operation(*args, **(kwargs or {}))

    @cache
    def parameters_of(operation):
        return str(operation)

    seen = []
    never_compile(Fragile.__torch_dispatch__)
    with Fragile():
        torch.compile(lambda x: torch.sin(x) * 2, backend="eager")(torch.ones(2))
    assert seen[-2:] == ["aten.sin.default", "aten.mul.Tensor"]


def test_a_running_transform_is_noticed():
    seen = []
    torch.func.vmap(lambda x: seen.append(is_transforming()) or x)(torch.ones(2))
    assert (seen, is_transforming()) == ([True], False)


def leaf(value=2.0):
    return torch.tensor(value, requires_grad=True)


class Heard(list):
    """The calls of every pass, in the order in which they started."""

    def __call__(self, call, run):
        self.append(call)
        return run()


_EARLIER = (torch.autograd.backward, torch.autograd.grad)
"""As a program has them that imported them before anything was recorded."""


@pytest.mark.parametrize(
    "start",
    [
        lambda x, y: y.backward(),
        lambda x, y: _EARLIER[0]([y]),
        lambda x, y: _EARLIER[1](y, x),
        lambda x, y: torch.autograd.functional.vjp(lambda x: x * 3, x)[1:],
    ],
    ids=["Tensor.backward", "autograd.backward", "autograd.grad", "autograd.functional"],
)
def test_a_pass_is_heard_however_it_is_started(start):
    heard, x = Heard(), leaf()
    y = x * 3
    with hearing_backward(heard):
        result = start(x, y)
    assert len(heard) == 1
    assert (result[0] if result else x.grad).item() == 3.0
    (x * 3).backward()
    assert len(heard) == 1


def test_what_a_pass_was_asked_is_told():
    heard, x = Heard(), leaf()
    y, seed = x * 3, torch.tensor(5.0)
    with hearing_backward(heard):
        y.backward(seed, retain_graph=True)
        torch.autograd.grad(y, x, create_graph=True)
    first, second = heard
    assert (first.roots, first.seeds, first.inputs) == ((y,), (seed,), ())
    assert (first.retain_graph, first.create_graph, first.accumulate) == (True, False, True)
    assert (second.inputs, second.retain_graph, second.create_graph, second.accumulate) == (
        (x,), True, True, False,
    )  # fmt: skip


def test_an_error_of_a_pass_comes_through_as_it_is():
    y = leaf().exp()
    y.backward()
    with pytest.raises(RuntimeError, match="second time"), hearing_backward(Heard()):
        y.backward()


def test_torchs_engine_is_its_own_again_whoever_leaves_first():
    engine, one, other, x = torch.autograd._engine_run_backward, Heard(), Heard(), leaf()
    entered, left = threading.Event(), threading.Event()

    def elsewhere():
        with hearing_backward(other):
            entered.set()
            left.wait(10)
            (leaf() * 3).backward()

    thread = threading.Thread(target=elsewhere)
    with hearing_backward(one):
        thread.start()
        entered.wait(10)
        (x * 2).backward()
    left.set()
    thread.join()
    assert (len(one), len(other)) == (1, 1)
    assert torch.autograd._engine_run_backward is engine


def test_a_pass_inside_of_a_pass_is_heard():
    heard, x = Heard(), leaf()
    with hearing_backward(heard):
        checkpoint(lambda x: torch.sin(x) * 2, x, use_reentrant=True).backward()
    assert len(heard) == 2
    assert x.grad.item() == pytest.approx(2 * torch.cos(x).item())


def test_a_hook_is_told_which_node_is_called():
    x, told = leaf(), []
    y = x.sin().exp()
    nodes = [y.grad_fn, y.grad_fn.next_functions[0][0]]
    nodes.append(nodes[1].next_functions[0][0])
    for node in nodes:
        node.register_hook(lambda *_: told.append(current_node()))
    y.backward()
    assert told == nodes


@pytest.mark.parametrize("kind", ["SGD", "Adam", "RMSprop"])
def test_an_optimizer_works_without_the_compiler(run_python, kind):
    script = (
        "import sys, torch\n"
        "from nablascope.engine.torch_private import make_optimizer, step, zero_grad\n"
        "w = torch.tensor(1.0, requires_grad=True)\n"
        f"optimizer = make_optimizer(torch.optim.{kind}, [w], lr=0.25)\n"
        "w.backward()\n"
        "step(optimizer)\n"
        "zero_grad(optimizer)\n"
        "print('torch._dynamo' in sys.modules, w.item() < 1, w.grad, w.requires_grad)"
    )
    assert run_python(script).strip() == "False True None True"


@pytest.mark.parametrize("transform", ["grad", "jacrev", "vmap"])
def test_a_transform_works_without_the_compiler(run_python, transform):
    script = (
        "import sys, torch\n"
        "from nablascope.engine.torch_private import transforming\n"
        f"derived = torch.func.{transform}(lambda x: x.sum()**3)\n"
        "x = torch.tensor([2.0])\n"
        "with transforming():\n"
        "    got = derived(x).flatten().tolist()\n"
        "print('torch._dynamo' in sys.modules, got)\n"
        "print(derived(x).flatten().tolist() == got)"
    )
    expected = {"grad": 12.0, "jacrev": 12.0, "vmap": 8.0}
    assert run_python(script).split("\n")[:2] == [f"False [{expected[transform]}]", "True"]


def test_what_print_options_tells_puts_them_back():
    before, text = print_options(), str(torch.tensor(1 / 3))
    torch.set_printoptions(precision=9, sci_mode=True)
    assert str(torch.tensor(1 / 3)) != text
    torch.set_printoptions(**before)
    assert str(torch.tensor(1 / 3)) == text
