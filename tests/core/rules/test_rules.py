"""Every rule is put to the test: its number is torch's own derivative, also at the edges."""

import math

import pytest
import torch

import nablascope
from nablascope.core.rules.apply import numbers_at
from nablascope.core.rules.elementwise import ELEMENTWISE
from nablascope.core.rules.rule import rule_of

F = torch.nn.functional
S = torch.special

UNIT = (-0.9, -0.3, 0.2, 0.7)
REAL = (-3.5, -1.25, -0.5, 0.0, 0.4, 1.0, 2.75, 40.0)
POSITIVE = (0.0, 0.3, 1.0, 2.5, 30.0)
PAIRS = tuple((a, b) for a in (-2.5, -1.0, 0.7, 3.0) for b in (-1.5, 0.7, 2.0))
TIES = ((1.0, 1.0), (0.0, 0.0), (2.0, -1.0), (-1.0, 2.0))
BOTH_POSITIVE = tuple((abs(a), abs(b)) for a, b in PAIRS)


IN_SINGLE_PRECISION = frozenset({"hardsigmoid"})
"""Torch's kernel multiplies by a sixth that was rounded to float32, whatever the dtype."""

SINGLE = 1e-7


def ones(points):
    return tuple((point,) for point in points)


EXAMPLES = {
    "add": (lambda x, y: torch.add(x, y, alpha=3), PAIRS),
    "sub": (lambda x, y: torch.sub(x, y, alpha=2), PAIRS),
    "rsub": (lambda x: 3 - x, ones(REAL)),
    "mul": (torch.mul, PAIRS),
    "div": (torch.div, PAIRS),
    "neg": (torch.neg, ones(REAL)),
    "pow": (torch.pow, (*BOTH_POSITIVE, (0.0, 2.0), (2.0, 0.0), (0.0, 1.0))),
    "reciprocal": (torch.reciprocal, ones((*REAL,))),
    "sqrt": (torch.sqrt, ones(POSITIVE)),
    "rsqrt": (torch.rsqrt, ones(POSITIVE[1:])),
    "abs": (torch.abs, ones(REAL)),
    "fmod": (torch.fmod, PAIRS),
    "remainder": (torch.remainder, PAIRS),
    "hypot": (torch.hypot, PAIRS),
    "lerp": (torch.lerp, ((1.0, 3.0, 0.25), (2.0, -1.0, 0.75))),
    "addcmul": (lambda x, a, b: torch.addcmul(x, a, b, value=2.5), ((1.0, 3.0, 0.25), (2.0, -1.0, 0.75))),
    "addcdiv": (lambda x, a, b: torch.addcdiv(x, a, b, value=2.5), ((1.0, 3.0, 0.25), (2.0, -1.0, 0.75))),
    "deg2rad": (torch.deg2rad, ones(REAL)),
    "rad2deg": (torch.rad2deg, ones(REAL)),
    "clone": (torch.clone, ones(REAL)),
    "_to_copy": (lambda x: x.to(torch.float32), ones((0.5, 2.0))),
    "exp": (torch.exp, ones(REAL)),
    "exp2": (torch.exp2, ones(REAL)),
    "expm1": (torch.expm1, ones(REAL)),
    "log": (torch.log, ones(POSITIVE)),
    "log2": (torch.log2, ones(POSITIVE)),
    "log10": (torch.log10, ones(POSITIVE)),
    "log1p": (torch.log1p, ones((*POSITIVE, -0.5, -1.0))),
    "logaddexp": (torch.logaddexp, PAIRS),
    "logaddexp2": (torch.logaddexp2, PAIRS),
    "xlogy": (torch.xlogy, BOTH_POSITIVE),
    "special_xlog1py": (S.xlog1py, BOTH_POSITIVE),
    "special_entr": (S.entr, ones(POSITIVE[1:])),
    "logit": (torch.logit, ones((0.1, 0.5, 0.9))),
    "sin": (torch.sin, ones(REAL)),
    "cos": (torch.cos, ones(REAL)),
    "tan": (torch.tan, ones(REAL)),
    "asin": (torch.asin, ones((*UNIT, 1.0))),
    "acos": (torch.acos, ones((*UNIT, 1.0))),
    "atan": (torch.atan, ones(REAL)),
    "atan2": (torch.atan2, PAIRS),
    "sinh": (torch.sinh, ones(REAL)),
    "cosh": (torch.cosh, ones(REAL)),
    "tanh": (torch.tanh, ones((*REAL, 1000.0))),
    "asinh": (torch.asinh, ones(REAL)),
    "acosh": (torch.acosh, ones((1.0, 1.5, 4.0))),
    "atanh": (torch.atanh, ones((*UNIT, 1.0))),
    "sinc": (torch.sinc, ones((-1.25, 0.0, 0.4, 2.5))),
    "erf": (torch.erf, ones(REAL)),
    "erfc": (torch.erfc, ones(REAL)),
    "erfinv": (torch.erfinv, ones(UNIT)),
    "special_erfcx": (S.erfcx, ones((-1.25, 0.0, 0.4, 2.5))),
    "special_ndtri": (S.ndtri, ones((0.1, 0.5, 0.9))),
    "special_log_ndtr": (S.log_ndtr, ones((-1.25, 0.0, 0.4, 2.5))),
    "sigmoid": (torch.sigmoid, ones((*REAL, -800.0))),
    "log_sigmoid_forward": (F.logsigmoid, ones((*REAL, -800.0))),
    "relu": (torch.relu, ones(REAL)),
    "leaky_relu": (lambda x: F.leaky_relu(x, 0.2), ones(REAL)),
    "_prelu_kernel": (lambda x, w: torch._prelu_kernel(x, w), ((-2.0, 0.25), (3.0, 0.25))),
    "elu": (lambda x: F.elu(x, 1.5), ones(REAL)),
    "silu": (F.silu, ones(REAL)),
    "mish": (F.mish, ones(REAL)),
    "gelu": (F.gelu, ones(REAL)),
    "softplus": (lambda x: F.softplus(x, 2.0), ones(REAL)),
    "hardtanh": (F.hardtanh, ones((*REAL, -1.0))),
    "hardsigmoid": (F.hardsigmoid, ones((*REAL, -3.0, 3.0))),
    "hardswish": (F.hardswish, ones((*REAL, -3.0, 3.0))),
    "softshrink": (F.softshrink, ones((*REAL, 0.5))),
    "hardshrink": (F.hardshrink, ones((*REAL, 0.5))),
    "threshold": (lambda x: F.threshold(x, 0.4, 9.0), ones(REAL)),
    "maximum": (torch.maximum, (*PAIRS, *TIES)),
    "minimum": (torch.minimum, (*PAIRS, *TIES)),
    "fmax": (torch.fmax, (*PAIRS, *TIES)),
    "fmin": (torch.fmin, (*PAIRS, *TIES)),
    "clamp": (lambda x: torch.clamp(x, -1.25, 1.0), ones(REAL)),
    "clamp_min": (lambda x: torch.clamp_min(x, 0.4), ones(REAL)),
    "clamp_max": (lambda x: torch.clamp_max(x, 0.4), ones(REAL)),
    "where": (lambda x, y: torch.where(x.detach() > 0, x, y), PAIRS),
    "masked_fill": (lambda x: x.masked_fill(x.detach() > 0, 7.0), ones(REAL)),
    "nan_to_num": (torch.nan_to_num, ones((1.0, math.inf, math.nan))),
    "sign": (torch.sign, ones(REAL)),
    "floor": (torch.floor, ones(REAL)),
    "ceil": (torch.ceil, ones(REAL)),
    "round": (torch.round, ones(REAL)),
    "trunc": (torch.trunc, ones(REAL)),
    "frac": (torch.frac, ones(REAL)),
}


