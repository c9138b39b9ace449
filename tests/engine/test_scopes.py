"""In which call of a function, which round of a loop and which module a node ran."""

from weakref import ref

import pytest
import torch
from torch import nn

import nablascope
from core.timeline.runs import typed
from nablascope.core.graph.scope import Segment
from nablascope.core.wire.messages import Evaluate
from nablascope.engine.session import answer


def scopes(trace):
    """The scope of each operation as words like ``f0 attention``, by its function."""
    found = {}
    for node in trace.nodes:
        if node.kind in ("op", "cut"):
            words = " / ".join(f"{part.kind} {part.name} {part.number}" for part in node.scope)
            found.setdefault(node.function, []).append(words)
    return found


def of_text(text, **inputs):
    return scopes(typed(text, **inputs).trace)


def test_what_the_program_does_itself_is_in_no_scope():
    assert of_text("y = torch.sin(x)", x=2.0) == {"sin": [""]}


def test_a_function_of_the_program_is_told_with_the_number_of_its_call():
    found = of_text("def f(a):\n    return torch.sin(a)\ny = f(f(x)) * f(x)", x=2.0)
    assert found["sin"] == ["function f 0", "function f 1", "function f 2"]
    assert found["mul"] == [""]


def test_calls_are_counted_within_the_call_around_them():
    found = of_text("def f(a):\n    return torch.sin(a)\ndef g(a):\n    return f(f(a))\ny = g(g(x))", x=2.0)
    assert found["sin"] == [
        f"function g {outer} / function f {inner}" for outer in (0, 1) for inner in (0, 1)
    ]


def test_each_round_of_a_loop_is_told():
    found = of_text("y = x\nfor step in range(3):\n    y = torch.sin(y)", x=2.0)
    assert found["sin"] == [f"loop for step {number}" for number in range(3)]


def test_a_while_loop_and_a_comprehension_are_loops_too():
    found = of_text("i = 0\ny = x\nwhile i < 2:\n    y = torch.sin(y)\n    i += 1", x=2.0)
    assert found["sin"] == ["loop while 0", "loop while 1"]
    found = of_text("y = sum([torch.cos(x * k) for k in [1, 2]])", x=2.0)
    assert found["cos"] == ["loop for k 0", "loop for k 1"]


def test_two_loops_that_begin_alike_are_told_apart():
    found = of_text(
        "y = x\nfor i in range(1):\n    y = torch.sin(y)\nfor i in range(1):\n    y = torch.cos(y)", x=2.0
    )
    assert (found["sin"], found["cos"]) == (["loop for i 0"], ["loop for i (2) 0"])


def test_a_loop_in_a_loop_counts_its_rounds_anew():
    found = of_text(
        "y = x\nfor i in range(2):\n    for (a,\n         b) in [(1, 2)]:\n        y = y * b", x=2.0
    )
    assert found["mul"] == [f"loop for i {number} / loop for (a, b) 0" for number in (0, 1)]


def test_modules_that_a_text_calls_in_a_loop_stand_inside_of_its_rounds():
    found = of_text(
        "torch.manual_seed(0)\nnet = nn.Sequential(nn.Linear(1, 1), nn.Tanh())\ny = x\n"
        "for i in range(2):\n    y = net(y)",
        x=[1.0],
    )
    assert found["tanh"] == [f"loop for i {number} / module net {number} / module 1 0" for number in (0, 1)]


def of_python(function, *given):
    """The scopes of a Python function's operations while it is recorded."""
    with nablascope.record() as recording:
        loss = function(*given)
    return scopes(recording.trace(loss))


def leaf():
    return torch.ones(2, requires_grad=True)


def twice(x):
    return torch.sin(x) * 2


def test_functions_that_python_calls_are_told_with_the_number_of_the_call():
    def run(x):
        return (twice(twice(x)) + x).sum()

    found = of_python(run, leaf())
    assert found["sin"] == found["mul"] == [f"function run 0 / function twice {call}" for call in (0, 1)]
    assert found["add"] == found["sum"] == ["function run 0"]


def test_what_the_recorded_block_does_itself_is_in_no_scope():
    with nablascope.record() as recording:
        loss = (twice(leaf()) * 3).sum()
    found = scopes(recording.trace(loss))
    assert (found["sin"], found["mul"], found["sum"]) == (
        ["function twice 0"],
        ["function twice 0", ""],
        [""],
    )


