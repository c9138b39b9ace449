"""What a program prints and computes is what Python itself prints and computes, word for word."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from nablascope.core.language.parse import parse
from nablascope.engine.language.evaluate import evaluate


class Silent:
    """A watcher that keeps nothing."""

    def at(self, site): ...

    def bind(self, name, value, span): ...


PROGRAMS = [
    """
import torch
x = torch.tensor(9., requires_grad=True)
print(x)
y = x**2
print(y)
y.backward()
print(x.grad)
""",
    """
import torch
x = torch.tensor(100., requires_grad=True)
y = torch.sin(x / (2**1.5))
print(y, y.requires_grad, y.is_leaf, y.dtype, y.shape)
y.backward()
print(x.grad)
""",
    """
import torch
u = torch.tensor(2., requires_grad=True)
v = torch.tensor(4., requires_grad=True)
f = u**2 + v**3 + u*v
print("f(u, v) =", f)
f.backward()
print(u.grad, v.grad, sep="; ", end=".\\n")
print(f"df/du = {u.grad:.3f}, df/dv = {v.grad.item()!r:>10}, {f}")
""",
    """
import torch
import math
import torch.nn.functional as F
from torch.nn import functional
x = torch.tensor([[1., -2.], [3., 4.]], requires_grad=True)
w = torch.ones(2, 3, dtype=torch.float64).float()
h = F.relu(x @ w) + functional.softplus(x[:, :1])
print(h, h.T, h[0, -1], h[..., None].shape, x[x > 0])
loss = (h - 1).pow(2).mean()
loss.backward()
print(loss, x.grad, math.sqrt(2), math.pi)
x.grad.zero_()
print(x.grad)
x.grad = None
print(x.grad)
""",
    """
import torch
a, (b, c) = 1, (2.5, [3, True])
a += 2; b *= a
print(a, b, c, a // 2, -a % 2, a << 3, 7 & 3 | 8, ~a, not a, a == 3 and b > 1, a if b else c)
print(1 < a < 5 != 7, a in c, None is None, b is not None, 2**-1, 1e300 * 1e10, (1 + 2j) * 2)
print("ab" * 2, [1] * 3)
print(int(2.7), float("inf"), abs(-3), min(3, 1, 2), max([1, 5]), sum([1, 2, 3.5]), len(c))
print(round(2.567, 1), range(3))
print(list(range(4))[1:3], tuple([1, 2]), bool(0), complex(1, 2), "text"[1:], pow(2, 10))
""",
    """
import torch
x = torch.arange(6.).reshape(2, 3).requires_grad_()
values, indices = x.max(dim=1)
print(values, indices, x.max(0), x.sort(descending=True).values)
q, r = torch.linalg.qr(torch.eye(2))
print(q, r, torch.linalg.norm(x), torch.special.expit(x))
print(x.size(), x.stride(), x.numel(), x.tolist())
""",
    """
import torch
x = torch.tensor([1., 2., 3.], requires_grad=True)
(g,) = torch.autograd.grad((x**3).sum(), x, create_graph=True)
print(g)
torch.autograd.backward(g.sum())
print(x.grad)
y = x * 2
y.retain_grad()
y.backward(gradient=torch.ones(3))
print(y.grad, x.detach(), x.data, x.clone())
""",
    """
import torch
torch.manual_seed(7)
print(torch.randn(2, 2), torch.rand(3), torch.zeros_like(torch.ones(2, dtype=torch.int32)))
print(torch.full((2,), 3.5), torch.linspace(0, 1, 5), torch.stack([torch.ones(1), torch.zeros(1)]))
print(torch.float32, torch.device("cpu"), torch.tensor(float("nan")))
""",
]


@pytest.mark.parametrize("text", PROGRAMS)
def test_a_pasted_program_prints_what_python_prints(run, python, text):
    outcome = run(text)
    assert outcome.failure is None
    assert outcome.printed == python(text)


def test_the_tutorial_prints_the_words_it_is_known_for(run):
    assert run(PROGRAMS[0]).printed == (
        "tensor(9., requires_grad=True)",
        "tensor(81., grad_fn=<PowBackward0>)",
        "tensor(18.)",
    )


@pytest.mark.parametrize(
    ("text", "inputs", "value", "gradients"),
    [
        ("x**2", {"x": 9.0}, 81.0, {"x": 18.0}),
        ("sin(x / 2**1.5)", {"x": 100.0}, -0.7158354760083521, {"x": -0.24687536614856287}),
        ("u*v + u**2 + v**3", {"u": 2.0, "v": 4.0}, 76.0, {"u": 8.0, "v": 50.0}),
    ],
)
def test_bare_mathematics_of_the_tutorial(text, inputs, value, gradients):
    leaves = {n: torch.tensor(v, dtype=torch.float64, requires_grad=True) for n, v in inputs.items()}
    result = evaluate(parse(text), leaves, Silent()).results[-1].value
    result.backward()
    assert result.item() == pytest.approx(value, abs=1e-14)
    assert {name: leaf.grad.item() for name, leaf in leaves.items()} == pytest.approx(gradients, abs=1e-14)


numbers = st.one_of(st.integers(-50, 50), st.floats(-50, 50, allow_nan=False).map(lambda x: round(x, 3)))
atoms = st.one_of(numbers.map(repr), st.sampled_from(["x", "y"]))
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "//", "%", "<", "==", "and", "or"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        inner.map(lambda text: f"(-{text})"),
        inner.map(lambda text: f"abs({text})"),
        st.tuples(inner, inner, inner).map(lambda parts: f"({parts[0]} if {parts[1]} else {parts[2]})"),
        st.tuples(inner, st.sampled_from(["2", "3"])).map(lambda parts: f"({parts[0]}**{parts[1]})"),
    ),
    max_leaves=12,
)


def outcome_of(compute):
    try:
        return compute()
    except (ArithmeticError, ValueError, RuntimeError):
        return "failed"


@given(expressions, numbers, numbers)
@settings(deadline=None, max_examples=150)
def test_random_arithmetic_on_numbers_is_pythons(text, x, y):
    program = f"x = {x!r}\ny = {y!r}\n{text}"
    expected = outcome_of(lambda: eval(text, {"x": x, "y": y}))
    run = evaluate(parse(program), {}, Silent())
    actual = "failed" if run.failure else run.results[-1].value
    assert type(actual) is type(expected)
    assert actual == expected or (math.isnan(actual) and math.isnan(expected))


@given(expressions, st.floats(-5, 5), st.floats(-5, 5))
@settings(deadline=None, max_examples=150)
def test_random_arithmetic_on_tensors_is_torchs(text, x, y):
    leaves = {name: torch.tensor(value, dtype=torch.float64) for name, value in (("x", x), ("y", y))}
    expected = outcome_of(lambda: eval(text, dict(leaves)))
    run = evaluate(parse(text), leaves, Silent())
    actual = "failed" if run.failure else run.results[-1].value
    if isinstance(expected, torch.Tensor):
        torch.testing.assert_close(actual, expected, rtol=0, atol=0, equal_nan=True)
    else:
        assert actual == expected or (math.isnan(actual) and math.isnan(expected))