def cases():
    generator = torch.Generator().manual_seed(20)
    for name, (function, points) in EXAMPLES.items():
        for point in points:
            yield name, function, point
        low, high = zip(*((min(values), max(values)) for values in zip(*points, strict=True)), strict=True)
        for _ in range(3):
            shares = torch.rand(len(low), generator=generator, dtype=torch.float64).tolist()
            clipped = [(max(a, -5.0), min(b, 5.0)) for a, b in zip(low, high, strict=True)]
            yield name, function, tuple(a + s * (b - a) for s, (a, b) in zip(shares, clipped, strict=True))


def test_at_least_eighty_operations_have_a_rule():
    assert len(ELEMENTWISE) >= 80


def test_every_elementwise_row_has_an_example():
    assert set(EXAMPLES) == set(ELEMENTWISE)


@pytest.mark.parametrize(("name", "function", "point"), list(cases()), ids=str)
def test_the_rule_gives_torchs_derivative(name, function, point):
    leaves = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in point]
    trace = nablascope.trace(function, *leaves)
    node = next(node for node in trace.nodes if node.function == name)
    edges = [edge for edge in trace.edges if edge.target == node.id and edge.local is not None]
    assert edges, "torch gave no derivative to compare with"
    settings, numbers = numbers_at(trace, node.id)
    for edge in edges:
        rule = rule_of(name, edge.input, settings)
        assert rule is not None, f"no rule by {edge.input}"
        expected = edge.local.values[0]
        tolerance = SINGLE if name in IN_SINGLE_PRECISION else 1e-9
        assert rule.derivative(numbers) == pytest.approx(expected, rel=tolerance, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("name", sorted(ELEMENTWISE))
def test_every_input_of_a_row_is_one_that_torch_differentiates(name):
    function, points = EXAMPLES[name]
    leaves = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in points[0]]
    trace = nablascope.trace(function, *leaves)
    node = next(node for node in trace.nodes if node.function == name)
    inputs = {edge.input for edge in trace.edges if edge.target == node.id and edge.grad is not None}
    assert inputs <= set(ELEMENTWISE[name])
