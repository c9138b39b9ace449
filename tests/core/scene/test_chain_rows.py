"""What the inspector's chain rule says, in the words and signs that a person reads."""

from dataclasses import replace

import pytest
import torch
from tests.core.scene.marked_traces import several_outputs_trace
from tests.core.traces import run, tensor, trace_of

import nablascope
from nablascope.core.scene.chain_signs import count_words
from nablascope.core.scene.factors import MOST_FACTORS
from nablascope.core.scene.inspect_edge import inspect_edge
from nablascope.core.scene.inspect_node import inspect_node
from nablascope.core.scene.inspection import Fact, Formula, Line, Link

F = torch.nn.functional
SUM = "f = u**2 + v**3 + u*v"


def double(value):
    return torch.tensor(value, dtype=torch.float64)


def rows_of(said):
    return next(section.rows for section in said.sections if section.title == "Chain rule")


def text(row):
    if isinstance(row, Fact):
        return f"{row.label} | {row.text}"
    return f"{row.text} | {row.number}" if isinstance(row, Formula) and row.number else row.text


def said(trace, name, path=0):
    id = list(trace.nodes.name).index(name)
    return [text(row) for row in rows_of(inspect_node(trace, id, path))]


def traced(function, *values):
    return nablascope.trace(function, *map(double, values))


def polynomial():
    """The same from torch, which tells the local derivatives and the exponents."""
    u, v = double(2.0).requires_grad_(), double(4.0).requires_grad_()
    with nablascope.record() as recording:
        f = u**2 + v**3 + u * v
        f.backward()
    return recording.trace(f)


def test_the_tutorials_sine_is_a_product_of_two():
    trace = nablascope.trace(lambda x: torch.sin(x / 2**1.5), torch.tensor(100.0))

    assert said(trace, "x") == [
        "dy/dx = dy/dq · dq/dx",
        "q = x / 2.8284",
        "y = sin q",
        "dy/dq = cos q = cos 35.3553 | −0.6983",
        "dq/dx = 1 / 2.8284 | 0.3536",
        "−0.6983 × 0.3536 = −0.2469",
    ]


def test_a_leaf_with_two_paths_is_the_sum_of_two_products():
    assert said(polynomial(), "u") == [
        "∂f/∂u = sum over 2 paths | 8.0000",
        "▾ u → xⁿ → + → f | 4.0000",
        "∂f/∂r · ∂r/∂q · ∂q/∂u",
        "q = u²",
        "r = q + v³",
        "∂f/∂r = 1 | 1.0000",
        "∂r/∂q = 1 | 1.0000",
        "∂q/∂u = 2 · u = 2 · 2.0000 | 4.0000",
        "1.0000 × 1.0000 × 4.0000 = 4.0000",
        "▸ u → × → f | 4.0000",
        "4.0000 + 4.0000 = 8.0000",
    ]


def test_another_path_can_be_opened():
    said_of_second = said(polynomial(), "u", 1)

    assert said_of_second[1:4] == ["▸ u → xⁿ → + → f | 4.0000", "▾ u → × → f | 4.0000", "∂f/∂s · ∂s/∂u"]
    assert "∂s/∂u = v | 4.0000" in said_of_second


def test_a_letter_means_the_same_whichever_path_is_opened():
    both = [*said(polynomial(), "u"), *said(polynomial(), "u", 1)]

    meanings = {line for line in both if line.startswith(("q = ", "r = ", "s = "))}
    assert meanings == {"q = u²", "r = q + v³", "s = u · v"}


@pytest.mark.parametrize("path", [-1, 99])
def test_a_path_that_is_no_longer_there_leaves_another_open(path):
    assert any(line.startswith("▾") for line in said(run(SUM, u=2.0, v=4.0), "u", path))


def test_every_factor_and_every_number_leads_to_its_node():
    trace = run(SUM, u=2.0, v=4.0)
    formulas = [row for row in rows_of(inspect_node(trace, 0)) if isinstance(row, Formula)]
    add, power = trace.edges[4].target, trace.edges[0].target

    product = {piece.text: piece.link for piece in formulas[1].pieces if piece.link}
    assert product == {
        "∂f/∂r": Link("node", trace.output_node),
        "∂r/∂q": Link("node", add),
        "∂q/∂u": Link("node", power),
    }
    numbers = next(row for row in formulas if row.text.startswith("1.0000 ×"))
    assert [piece.link for piece in numbers.pieces if piece.link] == list(product.values())


