"""The graph of the gradient itself: what is asked for by its order is what torch computes."""

import pytest
import torch

from nablascope.core.wire.messages import Evaluate, Input
from nablascope.engine.session import answer


def ask(text, order, wrt=None, **inputs):
    given = tuple(Input(name, (value,)) for name, value in inputs.items())
    return answer(Evaluate(1, text, given, fill=True, dtype="float64", order=order, wrt=wrt))


def derivative(function, order, leaf, *values):
    """The derivative of that order by one leaf, and then by every leaf once more, from torch."""
    leaves = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in values]
    result = function(*leaves)
    for _ in range(order - 1):
        (result,) = torch.autograd.grad(result, leaves[leaf], create_graph=True)
    return result.item(), [grad.item() for grad in torch.autograd.grad(result, leaves)]


def function_of_one(x):
    return torch.sin(x) * x**3


@pytest.mark.parametrize("order", [1, 2, 3, 4, 5])
def test_every_order_up_to_five_is_torchs(order):
    trace = ask("y = torch.sin(x) * x**3", order, x=0.7).trace
    value, (grad,) = derivative(function_of_one, order, 0, 0.7)
    output = trace.nodes[trace.output_node]
    leaf = next(node for node in trace.nodes if node.name == "x")
    assert trace.order == order
    assert output.value.values[0] == pytest.approx(value, rel=1e-12)
    assert leaf.grad.values[0] == pytest.approx(grad, rel=1e-12)


def test_every_node_of_the_gradients_graph_has_its_value():
    trace = ask("y = torch.exp(x) * torch.tanh(x)", 3, x=0.3).trace
    assert len(trace.nodes) > 20
    assert all(node.value is not None for node in trace.nodes)


def test_the_derivative_says_by_what_and_how_often():
    assert ask("y = x**3", 2, x=2.0).trace.output == "d(y)/d(x)"
    assert ask("y = x**4", 3, x=2.0).trace.output == "d²(y)/d(x)²"


def test_a_leaf_may_be_chosen():
    trace = ask("f = u**2 * v**3", 2, wrt="v", u=2.0, v=3.0).trace
    value, grads = derivative(lambda u, v: u**2 * v**3, 2, 1, 2.0, 3.0)
    assert trace.nodes[trace.output_node].value.values[0] == pytest.approx(value)
    assert [node.grad.values[0] for node in trace.nodes if node.kind == "leaf"] == pytest.approx(grads)


@pytest.mark.parametrize(
    ("text", "order", "wrt", "message"),
    [
        ("y = 3 * x", 2, None, "the same everywhere"),
        ("y = x**2", 6, None, "no order 6"),
        ("y = x**2", 0, None, "no order 0"),
        ("y = x**2", 2, "z", "no leaf z"),
        ("y = x**2\ny.backward()", 2, None, "freed"),
    ],
)
def test_what_has_no_such_gradient_says_why(text, order, wrt, message):
    reply = ask(text, order, wrt, x=2.0)
    assert reply.trace is None
    assert message in reply.failure.message
    assert reply.failure.hint
