from dataclasses import replace

from tests.core.traces import node, run, tensor

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.describe import describe, node_at
from nablascope.core.scene.numbers import exact


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


def test_a_place_on_a_card_is_its_node():
    layout = lay_out(run("y = x**2", x=9.0))

    for id, ((x, y), (width, height)) in enumerate(zip(layout.positions, layout.sizes, strict=True)):
        assert node_at(layout, x + width / 2, y + height / 2) == id


def test_a_place_between_the_cards_is_no_node():
    layout = lay_out(run("y = x**2", x=9.0))

    assert node_at(layout, 168 + 64, 10) is None


def test_a_float32_is_described_in_its_own_digits():
    lines = describe(node(0, "leaf", name="x", value=tensor(-4.0000000467443897e-07)))

    assert lines[1] == "value  −4e−07"
