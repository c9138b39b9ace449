"""The rule of a share reads as a teacher would write it, and its numbers are torch's."""

import pytest
import torch

import nablascope
from nablascope.core.scene.rule_text import rule_lines

F = torch.nn.functional


def lines(function, *values, input="self"):
    leaves = [torch.tensor(value, dtype=torch.float64) for value in values]
    trace = nablascope.trace(function, *leaves)
    target = trace.nodes[trace.output_node]
    edge = next(edge for edge in trace.edges if edge.target == target.id and edge.input == input)
    return rule_lines(trace, edge, target)


@pytest.mark.parametrize(
    ("function", "values", "input", "expected"),
    [
        (torch.sin, (2.0,), "self", ["derivative by x = cos x", "cos 2.0000 = −0.4161"]),
        (torch.mul, (3.0, 4.0), "other", ["derivative by y = x, where x is self"]),
        (
            torch.div,
            (3.0, -4.0),
            "other",
            ["derivative by y = −x / y², where x is self", "−3.0000 / (−4.0000)² = −0.1875"],
        ),
        (lambda x: x**3, (2.0,), "self", ["derivative by x = 3 · x²", "3 · 2.0000² = 12.0000"]),
        (
            torch.relu,
            (-2.0,),
            "self",
            ["derivative by x = 1 if x > 0, else 0", "1 if −2.0000 > 0, else 0 = 0.0000"],
        ),
        (torch.abs, (-2.0,), "self", ["derivative by x = sign x", "sign(−2.0000) = −1.0000"]),
        (torch.log, (4.0,), "self", ["derivative by x = 1 / x", "1 / 4.0000 = 0.2500"]),
        (torch.tanh, (0.5,), "self", ["derivative by x = 1 − r², where r is result", "1 − 0.4621² = 0.7864"]),
    ],
    ids=str,
)
def test_a_rule_with_symbols_and_with_numbers(function, values, input, expected):
    assert lines(function, *values, input=input) == expected


def test_an_operation_that_is_not_elementwise_says_how_its_share_comes_about():
    assert lines(torch.sum, [1.0, 2.0]) == [
        "share of the gradient G = G, the same for every element of the sum"
    ]
    assert lines(torch.mv, [[1.0, 2.0]], [3.0, 4.0], input="vec") == ["share of the gradient G = selfᵀ · G"]


def test_a_setting_that_is_known_stands_as_its_number():
    assert lines(lambda x: F.leaky_relu(x, 0.25), -2.0)[0] == "derivative by x = 1 if x > 0, else 0.25"


def test_an_operation_outside_of_the_table_tells_the_formula_of_torch():
    assert lines(torch.lgamma, 2.5) == ["torch's formula: grad * digamma(self)"]
