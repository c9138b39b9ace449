"""What torch 2.13 makes of the places where people stumble: one test an outcome, in Python and typed in."""

from math import inf, isnan

import pytest
import torch

import nablascope
from nablascope.core.wire.messages import Evaluate, Input
from nablascope.engine.session import answer


def traced(function, *inputs):
    return nablascope.trace(function, *(torch.tensor(value, dtype=torch.float64) for value in inputs))


def typed(text, **inputs):
    """The reply to a program in the expression language; its inputs are vectors or numbers."""
    given = tuple(_input(name, value) for name, value in inputs.items())
    return answer(Evaluate(1, text, given, dtype="float64", fill=True))


def _input(name, value):
    several = value if isinstance(value, list) else [value]
    return Input(name, tuple(map(float, several)), (len(several),) if isinstance(value, list) else ())


def leaf(trace):
    return next(node for node in trace.nodes if node.kind == "leaf")


def output(trace):
    return trace.nodes[trace.output_node]


def gradient(trace):
    """Of the only leaf."""
    return list(leaf(trace).grad.values)


def both(function, text, value):
    """The same program through the Python API and through the engine's session."""
    return traced(function, value), typed(text, x=value).trace


def test_a_leaf_changed_in_place_is_refused_at_once():
    message = "a leaf Variable that requires grad is being used in an in-place operation"
    with pytest.raises(RuntimeError, match=message):
        traced(lambda x: x.add_(1) * 2, 3.0)
    reply = typed("x.add_(1)\ny = x * 2", x=3)
    assert reply.failure.span.line == 1
    assert "in-place" in reply.failure.message or "in place" in reply.failure.message


def test_a_saved_tensor_changed_in_place_is_refused_only_in_the_backward_pass():
    reached = []

    def program(x):
        y = torch.exp(x)
        y.add_(1)
        reached.append(y.item())
        return y

    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        traced(program, 0.0)
    assert reached == [2.0]


def test_a_saved_tensor_changed_in_place_lets_a_typed_program_run_to_its_end():
    reply = typed("y = torch.exp(x)\ny.add_(1)\nprint(y.item())\ny.backward()", x=0)
    assert reply.printed == ("2.0",)
    assert reply.failure is not None


def test_equal_maxima_share_the_gradient_of_max():
    for trace in both(lambda x: x.max(), "y = x.max()", [2.0, 1.0, 2.0]):
        assert gradient(trace) == [0.5, 0.0, 0.5]


def test_max_along_a_dimension_gives_the_first_of_equal_maxima_all_of_it():
    for trace in both(lambda x: x.max(dim=0)[0], "y = x.max(dim=0)[0]", [1.0, 2.0, 2.0]):
        assert gradient(trace) == [0.0, 1.0, 0.0]


def test_the_square_root_of_zero_has_an_infinite_gradient():
    for trace in both(torch.sqrt, "y = torch.sqrt(x)", 0.0):
        assert gradient(trace) == [inf]


def test_where_lets_the_branch_it_did_not_take_make_the_gradient_nan():
    text = "y = torch.where(x > 0, torch.sqrt(x), torch.zeros(()))"
    for trace in both(lambda x: torch.where(x > 0, x.sqrt(), torch.zeros(())), text, 0.0):
        assert [output(trace).value.values, isnan(gradient(trace)[0])] == [(0.0,), True]


@pytest.mark.parametrize(
    ("function", "text"),
    [(torch.abs, "torch.abs(x)"), (torch.relu, "torch.relu(x)"), (torch.norm, "torch.norm(x)")],
    ids=["abs", "relu", "norm"],
)
def test_at_a_kink_torch_takes_zero(function, text):
    for trace in both(function, f"y = {text}", 0.0):
        assert gradient(trace) == [0.0]


def test_the_gradient_of_a_complex_square_is_twice_the_number():
    trace = nablascope.trace(lambda z: torch.abs(z) ** 2, 1 + 2j)
    assert complex(leaf(trace).grad.values[0]) == pytest.approx(2 + 4j, rel=1e-6)


def test_the_gradient_of_a_complex_square_typed_in():
    trace = typed("z = torch.tensor(1+2j, requires_grad=True)\ny = torch.abs(z)**2").trace
    assert complex(leaf(trace).grad.values[0]) == pytest.approx(2 + 4j, rel=1e-6)


def test_far_out_tanh_is_one_and_its_gradient_zero():
    for trace in both(torch.tanh, "y = torch.tanh(x)", 1000.0):
        assert (output(trace).value.values, gradient(trace)) == ((1.0,), [0.0])


def viewed_then_changed(x):
    b = 2 * x
    b += 1
    w = b.view(2, 2)
    w *= 3
    return b.sum()


VIEWED_THEN_CHANGED = "b = 2*x\nb += 1\nw = b.view(2, 2)\nw *= 3\ny = b.sum()"


def test_a_view_changed_in_place_shows_every_gradient_or_why_there_is_none():
    for trace in both(viewed_then_changed, VIEWED_THEN_CHANGED, [1.0, 2.0, 3.0, 4.0]):
        assert gradient(trace) == [6.0] * 4
        for node in trace.nodes:
            if node.kind == "op":
                assert all(value is not None for value in node.values), node
                assert all(grad is not None or node.marks for grad in node.grads), node


def test_the_values_of_a_view_changed_in_place_are_those_at_the_time():
    for trace in both(viewed_then_changed, VIEWED_THEN_CHANGED, [1.0, 2.0, 3.0, 4.0]):
        values = {node.function: list(node.value.values) for node in trace.nodes if node.kind == "op"}
        assert values["add_"] == [3.0, 5.0, 7.0, 9.0]
        assert values["sum"] == [72.0]
