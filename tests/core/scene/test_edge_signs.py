"""Cuts, numbers of outputs and changes of shape on edges."""

from dataclasses import replace

from tests.core.scene.marked_traces import broadcast_trace, cut_trace, several_outputs_trace
from tests.core.traces import node, run, tensor, trace_of

from nablascope.core.graph.trace import Edge
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.card import CUT
from nablascope.core.scene.display_list import Box, Curve, Label
from nablascope.core.scene.draw import draw
from nablascope.core.scene.edge_signs import shape_changes
from nablascope.core.scene.theme_file import load_theme

LIGHT = load_theme("light")


def items(trace, kind):
    return [item for item in draw(trace, lay_out(trace), LIGHT).items if isinstance(item, kind)]


def texts(trace):
    return [label.text for label in items(trace, Label)]


def test_a_cut_is_a_card_of_its_own_style_and_says_so_in_words():
    trace = cut_trace()
    dashed = [box for box in items(trace, Box) if box.pen and box.pen.dash]

    assert {"detach", "b", "no grad_fn", CUT} <= set(texts(trace))
    assert [box.fill for box in dashed] == [LIGHT.paper]
    assert texts(trace).count("9.0000") == 4, "a's value, the cut's value, x's gradient and its share"


def test_an_edge_into_a_cut_ends_with_two_strokes_just_before_it():
    trace = cut_trace()
    layout = lay_out(trace)
    strokes = [curve for curve in items(trace, Curve) if curve.pen.colour == LIGHT.muted]
    end, _ = layout.routes[2][-1]

    assert len(strokes) == 2
    assert all(end - 24 < x < end for curve in strokes for x, _ in curve.points)


def test_only_what_is_used_gets_a_share():
    chips = [box for box in items(cut_trace(), Box) if box.fill == LIGHT.gradient_wash]

    assert len(chips) == 1


def test_an_unreached_node_is_faint_and_says_that_it_has_no_gradient():
    trace = cut_trace()

    assert "no gradient: unreached" in texts(trace)
    values = [label.colour for label in items(trace, Label) if label.text == "9.0000"]
    assert len(set(values) - {LIGHT.value, LIGHT.gradient}) == 1


def test_edges_of_a_node_with_several_outputs_show_which_one():
    trace = several_outputs_trace()
    layout = lay_out(trace)
    numbers = {(label.text, label.x) for label in items(trace, Label) if label.text in ("0", "1")}

    assert numbers == {("1", layout.routes[1][0][0]), ("0", layout.routes[2][0][0])}


def test_a_node_with_one_output_has_no_numbers():
    assert "0" not in texts(run("y = x**2", x=3.0))


def test_a_broadcast_shows_both_shapes_and_a_sum_none():
    assert shape_changes(broadcast_trace()) == {0: "3×1 → 3×4", 1: "4 → 3×4", 3: "() → 3×4"}
    assert {"3×1 → 3×4", "4 → 3×4", "() → 3×4"} <= set(texts(broadcast_trace()))


def test_a_plain_number_is_not_said_to_be_broadcast():
    constant = replace(node(0, "constant", value=tensor(2.0), follows=False), name=None)
    product = node(1, op="MulBackward0", function="mul", value=tensor(1.0, 2.0, shape=(2,)))

    assert shape_changes(trace_of([constant, product], [Edge(0, 0, 1, 0, "other", None)])) == {}


def test_a_value_nobody_saw_has_no_shape_to_compare():
    unseen = replace(node(0, "leaf", name="x"), values=())
    product = node(1, op="MulBackward0", function="mul", value=tensor(1.0, 2.0, shape=(2,)))

    assert shape_changes(trace_of([unseen, product], [Edge(0, 0, 1, 0, "self", None)])) == {}
