"""What was understood, run by Python itself, against what our evaluator made of the text as typed."""

import math

import pytest
import torch

from nablascope.core.language.names import FUNCTIONS, words
from nablascope.core.language.parse import parse

INPUTS = {"x": 0.6, "y": 0.3, "v": [0.2, 0.5, 0.9], "A": [[2.0, 1.0], [1.0, 3.0]], "B": [[[1.0]], [[2.0]]]}

ARGUMENTS = {
    **dict.fromkeys(words("logaddexp hypot atan2 maximum minimum"), ("x, y", "x, 0.1", "0.1, v", "0.7, 0.2")),
    **dict.fromkeys(words("softmax log_softmax softmin logsumexp cumsum cumprod"), ("v, 0",)),
    **dict.fromkeys(words("std var median norm amax amin mean"), ("v",)),
    **dict.fromkeys(words("matmul mm"), ("A, A",)),
    **dict.fromkeys(words("det inv trace"), ("A",)),
    **dict.fromkeys(words("dot outer"), ("v, v",)),
    **dict.fromkeys(words("stack cat"), ("[v, v]",)),
    **dict.fromkeys(words("max min"), ("v", "x, 0.1", "0.1, 0.2", "[0.1, 0.2]", "v, dim=0", "v, default=2")),
    **dict.fromkeys(words("acosh arccosh"), ("x + 1", "1.5")),
    **dict.fromkeys(words("log_softmax softmax softmin logsumexp"), ("v, 0", "v, dim=0")),
    "sum": ("v", "A", "v, 0", "v, start=1", "A, dim=0", "[x, y]", "[0.1, 0.2]"),
    "prod": ("v", "[0.1, 0.2]"),
    "round": ("x", "v, 1", "0.56", "0.56, 1"),
    "pow": ("x, 2", "2, 0.5"),
    "clamp": ("v, 0.3, 0.6", "0.9, 0.3, 0.6"),
    "mv": ("A, A[0]",),
    "bmm": ("B, B",),
    "einsum": ("'i,i->', v, v",),
    "transpose": ("A, 0, 1",),
    "where": ("v > 0.4, v, 0.0",),
    "leaky_relu": ("v - 0.5, 0.1", "-0.5, 0.1"),
}
CALLS = [
    f"{name}({given})"
    for name in sorted(FUNCTIONS)
    for given in ARGUMENTS.get(name, ("x", "v", "0.6", "(0.6)"))
]
TEXTS = [
    "2x² + √|x|",
    "sin²(x)·ln(x) ÷ 2",
    "(x+1)(x-1)x⁻¹",
    "½x + 2π",
    "n = 2\ns = √n\nz = s·x",
    "sigmoid(sigmoid(2))·x",
    "maximum(sigmoid(2), relu(3))·x",
    "|x₁| + 2|x|",
    "a = [1, 2]\nsum(a)x",
    "x < ∞",
]


@pytest.mark.parametrize("text", [*CALLS, *TEXTS])
def test_it_runs_in_plain_python_with_the_same_result(run, text):
    given = {name: INPUTS.get(name, 0.4) for name, _ in parse(text).free}
    ours = run(text, **given)
    assert ours.failure is None
    result = ours.results[-1].value
    plain = in_python(parse(text).understood or text, given)
    assert_same(result, plain)


def in_python(code, given):
    """The value of the last line, by Python's own means."""
    names = {name: torch.tensor(value, requires_grad=True) for name, value in given.items()}
    names |= {"torch": torch, "math": math}
    *lines, last = code.split("\n")
    exec("\n".join(lines), names)
    exec(f"result = {last.removeprefix('z = ')}", names)
    return names["result"]


def assert_same(ours, plain):
    assert type(ours) is type(plain)
    if isinstance(ours, tuple):
        for one, other in zip(ours, plain, strict=True):
            assert_same(one, other)
    elif isinstance(ours, torch.Tensor):
        assert ours.dtype == plain.dtype
        assert torch.equal(ours, plain)
        assert (ours.grad_fn is None) == (plain.grad_fn is None)
    else:
        assert ours == plain
