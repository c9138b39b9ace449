"""What the inspector says about a node and about an edge."""

from dataclasses import replace

from tests.core.scene.marked_traces import (
    broadcast_trace,
    cut_trace,
    rich_trace,
    several_outputs_trace,
    stopped_trace,
)
from tests.core.traces import node, run, tensor, trace_of

from nablascope.core.graph.rows import Output, Saved
from nablascope.core.graph.tensor import Statistics
from nablascope.core.graph.trace import Edge
from nablascope.core.scene.card import CUT
from nablascope.core.scene.inspect_edge import MOST_EDGES, inspect_edge
from nablascope.core.scene.inspect_node import inspect_node
from nablascope.core.scene.inspection import Fact, Line, Link
from nablascope.core.scene.numbers import exact

DIVISION = 2


def rows_of(inspection, title=""):
    return next((section.rows for section in inspection.sections if section.title == title), ())


def facts(inspection, title=""):
    return {row.label: row.text for row in rows_of(inspection, title) if isinstance(row, Fact)}


def lines(inspection, title=""):
    return [row.text for row in rows_of(inspection, title) if isinstance(row, Line)]


def test_a_node_tells_its_numbers_in_full_and_what_it_is():
    said = inspect_node(rich_trace(), DIVISION)

    assert (said.sign, said.detail) == ("÷", "DivBackward0")
    assert facts(said)["value"] == exact(100 / 2**1.5)
    assert {("shape", "()"), ("dtype · device", "float32 · cpu"), ("version", "1")} <= set(
        facts(said).items()
    )


def test_a_node_tells_where_it_comes_from():
    said = inspect_node(rich_trace(), DIVISION)

    assert said.place is not None
    assert (said.place.text, said.place.span) == ("model.py:1", None)
    assert facts(said)["source"] == "/home/ada/model.py:1"
    assert facts(said)["module"] == "encoder.layers.0"


def test_a_line_of_the_windows_own_text_can_be_gone_to():
    place = inspect_node(run("y = x**2", x=3.0), 0).place

    assert place is not None
    assert place.text == "line 1"
    assert place.span is not None


def test_saved_tensors_tell_their_value_and_their_state():
    said = inspect_node(rich_trace(), DIVISION)

    assert facts(said, "Saved for backward") == {
        "self": "100.0000",
        "other": "2.8284",
        "rounding_mode": "None",
    }
    assert lines(said, "Saved for backward") == [
        "Modified: version 1, saved at 0.",
        "Freed by the backward pass.",
    ]


def test_marks_and_hooks_are_said_in_sentences():
    said = inspect_node(rich_trace(), DIVISION)

    assert lines(said, "Marks") == ["The operation changed its input in place."]
    assert lines(said, "Hooks") == ["hook clip on the tensor"]


def test_a_leaf_tells_what_earlier_passes_brought_apart():
    said = inspect_node(rich_trace(), 0)

    assert facts(said)["gradient"] == exact(rich_trace().nodes[0].grad.values[0])
    assert facts(said)["accumulated"] == "−0.4938"


def test_the_chain_rule_of_scalars_is_a_product_with_numbers():
    said = inspect_node(rich_trace(), DIVISION)

    assert facts(said, "Local derivatives")["self = x"] == "−0.2469"
    assert "−0.6983 × 0.3536 = −0.2469" in lines(said, "Local derivatives")
    assert facts(said, "Local derivatives")["other = 2.8284"] == "no gradient"


def test_without_a_rule_of_ours_torchs_own_formula_is_shown():
    trace = rich_trace()
    edges = [replace(edge, formula="grad * self.cos().conj()") for edge in trace.edges]
    nodes = [replace(node, function="lgamma") if node.id == DIVISION else node for node in trace.nodes]
    said = inspect_node(trace_of(nodes, edges), DIVISION)

    assert "torch's formula: grad * self.cos().conj()" in lines(said, "Local derivatives")


def test_a_rule_of_ours_comes_with_symbols_and_with_numbers():
    said = lines(inspect_node(rich_trace(), DIVISION), "Local derivatives")
    assert said[:2] == ["derivative by x = 1 / y, where y is other", "1 / 2.8284 = 0.3536"]


def test_a_negative_second_factor_stands_in_brackets():
    assert "1.0000 × (−0.6983) = −0.6983" in lines(inspect_node(rich_trace(), 3), "Local derivatives")


def test_the_shares_that_make_up_a_gradient_are_added():
    said = inspect_node(run("f = u**2 + v**3 + u*v", u=2.0, v=4.0), 0)

    assert lines(said, "Gradient") == ["4.0000 + 4.0000 = 8.0000"]
    negative = inspect_node(run("f = u*v - u", u=2.0, v=4.0), 0)
    assert lines(negative, "Gradient") == ["4.0000 − 1.0000 = 3.0000"]


