from dataclasses import replace

from tests.core.scene.marked_traces import cut_trace, rich_trace, stopped_trace
from tests.core.traces import node, run, tensor

from nablascope.core.scene.describe import describe
from nablascope.core.scene.numbers import exact
from nablascope.core.scene.roles import roles


def test_a_node_is_described_in_full_precision():
    trace = run("y = x / 2**1.5", x=100.0)

    lines = describe(trace.nodes[trace.output_node])

    assert lines == (
        "÷ y · DivBackward0",
        f"value  {exact(100.0 / 2**1.5)}",
        "grad  1.0",
        "() · float32 · cpu",
        "line 1",
    )


def test_a_tensor_is_described_by_its_first_elements():
    lines = describe(node(0, "leaf", name="w", value=tensor(*[0.5] * 64, shape=(8, 8))))

    assert lines[0] == "leaf w · AccumulateGrad"
    assert lines[1] == "value  [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, …]"
    assert lines[2] == "8×8 · float32 · cpu"


def test_a_node_without_a_value_or_a_place_is_described_by_its_name():
    assert describe(replace(node(0, "leaf", name="x"), span=None)) == ("leaf x · AccumulateGrad",)


def test_every_output_is_described():
    one = node(0, op="UnbindBackward0", function="unbind")
    several = replace(one, values=(tensor(1.0), tensor(2.0)), grads=(None, tensor(3.0)))

    assert describe(several)[1:4] == ("value 0  1.0", "value 1  2.0", "grad 1  3.0")


def test_a_float32_is_described_in_its_own_digits():
    lines = describe(node(0, "leaf", name="x", value=tensor(-4.0000000467443897e-07)))

    assert lines[1] == "value  −4e−07"


def test_a_cut_and_an_unreached_node_say_in_words_why_there_is_no_gradient():
    trace = cut_trace()

    assert describe(trace.nodes[2])[0] == "detach b · no grad_fn"
    assert "Cut: no gradient flows." in describe(trace.nodes[2])
    assert "No gradient: the output does not depend on it." in describe(trace.nodes[1])


def test_what_an_engine_knows_beyond_the_numbers_is_told():
    rows = rich_trace().nodes

    assert "accumulated  −0.4938" in describe(rows[0])
    assert {"model.py:1", "in encoder.layers.0", "Hook: hook clip on the tensor"} <= set(describe(rows[2]))


def test_outputs_and_the_place_of_a_stop_are_told():
    trace = stopped_trace()

    lines = describe(trace.nodes[2], roles(trace)[2])

    assert {"Output y: the backward pass starts here.", "The run stopped here."} <= set(lines)


def test_of_very_many_outputs_the_first_are_described():
    many = (tensor(1.0),) * 100
    lines = describe(replace(node(0, op="UnbindBackward0", function="unbind"), values=many, grads=many))

    assert "and 92 more outputs" in lines
    assert len(lines) < 30