def test_a_row_of_a_closed_path_opens_it():
    rows = rows_of(inspect_node(run(SUM, u=2.0, v=4.0), 0))
    links = [row.link for row in rows if isinstance(row, Fact)]

    assert links == [None, Link("path", 1)]


def test_an_intermediate_value_has_its_own_product_and_a_single_factor_no_product():
    trace = run("a = x**2\nb = sin(a)\ny = exp(b)", x=1.5)

    assert said(trace, "a")[0] == "∂y/∂a = ∂y/∂b · ∂b/∂a".replace("∂", "d")
    assert said(trace, "b") == [f"dy/db = y | {trace.nodes[trace.output_node].value.values[0]:.4f}"]
    assert said(trace, "y") == ["The output itself: the backward pass starts here."]


def test_the_names_of_a_program_are_used_and_one_used_again_is_numbered():
    trace = run("a = a + a\na = a + a", a=1.0)

    assert said(trace, "a")[2] == "∂a₂/∂a₁ · ∂a₁/∂a₀"


def test_a_letter_of_ours_is_never_one_of_the_program():
    trace = run("f = sin(q * r)", q=1.0, r=2.0)
    assert "s = q · r" in said(trace, "q")


def test_a_seed_other_than_one_is_a_factor_with_its_own_sign():
    x, y = double(3.0).requires_grad_(), double(-2.0).requires_grad_()
    with nablascope.record() as recording:
        z = x * y
        z.backward(double(2.5))
    told = said(recording.trace(z), "x")

    assert told[0] == "∂L/∂x = ∂L/∂z · ∂z/∂x"
    assert "∂L/∂z = the seed | 2.5000" in told
    assert told[-1] == "2.5000 × (−2.0000) = −5.0000"


def test_a_hundred_doublings_are_summed_up():
    told = said(run("\n".join(["a = a + a"] * 100), a=1.0), "a")

    assert told[0] == "∂a₁₀₀/∂a₀ = sum over 1.27 × 10³⁰ paths | 1.2677e+30"
    assert told[1] == "12 of 1.27 × 10³⁰ paths; the gradient is the sum over all of them."
    assert told[2] == "▾ a → a → a → … → a | 1.0000"
    assert told[3] == "∂a₁₀₀/∂a₉₉ · ∂a₉₉/∂a₉₈ · ∂a₉₈/∂a₉₇ · … 95 more … · ∂a₂/∂a₁ · ∂a₁/∂a₀"
    assert sum(line.startswith("▸") for line in told) == 11
    assert told[-1] == "all paths together, as recorded | 1.2677e+30"


def test_tensors_are_told_share_by_share_without_a_product():
    trace = traced(lambda W, x: torch.tanh(W @ x).sum(), [[1.0, 2.0], [3.0, 4.0]], [0.1, 0.2])
    told = said(trace, "W")

    assert told[0] == "∂y/∂W = ∂y/∂r · ∂r/∂q · ∂q/∂W"
    assert "G · (1 − r²), element by element" in told
    assert "G · xᵀ (outer product)" in told
    assert any(line.startswith("∂y/∂W | 2×2, norm ") for line in told)
    assert not any("×" in line and "= " in line for line in told)


def test_a_transposed_matrix_is_written_as_one_and_twice_is_not_at_all():
    trace = traced(lambda W, x: F.linear(x, W).sum(), [[1.0, 2.0]], [[3.0, 4.0]])

    assert "q = Wᵀ" in said(trace, "W")
    assert "G · W" in said(trace, "x")


def test_an_operation_outside_of_the_table_tells_the_formula_of_torch():
    trace = traced(lambda x: torch.lgamma(x).sum(), [1.5, 2.5])
    assert "torch's formula: grad * digamma(self)" in said(trace, "x")


def test_a_hook_is_named_where_the_numbers_do_not_add_up():
    x = double(2.0).requires_grad_()
    with nablascope.record() as recording:
        a = x * x
        a.register_hook(lambda grad: grad * 10)
        y = a * 3.0
        y.backward()

    assert said(recording.trace(y), "x")[-1] == "Recorded: 120.0000. A hook on the way changed the gradient."


