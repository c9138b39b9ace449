"""The chain rule's numbers are torch's: the product along a path, and the sum over the paths."""

import math
from dataclasses import replace

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tests.core.scene.marked_traces import broadcast_trace
from tests.core.traces import run, tensor, trace_of

import nablascope
from nablascope.core.graph.paths import MOST_PATHS
from nablascope.core.graph.rows import Output
from nablascope.core.scene.chain_rule import chain_rule_of_edge, chain_rule_of_node
from nablascope.core.scene.factors import MOST_FACTORS

UNARY = (torch.sin, torch.tanh, torch.exp, torch.sigmoid, torch.neg, torch.square, torch.atan)
BINARY = (torch.add, torch.sub, torch.mul, torch.maximum, lambda x, y: x / (y * y + 1))


def double(value):
    return torch.tensor(value, dtype=torch.float64)


def rule_of_leaf(trace, name):
    return chain_rule_of_node(trace, list(trace.nodes.name).index(name))


steps = st.tuples(st.booleans(), st.integers(0, 6), st.integers(0, 30), st.integers(0, 30))


@given(st.lists(steps, min_size=1, max_size=7), st.floats(-1.5, 1.5), st.floats(-1.5, 1.5))
def test_the_sum_over_paths_is_the_gradient_of_torch(program, a, b):
    def function(x, y):
        values = [x, y]
        for is_unary, operation, first, second in program:
            one, other = values[first % len(values)], values[second % len(values)]
            is_unary = is_unary or operation >= len(BINARY)
            values.append(UNARY[operation](one) if is_unary else BINARY[operation](one, other))
        return values[-1] * x + values[-2] * y

    x, y = double(a).requires_grad_(), double(b).requires_grad_()
    expected = torch.autograd.grad(function(x, y), (x, y))
    trace = nablascope.trace(function, double(a), double(b))
    for name, grad in zip("xy", expected, strict=True):
        rule = rule_of_leaf(trace, name)
        assert rule.count > MOST_PATHS or rule.total == pytest.approx(grad.item(), rel=1e-9, abs=1e-9)
        assert rule.agreement in ("equal", "rounding", "unknown")


@given(st.lists(st.integers(0, 6), min_size=1, max_size=8), st.floats(-2, 2))
def test_the_product_along_the_only_path_is_the_gradient_of_torch(program, a):
    def function(x):
        for operation in program:
            x = UNARY[operation](x)
        return x

    x = double(a).requires_grad_()
    (expected,) = torch.autograd.grad(function(x), x)
    rule = chain_rule_of_node(nablascope.trace(function, double(a)), 0)

    assert rule.terms[0].product == pytest.approx(expected.item(), rel=1e-9, abs=1e-300, nan_ok=True)


def test_a_sum_of_products_is_told_term_by_term():
    rule = chain_rule_of_node(run("f = u**2 + v**3 + u*v", u=2.0, v=4.0), 0)

    assert [term.product for term in rule.terms] == [4.0, 4.0]
    assert (rule.total, rule.agreement) == (8.0, "equal")


def test_the_share_of_an_edge_is_the_sum_of_the_paths_through_it():
    trace = nablascope.trace(lambda u: (s := u * u) * s + s, double(3.0))
    for index, edge in enumerate(trace.edges):
        rule = chain_rule_of_edge(trace, index)
        if rule is not None:
            assert rule.total == pytest.approx(edge.grad.values[0])


def test_a_seed_is_a_factor():
    x = double(3.0).requires_grad_()
    with nablascope.record() as recording:
        y = x * x
        y.backward(double(2.5))
    rule = chain_rule_of_node(recording.trace(y), 0)

    assert rule.total == pytest.approx(15.0)
    assert rule.agreement == "equal"


def test_several_outputs_add_up():
    trace = run("a = x**2\nb = x*3", x=2.0)
    a = list(trace.nodes.name).index("a")
    grads = [replace(row, grads=(tensor(7.0),)) if row.id == 0 else row for row in trace.nodes]
    edges = [
        replace(edge, grad=tensor(4.0)) if edge.target == a and edge.source == 0 else edge
        for edge in trace.edges
    ]
    both = (Output("a", a, 0, tensor(1.0)), Output("b", trace.output_node, 0, tensor(1.0)))
    rows = [replace(row, grads=(tensor(1.0),)) if row.id == a else row for row in grads]
    rule = chain_rule_of_node(replace(trace_of(rows, edges), outputs=both), 0)

    assert sorted(term.product for term in rule.terms) == [3.0, 4.0]
    assert rule.total == 7.0


def test_a_hook_that_changes_the_gradient_is_not_hidden():
    x = double(2.0).requires_grad_()
    with nablascope.record() as recording:
        a = x * x
        a.register_hook(lambda grad: grad * 10)
        y = a * 3.0
        y.backward()
    rule = chain_rule_of_node(recording.trace(y), 0)

    assert rule.recorded.values[0] == pytest.approx(120.0)
    assert rule.total != pytest.approx(120.0)
    assert rule.agreement == "hook"


def test_a_gradient_that_the_numbers_do_not_give_is_called_different():
    trace = run("y = x**2", x=3.0)
    forged = [replace(row, grads=(tensor(6.5),)) if row.id == 0 else row for row in trace.nodes]

    assert (
        chain_rule_of_node(trace_of(forged, list(trace.edges), trace.output_node), 0).agreement == "different"
    )


def test_a_last_digit_is_rounding():
    trace = nablascope.trace(lambda x: torch.sin(x / 3) * torch.exp(x / 7) + x / 9, torch.tensor(1.7))
    rule = chain_rule_of_node(trace, 0)

    assert rule.agreement in ("equal", "rounding")
    assert rule.total == pytest.approx(rule.recorded.values[0], rel=1e-6)


def test_a_gradient_that_is_not_a_number_is_the_product():
    rule = chain_rule_of_node(nablascope.trace(lambda x: torch.sqrt(x) * 0, torch.tensor(0.0)), 0)

    assert math.isnan(rule.total)
    assert rule.agreement == "equal"


def test_tensors_have_no_product():
    rule = chain_rule_of_node(broadcast_trace(), 0)

    assert not rule.scalar
    assert {term.product for term in rule.terms} == {None}


def test_a_very_long_path_is_not_multiplied_out():
    trace = run("\n".join(["a = a * 1.0"] * (MOST_FACTORS + 1)), a=1.0)
    assert chain_rule_of_node(trace, 0).terms[0].product is None


def test_a_constant_has_no_chain_rule():
    assert chain_rule_of_node(run("y = x**2", x=3.0), 1) is None
