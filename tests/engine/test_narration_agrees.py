"""What is said of a step agrees with torch, for every operation in the tables of rules."""

from functools import cache

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.rules.test_products import ROWS
from tests.core.rules.test_rules import EXAMPLES
from tests.narrations import equations, narrated, said, untrue
from tests.worked_examples import EXAMPLES as WORKED
from tests.worked_examples import flat

import nablascope
from nablascope.core.scene.numbers import number, preview
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.timeline import GRAINS, StepKind
from nablascope.core.wire.messages import Evaluate, Input
from nablascope.engine.session import answer

NAMES = sorted(EXAMPLES)


def run(text, dtype="float64", **values):
    inputs = tuple(Input(name, tuple(flat(value)), shape(value)) for name, value in values.items())
    return answer(Evaluate(1, text, inputs=inputs, dtype=dtype, fill=True, whole=True))


def shape(value):
    return (len(value), *shape(value[0])) if isinstance(value, list) else ()


def leaves_at(point):
    return [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in point]


@cache
def traces(name):
    """The operation at each of its points, which reach over its kinks and its edges."""
    function, points = EXAMPLES[name]
    return [(point, nablascope.trace(function, *leaves_at(point))) for point in points]


def steps(trace, kind):
    """The steps of one kind with what is said of them one by one."""
    timeline = build_timeline(trace)
    told = [(timeline.step(moment.last), told.text) for moment, told in narrated(trace, "edge")[1:]]
    return [(step.subject, text) for step, text in told if step.kind is kind]


@pytest.mark.parametrize("name", NAMES)
def test_every_equation_about_an_operation_of_the_table_is_true(name):
    for _, trace in traces(name):
        assert [text for grain in GRAINS for text in said(trace, grain) if untrue(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_sentence_of_a_leaf_names_torchs_gradient(name):
    for point, trace in traces(name):
        leaves = leaves_at(point)
        grads = torch.autograd.grad(EXAMPLES[name][0](*leaves), leaves, allow_unused=True)
        expected = [f" received {number(grad.item())} in all" for grad in grads if grad is not None]
        told = [text for _, text in steps(trace, StepKind.ACCUMULATE)]
        assert all(any(one in text for text in told) for one in expected), told
        assert len(told) == len(expected)


@pytest.mark.parametrize("name", NAMES)
def test_every_share_is_told_as_a_product_that_torch_recorded(name):
    for _, trace in traces(name):
        for index, text in steps(trace, StepKind.DELIVER):
            edge = trace.edges[index]
            grad, share = trace.nodes[edge.target].grad, edge.grad
            product = f"{preview(grad)} × {preview(edge.local)} = {preview(share)} "
            unchanged = f"passes {preview(share)} " in text and edge.local.values[0] == 1
            nothing = "passes nothing back here: " in text and edge.local.values[0] == share.values[0] == 0
            assert product in text or unchanged or nothing, text


@pytest.mark.parametrize(("name", "function", "tensors"), [(row[0], *row[2:4]) for row in ROWS])
def test_a_product_of_tensors_is_told_with_its_rule(name, function, tensors):
    trace = nablascope.trace(function, *(tensor.double().requires_grad_() for tensor in tensors))
    rows = [(trace.edges[edge], text) for edge, text in steps(trace, StepKind.DELIVER)]
    texts = [text for edge, text in rows if trace.nodes[edge.target].function == name]
    assert texts
    assert all("(VJP: " in text for text in texts)
    assert [text for grain in GRAINS for text in said(trace, grain) if untrue(text)] == []


@pytest.mark.parametrize("example", WORKED, ids=lambda example: example["id"])
def test_the_worked_examples_are_told_without_a_false_equation_and_with_their_gradients(example):
    trace = run(example["code"], **example["inputs"]).trace
    texts = [text for grain in GRAINS for text in said(trace, grain)]
    assert [text for text in texts if untrue(text)] == []
    for node in trace.nodes:
        grad = example["torch_float64_grads"].get(node.name)
        if node.kind == "leaf" and isinstance(grad, float):
            assert any(f"{number(grad)} in all" in text for text in texts if text.startswith(f"{node.name} "))


NUMBERS = st.sampled_from(["2", "0.5", "3.0", "-1.5", "1e-3", "1e6"])
LEAVES = st.one_of(st.sampled_from(["x", "y", "z"]), NUMBERS)
UNARY = [
    "sin",
    "cos",
    "exp",
    "log",
    "sqrt",
    "tanh",
    "sigmoid",
    "relu",
    "abs",
    "torch.square",
    "torch.erf",
    "-",
]
BINARY = ["{} + {}", "{} - {}", "{} * {}", "{} / {}", "torch.maximum(x, {} + y * {})", "({}) ** ({})"]
PROGRAMS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(UNARY), inner).map(lambda pair: f"{pair[0]}({pair[1]})"),
        st.tuples(st.sampled_from(BINARY), inner, inner).map(lambda both: f"({both[0].format(*both[1:])})"),
    ),
    max_leaves=8,
)
FLOATS = st.floats(-100, 100).map(lambda x: round(x, 3))


@settings(max_examples=60)
@given(PROGRAMS, st.sampled_from(["float32", "float64"]), FLOATS, FLOATS, FLOATS)
def test_no_program_makes_it_say_a_false_equation(program, dtype, x, y, z):
    reply = run(f"f = {program} + x * y", dtype, x=x, y=y, z=z)
    if reply.trace is not None:
        assert [text for grain in GRAINS for text in said(reply.trace, grain) if untrue(text)] == []


def test_equations_are_found_and_false_ones_too():
    assert list(equations("it sends 1.0000 × −0.6983 = −0.6983 back")) == [("1.0000 × −0.6983", "−0.6983")]
    assert list(equations("is 2 · u = 2 · 3.0000 = 6.0000.")) == [("2 · 3.0000", "6.0000")]
    assert untrue("is 3 · 4.0000² = 48.0000, so it sends 1.0000 × 48.0000 = 48.0000 to v") == []
    assert untrue("is 3 · 4.0000² = 48.0100, so") == ["3 · 4.0000² = 48.0100"]
    assert untrue("is 3.0000 · 2.0000 ** (3.0000 − 1) = 12.1000, so") != []
    assert untrue("y = x ** z = 2.0000 ** (−1.0000) = 0.5000.") == []
    assert untrue("is cos(−2.0000) = 0.4161.") == ["cos(−2.0000) = 0.4161"]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_numbers_that_are_too_large_are_told_as_infinite(dtype):
    told = said(run("y = torch.sin(x**1e6)", dtype, x=2.0).trace, "node")
    assert "∞" in told[1]
    assert "NaN" in told[-1]