def test_a_forged_gradient_is_contradicted():
    trace = run("y = x**2", x=3.0)
    forged = [replace(row, grads=(tensor(6.5),)) if row.id == 0 else row for row in trace.nodes]
    told = said(trace_of(forged, list(trace.edges), trace.output_node), "x")

    assert told[-1] == "Recorded: 6.5000. Rounding does not explain the difference."


def test_an_edge_tells_the_paths_through_it_and_claims_no_whole_derivative():
    trace = run(SUM, u=2.0, v=4.0)
    told = [text(row) for row in rows_of(inspect_edge(trace, 6))]

    assert told[0] == "∂f/∂q · ∂q/∂u"
    assert told[-1] == "1.0000 × 4.0000 = 4.0000"


def test_a_node_of_several_outputs_that_is_an_output_itself_tells_both():
    told = [text(row) for row in rows_of(inspect_node(several_outputs_trace(), 1))]
    assert "The backward pass starts here." in told


def test_a_derivative_that_was_not_recorded_is_not_made_up():
    trace = run("y = sin(x)", x=1.0)
    zero = [replace(row, grads=(tensor(0.0),)) if row.name == "y" else row for row in trace.nodes]
    told = rows_of(inspect_node(trace_of(zero, list(trace.edges), trace.output_node), 0))

    assert [text(row) for row in told if isinstance(row, Line)] == [
        "A local derivative on this path was not recorded."
    ]


def test_a_difference_by_rounding_is_told_where_it_can_be_read():
    trace = run("y = x**2", x=3.0)
    nodes = [
        replace(row, grads=(tensor(6.001, dtype="float16"),)) if row.id == 0 else row for row in trace.nodes
    ]
    edges = [replace(edge, grad=edge.grad and tensor(6.001, dtype="float16")) for edge in trace.edges]
    edges = [replace(edge, local=tensor(6.0)) for edge in edges]
    told = said(trace_of(nodes, edges, trace.output_node), "x")

    assert told[-1] == "Recorded: 6.0010. The difference is rounding."


def test_a_path_too_long_to_multiply_says_so():
    told = said(run("\n".join(["a = sin(a)"] * (MOST_FACTORS + 1)), a=1.0), "a")

    assert told[-1] == "2,001 factors are too many to multiply out here."
    assert told[-2].endswith(" = ?")


def test_tensors_along_several_paths_are_summed_without_a_number():
    told = said(traced(lambda x: (x * torch.sin(x)).sum(), [1.0, 2.0]), "x")

    assert told[0].startswith("∂y/∂x = sum over 2 paths | 2, norm ")
    assert told[-1] == "The gradient is their sum, element by element."


def test_a_long_path_of_tensors_is_told_by_its_ends():
    def function(x):
        for _ in range(10):
            x = torch.sin(x)
        return x.sum()

    assert "… 6 more …" in said(traced(function, [1.0, 2.0]), "x")


def test_outputs_whose_seeds_nobody_recorded_are_not_given_one():
    trace = several_outputs_trace()
    unseeded = replace(trace, outputs=tuple(replace(output, seed=None) for output in trace.outputs))
    rows = rows_of(inspect_node(unseeded, 1, 1))

    assert "∂L/∂y = the seed | ?" in [text(row) for row in rows]


def test_an_operand_without_a_name_is_called_what_it_is():
    trace = run("y = x * z", x=2.0, z=3.0)
    nodes = [replace(row, name=None) if row.name == "z" else row for row in trace.nodes]
    told = said(trace_of(nodes, list(trace.edges), trace.output_node), "x")

    assert told == ["∂y/∂x = leaf | 3.0000"]


def test_a_name_without_end_is_cut():
    name = "x" + "\N{COMBINING ACUTE ACCENT}" * 100_000
    trace = run("y = sin(x)", x=2.0)
    nodes = [replace(row, name=name) if row.name == "x" else row for row in trace.nodes]
    rows = rows_of(inspect_node(trace_of(nodes, list(trace.edges), trace.output_node), 0))

    assert len(text(rows[0])) < 200


@pytest.mark.parametrize(
    ("count", "words"),
    [(3, "3"), (12_345, "12,345"), (2**100, "1.27 × 10³⁰"), (10**100, "more than 10¹⁰⁰")],
)
def test_counts_are_shortened_sensibly(count, words):
    assert count_words(count) == words
