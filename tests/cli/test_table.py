"""The table: one line a node, and more columns only where there is something to say."""

from tests.core.scene.marked_traces import cut_trace, marked_trace, rich_trace, stopped_trace
from tests.core.traces import run

from nablascope.cli.table import table


def line_of(trace, word: str) -> str:
    return next(line for line in table(trace).splitlines() if word in line)


def headings(trace) -> str:
    return table(trace).splitlines()[0]


def test_a_plain_run_has_the_four_plain_columns():
    assert headings(run("y = x**2", x=9.0)).split() == ["name", "operation", "value", "gradient"]


def test_a_cut_says_that_no_gradient_flows():
    assert line_of(cut_trace(), "detach").split("  ")[0] == "b"
    assert "detach (cut)" in line_of(cut_trace(), "detach")
    assert "no gradient flows" in line_of(cut_trace(), "detach")


def test_marks_hooks_modules_and_what_was_accumulated_have_columns_of_their_own():
    assert {"accumulated", "module", "marks"} <= set(headings(rich_trace()).split())
    division = line_of(rich_trace(), "DivBackward0")
    assert "encoder.layers.0" in division
    assert "in-place, hook: hook clip on the tensor" in division
    assert "-0.4938" in line_of(rich_trace(), "leaf")


def test_the_local_derivative_by_each_input_is_told():
    assert "local derivative" in headings(rich_trace())
    assert "self 0.3536" in line_of(rich_trace(), "DivBackward0")


def test_an_unreached_node_is_marked():
    assert line_of(cut_trace(), "MulBackward0").endswith("unreached")


def test_the_place_at_which_the_run_stopped_is_marked():
    assert line_of(stopped_trace(), "DivBackward0").endswith("stopped here")


def test_a_column_is_only_there_for_who_needs_it():
    assert "module" not in headings(marked_trace("kink"))
    assert line_of(marked_trace("kink"), "leaf").endswith("-")
