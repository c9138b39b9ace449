"""What breaks when torch changes a private name we stand on."""

from functools import cache

import torch

from nablascope.engine.torch_private import (
    NO_SEQUENCE,
    DispatchMode,
    is_transforming,
    never_compile,
    node_sequence,
    parameters,
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
    clamp, total = [operation for operation, _ in watching.seen]
    assert [(p.name, p.drawn) for p in parameters(clamp)] == [("self", True), ("min", True), ("max", True)]
    assert [(p.name, p.drawn) for p in parameters(total)][:2] == [("self", True), ("dim", False)]


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
