import ast

import pytest

from nablascope.core.language import spelling
from nablascope.core.language.names import CONSTANTS, FUNCTIONS
from nablascope.core.language.parse import parse
from nablascope.core.language.torch_code import torch_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("y = sin(2x)  # sin(2x)", "y = torch.sin(2*x)  # sin(2x)"),
        ("ln( x )", "torch.log( x )"),
        ("2π + pi*x", "2*torch.pi + torch.pi*x"),
        ("|x|·√x", "abs(x)*torch.sqrt(x)"),
        ("elu(x) + inv(A)", "torch.nn.functional.elu(x) + torch.linalg.inv(A)"),
        ("é = 2sin(x)\nsin(é)", "é = 2*torch.sin(x)\ntorch.sin(é)"),
        ("sin(2)*x", "math.sin(2)*x"),
        ("arcsin(0.5)*x", "math.asin(0.5)*x"),
        ("n = 3\ny = sqrt(n)*x", "n = 3\ny = math.sqrt(n)*x"),
        ("n = x\ny = sqrt(n)", "n = x\ny = torch.sqrt(n)"),
        ("n = 3\nn = n + x\ny = sqrt(n)", "n = 3\nn = n + x\ny = torch.sqrt(n)"),
        ("n = 3\nn += 1\ny = sqrt(n)*x", "n = 3\nn += 1\ny = math.sqrt(n)*x"),
        ("a, b = x\nsin(a)", "a, b = x\ntorch.sin(a)"),
        ("sqrt(x.shape[0])*x", "math.sqrt(x.shape[0])*x"),
        ("sqrt(x.item())*x", "math.sqrt(x.item())*x"),
        ("sqrt(torch.pi)*x", "math.sqrt(torch.pi)*x"),
        ("sigmoid(2)*x", "torch.sigmoid(torch.tensor(2, dtype=torch.float64)).item()*x"),
        ("maximum(x, 0.1)", "torch.maximum(x, x.new_tensor(0.1))"),
        ("maximum(0, x**2)", "torch.maximum(torch.tensor(0), x**2)"),
        ("max(x, dim=0).values", "torch.max(x, dim=0).values"),
        ("sum(x, dim=0)", "torch.sum(x, dim=0)"),
        ("round(x)", "torch.round(x)"),
        ("round(x, (2))", "torch.round(x, decimals=(2))"),
        ("print(f'{sin(x):.2f} sin(x) {sin(x)}')", "print(f'{torch.sin(x):.2f} sin(x) {torch.sin(x)}')"),
    ],
)
def test_bare_names_are_written_as_pytorch_spells_them(text, code):
    assert parse(text).understood == code


@pytest.mark.parametrize(
    "text",
    [
        "y = torch.sin(x / 2**1.5)",
        "abs(x) + pow(x, 2)",
        "max(x, 0)",
        "sum(x)",
        "sum(x, start=1)",
        "sum([x, x])",
        "round(2.5)*x",
        "from torch import sin\nsin(x)",
        "sin = 3\nsin*x",
        "pi = 3\npi*x",
        "x.sum().backward()\nprint(x.grad)",
        "torch = 2\ny = sin(x)",
    ],
)
def test_what_is_pytorch_already_needs_no_other_words(text):
    assert parse(text).understood == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("def f(x): return sin(x)\nf(y)", "def f(x): return torch.sin(x)\nf(y)"),
        ("f = lambda sin: sin(x)", "f = lambda sin: sin(x)"),
        ("for i in range(3):\n    y = sqrt(i)*x", "for i in range(3):\n    y = math.sqrt(i)*x"),
        ("y = [sqrt(v) for v in x]", "y = [torch.sqrt(v) for v in x]"),
    ],
)
def test_functions_and_loops_are_written_out_too(text, code):
    assert torch_code(text, ast.parse(text)) == code


def test_every_bare_name_has_a_spelling():
    assert set(spelling.ON_TENSORS) == FUNCTIONS
    assert set(spelling.CONSTANTS_IN_FULL) == CONSTANTS
    assert not set(spelling.ON_NUMBERS) & spelling.IN_FLOAT64
