"""What stands in the rows of the outline."""

from dataclasses import replace

from tests.core.scene.marked_traces import cut_trace, several_outputs_trace
from tests.core.traces import node, run, tensor

from nablascope.core.language.span import Span
from nablascope.core.scene.outline import cells, columns

SINE = run("y = torch.sin(x / 2**1.5)", x=100.0)


def test_a_row_says_what_the_card_says():
    assert cells(SINE.nodes[3]) == {
        "number": "3",
        "node": "sin y",
        "operation": "SinBackward0",
        "shape": "()",
        "value": "−0.7158",
        "gradient": "1.0000",
        "module": "",
        "line": "1",
    }


def test_what_is_not_there_is_a_dot_or_nothing():
    row = cells(replace(node(0, "constant", follows=False), span=None))
    assert (row["value"], row["gradient"], row["shape"], row["line"]) == ("·", "·", "", "")


def test_a_line_of_another_file_has_its_name():
    row = cells(replace(node(0, value=tensor(1.0)), file="/home/ada/train.py", span=Span(12, 0, 12, 3)))
    assert row["line"] == "train.py:12"


def test_several_outputs_stand_side_by_side():
    assert cells(several_outputs_trace().nodes[1])["value"] == "1, 5"


def test_a_cut_says_what_it_is():
    row = cells(cut_trace().nodes[2])
    assert (row["node"], row["operation"]) == ("detach b", "no grad_fn")


def test_modules_have_a_column_where_there_are_any():
    assert "module" not in columns(SINE)
