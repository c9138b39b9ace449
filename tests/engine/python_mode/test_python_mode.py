"""A text run as Python: what it prints, and the graph of what it did."""

import io
import sys
from contextlib import redirect_stdout
from types import ModuleType

import pytest
import torch

from nablascope.core.wire.messages import Evaluate, Input
from nablascope.engine.session import answer

NETWORK = """
import torch
import numpy as np
from dataclasses import dataclass

@dataclass
class Settings:
    rate: float = 0.1

class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(2, 1)

    def forward(self, rows):
        hidden = torch.tanh(self.layer(rows))
        return hidden.sum()

torch.manual_seed(0)
net = Net()
optimizer = torch.optim.SGD(net.parameters(), lr=Settings().rate)
data = torch.tensor(np.arange(6.0).reshape(3, 2), dtype=torch.float32)
for epoch in range(3):
    optimizer.zero_grad()
    loss = (net(data) - 1) ** 2
    loss.backward()
    optimizer.step()
    print(epoch, f"{loss.item():.4f}")
"""

SQUARE = """
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        return a * a

    @staticmethod
    def backward(ctx, grad):
        (a,) = ctx.saved_tensors
        return 2 * a * grad

y = Square.apply(x)
z = sin(y)
"""


def run(text, **options):
    inputs = tuple(Input(name, (float(value),)) for name, value in options.pop("inputs", {}).items())
    return answer(Evaluate(3, text, inputs, fill=True, python=True, **options))


def named(reply):
    return {node.name: node for node in reply.trace.nodes if node.name}


def operations(output):
    """The names of torch's own nodes behind a tensor, leaves left out, sorted."""
    seen, pending = set(), [output.grad_fn]
    while pending:
        node = pending.pop()
        if node is not None and node not in seen:
            seen.add(node)
            pending += [following for following, _ in node.next_functions]
    return sorted(node.name() for node in seen if "AccumulateGrad" not in node.name())


@pytest.fixture(scope="module")
def alone():
    """The namespace of the training loop after Python alone ran it, and what it printed."""
    namespace, printed = {"__name__": "alone"}, io.StringIO()
    sys.modules["alone"] = ModuleType("alone")
    with redirect_stdout(printed), torch.random.fork_rng():
        exec(NETWORK, namespace)
    del sys.modules["alone"]
    return namespace, printed.getvalue()


def test_a_training_loop_prints_what_python_prints(alone):
    reply, (_, printed) = run(NETWORK), alone
    assert reply.failure is None
    assert "\n".join(reply.printed) == printed.strip()
    assert reply.free == ()


def test_a_training_loop_shows_its_last_pass_as_torch_has_it(alone):
    reply, (namespace, _) = run(NETWORK), alone
    drawn = [node.op for node in reply.trace.nodes if node.kind == "op"]
    assert sorted(drawn) == operations(namespace["loss"])
    assert reply.trace.output == "loss"
    weight = named(reply)["layer.weight"]
    assert weight.grad.values == pytest.approx(namespace["net"].layer.weight.grad.flatten().tolist())


def test_nodes_know_their_module_their_name_and_their_place_in_the_text():
    hidden = named(run(NETWORK))["hidden"]
    assert (hidden.op, hidden.module, hidden.file) == ("TanhBackward0", "net", None)
    assert NETWORK.split("\n")[hidden.span.line - 1][hidden.span.column :] == "torch.tanh(self.layer(rows))"


def test_a_custom_function_is_a_node_and_free_names_are_inputs():
    reply = run(SQUARE, inputs={"x": 3})
    assert [node.op for node in reply.trace.nodes if node.kind == "op"] == ["SquareBackward", "SinBackward0"]
    assert reply.free == ("x",)
    assert reply.trace.output == "z"
    assert named(reply)["x"].grad.values[0] == pytest.approx(6 * torch.cos(torch.tensor(9.0)).item())


def test_a_hook_stands_on_its_node():
    reply = run("y = x * 2\ny.register_hook(lambda grad: grad * 10)\nz = y + 1\nz.backward()")
    assert named(reply)["x"].grad.values[0] == 20.0
    assert named(reply)["y"].hooks


def test_the_last_expression_is_the_output_and_prints_nothing():
    reply = run("try:\n    y = x**2\nfinally:\n    pass\ny * 3", inputs={"x": 2})
    assert (reply.trace.output, reply.printed) == ("y * 3", ())
    assert named(reply)["x"].grad.values[0] == 12.0


def test_columns_count_characters():
    (exponent,) = [node for node in run("ä = 'ö'; y = x.exp()").trace.nodes if node.kind == "op"]
    assert (exponent.span.column, exponent.span.end_column) == (13, 20)


def test_annotations_from_the_future_count_for_the_whole_text():
    reply = run("from __future__ import annotations\ndef f(a: Unknown) -> Other:\n    return a**2\ny = f(x)")
    assert reply.failure is None


def test_the_second_gradient_has_a_graph_too():
    reply = run("class A: pass\ny = x**3", inputs={"x": 2}, order=2)
    assert named(reply)["x"].grad.values[0] == 12.0


def test_the_module_is_main_so_that_pickles_find_their_class():
    text = "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))), __name__)\ny = x"
    main = sys.modules["__main__"]
    assert run(text).printed == ("<class '__main__.A'> __main__",)
    assert sys.modules["__main__"] is main


def test_a_warning_stands_among_what_is_printed():
    reply = run("import warnings\nfor i in range(3):\n    warnings.warn('careful')\ny = x")
    assert reply.printed == ("UserWarning: careful",)


def test_the_random_state_and_the_default_dtype_are_as_before():
    before = torch.get_rng_state()
    run("torch.manual_seed(9)\ntorch.set_default_dtype(torch.float64)\ny = x * torch.rand(())")
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.get_default_dtype() == torch.float32


def test_only_what_python_can_run_is_offered_to_it():
    def offered(text):
        return answer(Evaluate(1, text, fill=True)).is_python

    assert offered("class A:\n    pass\ny = x")
    assert offered("import numpy\ny = x")
    assert not offered("class A:")
    assert not offered("y = x**2")
    assert not offered("y = sni(x)")


def test_a_pass_that_a_checkpoint_runs_inside_of_another_is_not_the_texts_own():
    text = (
        "from torch.utils.checkpoint import checkpoint\n"
        "y = checkpoint(lambda a: a.sin().exp(), x, use_reentrant=True)\n"
        "z = y * 2\n"
        "z.backward()\n"
    )
    reply = run(text, inputs={"x": 0})
    assert (reply.failure, reply.trace.output) == (None, "z")
    assert named(reply)["x"].grad.values[0] == 2.0
    assert not any("times" in note for note in reply.trace.notes)


def test_a_pass_from_an_edge_of_the_graph_leaves_the_last_result_to_be_shown():
    text = (
        "from torch.autograd.graph import get_gradient_edge\n"
        "y = x**2\n"
        "torch.autograd.backward(get_gradient_edge(y), torch.ones(()), retain_graph=True)\n"
        "w = x * 3\n"
    )
    reply = run(text)
    assert (reply.failure, reply.trace.output) == (None, "w")


def test_what_the_text_leaves_switched_off_does_not_keep_its_gradient_from_being_drawn():
    reply = run("y = x**3\ntorch.set_grad_enabled(False)", inputs={"x": 2}, order=2)
    assert reply.failure is None
    assert named(reply)["x"].grad.values[0] == 12.0


def test_letters_that_no_message_can_hold_are_printed_as_question_marks():
    assert run("print('a\\ud800b')\ny = x").printed == ("a?b",)
