"""Kinks, ties and masked numbers carry a mark that says so."""

import pytest
import torch

import nablascope


def marks(function, value):
    """Every mark of a trace, by the operation's function or, of a leaf, by its kind."""
    trace = nablascope.trace(function, torch.tensor(value, dtype=torch.float64))
    return {node.function or node.kind: node.marks for node in trace.nodes if node.marks}


def test_equal_maxima_are_a_tie():
    assert "tie" in marks(lambda x: x.max(), [2.0, 1.0, 2.0])["max"]
    assert "tie" in marks(lambda x: x.max(dim=0)[0], [1.0, 2.0, 2.0])["max"]


def test_a_single_maximum_is_no_tie():
    assert marks(lambda x: x.max(), [2.0, 1.0, 1.0]).get("max", ()) == ()


@pytest.mark.parametrize(
    ("function", "name"),
    [(torch.abs, "abs"), (torch.relu, "relu"), (torch.norm, "linalg_vector_norm")],
    ids=["abs", "relu", "norm"],
)
def test_zero_is_a_kink_and_one_is_none(function, name):
    assert "kink" in marks(function, 0.0)[name]
    assert "kink" not in marks(function, 1.0).get(name, ())


def test_an_infinite_gradient_is_marked_where_it_arrives():
    assert "infinite" in marks(torch.sqrt, 0.0)["leaf"]


def test_the_branch_that_where_did_not_take_is_a_masked_nan():
    found = marks(lambda x: torch.where(x > 0, x.sqrt(), torch.zeros((), dtype=torch.float64)), 0.0)
    assert any("masked NaN" in words for words in found.values())


def test_a_saturated_tanh_is_marked_as_giving_zero():
    assert any("zero gradient" in words for words in marks(torch.tanh, 1000.0).values())


def test_a_value_changed_in_place_is_marked():
    def doubled(x):
        y = x * 1.0
        y.mul_(2)
        return y

    assert marks(doubled, 3.0)["mul_"] == ("in-place",)


@pytest.mark.parametrize(
    ("function", "kink"),
    [
        (lambda x: torch.clamp(x, -1, 2), 2.0),
        (lambda x: torch.clamp_min(x, 2), 2.0),
        (torch.nn.functional.hardtanh, -1.0),
        (torch.nn.functional.relu6, 6.0),
        (torch.nn.functional.hardswish, 3.0),
        (torch.nn.functional.hardsigmoid, -3.0),
        (torch.nn.functional.leaky_relu, 0.0),
        (torch.nn.functional.selu, 0.0),
        (torch.nn.functional.softshrink, -0.5),
        (lambda x: torch.nn.functional.threshold(x, 0.25, 7.0), 0.25),
    ],
    ids=[
        "clamp",
        "clamp_min",
        "hardtanh",
        "relu6",
        "hardswish",
        "hardsigmoid",
        "leaky",
        "selu",
        "soft",
        "thr",
    ],
)
def test_other_kinks_lie_where_the_settings_say(function, kink):
    assert any("kink" in words for words in marks(function, kink).values())
    assert not any("kink" in words for words in marks(function, kink + 0.125).values())


def test_elu_is_smooth_at_zero():
    assert not any("kink" in words for words in marks(torch.nn.functional.elu, 0.0).values())


def test_equal_operands_of_maximum_are_a_tie():
    constant = torch.tensor([1.0, 5.0], dtype=torch.float64)
    assert "tie" in marks(lambda x: torch.maximum(x, constant), [1.0, 2.0])["maximum"]
    assert "maximum" not in marks(lambda x: torch.maximum(x, constant), [1.5, 2.0])


def test_a_tie_in_a_row_that_is_not_the_reduced_one_is_none():
    assert "amax" not in marks(lambda x: x.amax(dim=0), [[1.0, 1.0], [2.0, 2.0]])
    assert "tie" in marks(lambda x: x.amax(dim=1), [[1.0, 1.0], [2.0, 3.0]])["amax"]


def test_the_first_nan_is_marked_and_those_after_it_are_only_nan():
    found = marks(lambda x: (x.log() * 2).exp(), -1.0)
    assert "first NaN or infinity" in found["log"]
    assert found["mul"] == ("NaN",)


def test_a_node_that_a_failed_pass_did_not_reach_was_not_sent_none():
    def program():
        y = torch.tensor(2.0, requires_grad=True).exp()
        w = y.exp()
        y.mul_(2)
        (w * y).backward()

    recording = nablascope.record()
    with pytest.raises(RuntimeError, match="inplace"), recording:
        program()
    trace = recording.trace()
    assert trace.failed_node is not None
    assert all("no gradient" not in node.marks for node in trace.nodes)


def through(layer, times):
    def function(x):
        for _ in range(times):
            x = layer(x)
        return x

    return function


def test_a_gradient_that_shrank_through_many_sigmoids_vanishes():
    trace = nablascope.trace(through(torch.sigmoid, 20), torch.tensor(0.5, dtype=torch.float64))

    vanishing = [node.id for node in trace.nodes if "vanishing" in node.marks]
    sizes = [abs(node.grad.values[0]) for node in trace.nodes]
    assert vanishing == [id for id, size in enumerate(sizes) if size < 1e-6]
    assert vanishing[0] == 0


def test_a_gradient_that_grew_through_many_products_explodes():
    found = marks(through(lambda x: x * 10.0, 12), 0.5)

    assert found["leaf"] == ("exploding",)


def test_a_steep_function_alone_does_not_explode():
    assert marks(lambda x: x**8, 100.0).get("leaf", ()) == ()
    assert marks(lambda x: x * 1e9, 1.0).get("leaf", ()) == ()


def test_what_is_large_is_measured_against_what_the_pass_started_from():
    x = torch.tensor(0.5, dtype=torch.float64)
    function = through(lambda x: x * 10.0, 12)
    trace = nablascope.trace(function, x, grad_output=torch.tensor(1e-7, dtype=torch.float64))

    assert trace.nodes[0].grad.values[0] == pytest.approx(1e5)
    assert [node.marks for node in trace.nodes if "exploding" in node.marks]


def test_a_gradient_of_zero_is_no_vanishing_one():
    found = marks(through(torch.relu, 12), -1.0)

    assert "zero gradient" in found["leaf"]
    assert "vanishing" not in found["leaf"]
