"""Beside each edge stands the derivative of the node's output by that input, as torch has it."""

import pytest
import torch

from nablascope.core.wire.messages import Evaluate, Input
from nablascope.engine.local_derivatives import local_derivatives, quietly
from nablascope.engine.record import Recorder
from nablascope.engine.session import answer


def trace_of(text, **inputs):
    given = tuple(_input(name, value) for name, value in inputs.items())
    return answer(Evaluate(1, text, given, fill=True, dtype="float64")).trace


def _input(name, value):
    return Input(name, tuple(value), (len(value),)) if isinstance(value, list) else Input(name, (value,))


def locals_by_input(trace, name):
    target = next(node.id for node in trace.nodes if node.name == name)
    return {edge.input: edge.local for edge in trace.edges if edge.target == target}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("y = torch.sin(x)", torch.sin),
        ("y = torch.exp(x)", torch.exp),
        ("y = x**3", lambda x: x**3),
        ("y = torch.tanh(x)", torch.tanh),
        ("y = torch.abs(x)", torch.abs),
    ],
)
def test_of_one_number_it_is_the_derivative(text, by):
    x = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)
    (expected,) = torch.autograd.grad(by(x), x)
    assert locals_by_input(trace_of(text, x=0.7), "y")["self"].values == (expected.item(),)


def test_it_is_local_and_not_the_gradient():
    trace = trace_of("a = x * 3\ny = 10 * a", x=2.0)
    assert locals_by_input(trace, "a")["self"].values == (3.0,)


def test_of_an_elementwise_operation_it_is_the_diagonal():
    trace = trace_of("a = torch.sin(x)\ny = (5 * a).sum()", x=[1.0, 2.0])
    expected = torch.tensor([1.0, 2.0], dtype=torch.float64).cos()
    assert locals_by_input(trace, "a")["self"].values == tuple(expected.tolist())


def test_of_a_sum_there_is_none_since_it_is_no_tensor_of_that_shape():
    assert locals_by_input(trace_of("y = x.sum()", x=[1.0, 2.0]), "y") == {"self": None}


def test_looking_sets_off_no_hook_and_changes_no_gradient():
    calls = []
    x = torch.tensor(2.0, requires_grad=True)
    with Recorder() as recorder:
        y = x * x
        y.register_hook(calls.append)
        y.backward()
    assert len(calls) == 1
    assert x.grad.item() == 4.0
    assert recorder.recording.passes[0].details


def test_a_custom_function_is_not_called_a_second_time():
    calls = []

    class Double(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return 2 * x

        @staticmethod
        def backward(ctx, g):
            calls.append(g)
            return 2 * g

    x = torch.tensor(2.0, requires_grad=True)
    with Recorder():
        Double.apply(x).backward()
    assert len(calls) == 1


def test_a_node_that_finds_its_saved_places_changed_tells_nothing():
    scores = torch.zeros(1, 2, requires_grad=True)
    places = torch.tensor([1])
    with Recorder() as recorder:
        loss = torch.nn.functional.nll_loss(scores, places)
        places.numpy()[0] = 50
    with quietly():
        assert local_derivatives(recorder.recording, loss.grad_fn) == ()
