"""What torch itself says of VJPs that our table has no rule for."""

import re
from pathlib import Path

import pytest
import torch

import nablascope
from nablascope.core.scene.rule_text import rule_lines
from nablascope.engine.derivatives_yaml import formula_of, torchs_formulas


@pytest.mark.parametrize(
    ("run", "op", "input"),
    [
        (lambda x: torch.roll(x, 1), "RollBackward0", "self"),
        (lambda x: torch.linalg.svdvals(x), "LinalgSvdBackward0", "A"),
        (lambda x: x.logcumsumexp(0), "LogcumsumexpBackward0", "self"),
        (lambda x: torch.gather(x, 0, torch.tensor([[0, 1]])), "GatherBackward0", "self"),
        (lambda x: torch.nn.functional.gelu(x, approximate="tanh"), "GeluBackward0", "self"),
    ],
)
def test_an_operation_outside_of_our_table_tells_torchs_formula(run, op, input):
    trace = nablascope.trace(lambda x: run(x), torch.rand(2, 2, dtype=torch.float64))
    node = next(node for node in trace.nodes if node.op == op)
    edge = next(edge for edge in trace.edges if edge.target == node.id and edge.input == input)
    assert edge.formula == torchs_formulas()[op][input]
    assert rule_lines(trace, edge, node) == [f"torch's formula: {edge.formula}"]


def test_where_our_table_has_a_rule_torchs_formula_is_not_told():
    trace = nablascope.trace(lambda x: x.sin(), torch.tensor(1.0))
    assert [edge.formula for edge in trace.edges] == [None]


def test_a_formula_stands_on_one_line_and_is_for_one_argument():
    formulas = torchs_formulas()
    assert formulas["SinBackward0"] == {"self": "grad * self.cos().conj()"}
    assert set(formulas["NativeLayerNormBackward0"]) == {"input", "weight", "bias"}
    assert not any("\n" in formula for entry in formulas.values() for formula in entry.values())


def test_a_part_of_a_list_has_the_formula_of_the_list():
    expected = torchs_formulas()["StackBackward0"]["tensors"]
    assert formula_of("StackBackward0", "unheard", "tensors[1]") == expected


def test_nodes_are_named_here_as_torch_names_them():
    """All of the installed torch, save those that its generator derives from others: of lists and nested."""
    header = Path(torch.__file__).parent / "include/torch/csrc/autograd/generated/Functions.h"
    names = re.findall(r"struct TORCH_API (\w+Backward\d+)", header.read_text(encoding="utf-8"))
    derived = ("Foreach", "AutogradNestedTensor")
    made = {name for name in names if not any(word in name for word in derived)}
    assert len(made) > 500
    assert {name for name in torchs_formulas() if not name.startswith("Foreach")} == made