def test_rounds_of_a_loop_in_python_are_told():
    def run(x):
        for _step in range(3):
            x = torch.sin(x)
            x = x * 2
        return x.sum()

    found = of_python(run, leaf())
    rounds = [f"function run 0 / loop for _step {number}" for number in range(3)]
    assert (found["sin"], found["mul"], found["sum"]) == (rounds, rounds, ["function run 0"])


def test_rounds_are_told_by_the_calls_in_them_and_loops_in_loops_count_anew():
    def run(x):
        for _i in range(2):
            for a, b in [(1, 2), (3, 4)]:
                x = twice(x) * a * b
            x = torch.cos(x)
        while x.sum() < 0:
            x = twice(x)
        return x.sum()

    found = of_python(run, leaf())
    inner = [f"function run 0 / loop for _i {i} / loop for a, b {n}" for i in (0, 1) for n in (0, 1)]
    assert found["sin"][:4] == [f"{scope} / function twice 0" for scope in inner]
    assert found["cos"] == [f"function run 0 / loop for _i {number}" for number in (0, 1)]


def test_a_comprehension_in_python_is_a_loop():
    def run(x):
        return sum([twice(x * k).sum() for k in range(2)])

    found = of_python(run, leaf())
    assert found["sin"] == [f"function run 0 / loop for k {number} / function twice 0" for number in (0, 1)]


def test_one_instruction_that_runs_several_operations_stays_in_one_round():
    def run(x):
        for _step in range(1):
            x = nn.functional.layer_norm(x, (2,)) @ x
        return x.sum()

    found = of_python(run, leaf())
    assert {scope for function in found.values() for scope in function} == {
        "function run 0 / loop for _step 0",
        "function run 0",
    }


def test_functions_around_a_module_are_told_and_its_forward_is_not():
    net = Net()

    def step(x):
        return net(x).sum()

    found = of_python(step, leaf())
    assert found["tanh"][0] == "function step 0 / module Net 0 / module layers 0 / module 0 0 / module part 0"


def run_as_python(text):
    leaf_of_text = "import torch\nx = torch.ones((), requires_grad=True)\n"
    return answer(Evaluate(1, leaf_of_text + text, fill=True, python=True)).trace


def test_a_text_in_python_mode_tells_its_functions_and_loops():
    found = scopes(
        run_as_python("def f(a):\n    return torch.sin(a)\nfor i in range(2):\n    x = f(x)\nx = x * 1")
    )
    assert found["sin"] == [f"loop for i {number} / function f 0" for number in (0, 1)]


def test_frames_of_functions_that_ended_are_let_go_of():
    kept = []

    def run(x):
        big = torch.zeros(3)
        kept.append(ref(big))
        return torch.sin(x + big)

    with nablascope.record() as recording:
        y = torch.cos(run(torch.ones(3, requires_grad=True)))
        assert kept[0]() is None
        loss = y.sum()
    assert recording.trace(loss).nodes


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.part = nn.Tanh()

    def forward(self, x):
        return self.part(self.part(x)) + x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([Block(), Block()])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def test_modules_that_python_calls_are_told_by_their_path_with_the_number_of_the_call():
    x = torch.ones(2, requires_grad=True)
    with nablascope.record() as recording:
        net = Net()
        loss = (net(x) + net(x)).sum()
    found = scopes(recording.trace(loss))["tanh"]
    assert found == [
        f"module net {call} / module layers 0 / module {layer} 0 / module part {part}"
        for call in (0, 1)
        for layer in (0, 1)
        for part in (0, 1)
    ]


def test_leaves_and_constants_ran_nowhere():
    trace = typed("for i in range(1):\n    y = x * 2", x=2.0).trace
    assert [node.scope for node in trace.nodes if node.kind != "op"] == [(), ()]
    assert trace.nodes[trace.output_node].scope == (Segment("loop", "for i", 0),)


@pytest.mark.parametrize("depth", [60])
def test_functions_that_call_each_other_as_deep_as_they_may_are_all_told(depth):
    text = "def f(a, n):\n    return torch.sin(a) if n == 1 else f(a, n - 1)\ny = f(x, 59)"
    trace = typed(text, x=2.0).trace
    assert len(trace.nodes[trace.output_node].scope) == depth - 1