def test_an_output_tells_the_seed_of_its_gradient():
    trace = run("y = x**2", x=3.0)
    seeded = replace(trace, outputs=(Output("y", trace.output_node, 0, tensor(1.0)),))

    assert facts(inspect_node(seeded, trace.output_node), "Gradient") == {"seed of y": "1.0000"}


def test_every_output_of_a_node_is_told():
    said = inspect_node(several_outputs_trace(), 1)

    assert {"value 0", "value 1", "gradient 0", "gradient 1"} <= set(facts(said))


def test_what_arrived_is_added_for_each_output_by_itself():
    said = inspect_node(several_outputs_trace(), 1)

    assert facts(said, "Gradient") == {
        "seed of low": "1.0000",
        "from y, other": "−1.0000",
        "from y, self": "1.0000",
    }
    assert lines(said, "Gradient") == ["1.0000 − 1.0000 = 0.0000"]


def test_a_cut_says_that_no_gradient_flows():
    said = inspect_node(cut_trace(), 2)

    assert CUT in lines(said)
    assert "gradient" not in facts(said)
    assert lines(said, "Local derivatives") == ["Cut: no gradient goes back from here."]


def test_the_node_at_which_the_run_stopped_says_why():
    assert lines(inspect_node(stopped_trace(), 2), "Marks") == [
        "The run stopped here: the sizes 3 and 4 do not fit."
    ]


def test_a_large_tensor_tells_its_statistics_and_a_sparse_one_its_layout():
    statistics = Statistics(-1.0, 2.0, 0.5, 0.25, 9.0, 3, 0, 7)
    large = replace(tensor(*[0.5] * 64, shape=(100, 100)), statistics=statistics, layout="sparse_coo")
    said = facts(inspect_node(trace_of([node(0, "leaf", name="w", value=large)], []), 0))

    assert {"min": "−1", "max": "2", "number of NaN": "3", "number of zero": "7"}.items() <= said.items()
    assert "number of ∞" not in said
    assert said["layout"] == "sparse_coo"


def test_a_broadcast_share_says_what_it_was_summed_to():
    trace = broadcast_trace()
    edges = [replace(edge, local=tensor(*[1.0] * 12, shape=(3, 4))) for edge in trace.edges]
    said = lines(inspect_node(trace_of(list(trace.nodes), edges), 2), "Local derivatives")

    assert said[1].endswith("summed to 3×1: it was broadcast.")


def test_of_very_many_edges_the_first_are_told_and_the_rest_counted():
    edges = [Edge(0, 0, 1, i, f"tensors[{i}]", tensor(1.0)) for i in range(MOST_EDGES + 5)]
    trace = trace_of([node(0, "leaf", name="x"), node(1, op="StackBackward0", function="stack")], edges)

    assert lines(inspect_node(trace, 1), "Local derivatives")[-1] == "and 5 more"
    assert lines(inspect_node(trace, 0), "Gradient")[-1] == "and 5 more"


def test_an_edge_tells_what_it_carries_both_ways_and_its_ends():
    said = inspect_edge(rich_trace(), 0)

    assert said.sign == "leaf → ÷"
    assert facts(said)["value"] == "100.0"
    assert facts(said)["share"].startswith("−0.24687")
    ends = {row.label: row.link for row in rows_of(said) if isinstance(row, Fact) and row.link}
    assert ends == {"from": Link("node", 0), "to": Link("node", 2)}


def test_an_edge_tells_how_the_shape_changes_and_which_output_it_takes():
    assert facts(inspect_edge(broadcast_trace(), 0))["shape"] == "3×1 → 3×4"
    assert facts(inspect_edge(several_outputs_trace(), 1))["output"] == "1"


def test_an_edge_whose_value_nobody_saw_tells_its_share():
    unseen = replace(node(0, "leaf", name="x"), values=())
    trace = trace_of([unseen, node(1, op="A", function="a")], [Edge(0, 0, 1, 0, "self", tensor(2.0))])

    assert facts(inspect_edge(trace, 0))["share"] == "2.0"


def test_of_very_many_outputs_and_saved_tensors_the_first_are_told_and_the_rest_counted():
    saved = tuple(
        Saved(f"tensors[{i}]", tensor(1.0), None, "held", None, None) for i in range(MOST_EDGES + 2)
    )
    many = (tensor(1.0),) * (MOST_EDGES + 3)
    row = replace(node(0, op="UnbindBackward0", function="unbind"), values=many, grads=many, saved=saved)
    said = inspect_node(trace_of([row], []), 0)

    assert "and 3 more" in lines(said)
    assert lines(said, "Saved for backward") == ["and 2 more"]
