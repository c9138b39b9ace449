import math
from dataclasses import replace
from itertools import combinations

import pytest
from tests.core.traces import Tape, node, run, tensor, trace_of
from tests.worked_examples import EXAMPLES

from nablascope.core.graph.trace import Edge
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene import badges
from nablascope.core.scene.display_list import Box, Curve, Label
from nablascope.core.scene.draw import draw
from nablascope.core.scene.text import MONO_ADVANCE, UI_ADVANCE, cells
from nablascope.core.scene.theme_file import load_theme

LIGHT = load_theme("light")

SCALAR_EXAMPLES = [
    pytest.param(run(example["code"], **example["inputs"]), id=example["id"])
    for example in EXAMPLES
    if all(isinstance(value, float) for value in example["inputs"].values())
]


def picture(trace, **options):
    return draw(trace, lay_out(trace), LIGHT, **options)


def texts(display_list):
    return [item.text for item in display_list.items if isinstance(item, Label)]


def of_kind(display_list, kind):
    return [item for item in display_list.items if isinstance(item, kind)]


def ground_of(label):
    """The rectangle a label fills, allowing every character its full advance."""
    advance = MONO_ADVANCE if label.face == "mono" else UI_ADVANCE
    width = cells(label.text) * label.size * advance
    left = label.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * width
    return left, label.y - 0.75 * label.size, left + width, label.y + 0.2 * label.size


def bounds(box):
    return box.x, box.y, box.x + box.width, box.y + box.height


def cards_and_chips(display_list):
    """All boxes but the badges, which lie over their cards' edges."""
    return [bounds(box) for box in of_kind(display_list, Box) if box.height != badges.HEIGHT]


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def odd_trace():
    """NaN, infinity, very long and very wide names, an operation without a gradient."""
    return trace_of(
        [
            node(0, "leaf", name="a_very_long_name_indeed", value=tensor(math.nan), grad=tensor(math.inf)),
            node(1, "constant", name="権重パラメータの名前", value=tensor(True, dtype="bool"), follows=False),
            node(
                2,
                op="ScaledDotProductFlashAttentionForCpuBackward0",
                function="scaled_dot_product_attention",
                name="another_long_name",
                value=tensor(*[-1.5e-9] * 4, shape=(1024, 1024, 1024, 1024)),
                grad=tensor(-1.23456e-100),
            ),
            node(
                3,
                op="MulBackward0",
                function="mul_",
                value=tensor("(1+2j)", dtype="complex64"),
                grad=tensor(-123456789.0),
            ),
        ],
        [
            Edge(0, 0, 2, 0, "query", tensor(math.nan)),
            Edge(1, 0, 2, 0, "key", None),
            Edge(2, 0, 3, 0, "self", tensor(-1.23456e-100)),
            Edge(2, 0, 3, 1, "other", tensor(-123456.123)),
        ],
    )


ALL = [*SCALAR_EXAMPLES, pytest.param(odd_trace(), id="odd")]


@pytest.mark.parametrize("trace", ALL)
def test_no_two_boxes_overlap(trace):
    boxes = cards_and_chips(picture(trace))

    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


@pytest.mark.parametrize("trace", ALL)
def test_no_two_texts_overlap(trace):
    grounds = [ground_of(label) for label in of_kind(picture(trace), Label)]

    assert not [pair for pair in combinations(grounds, 2) if overlap(*pair)]


@pytest.mark.parametrize("trace", ALL)
def test_every_text_is_inside_a_box(trace):
    display_list = picture(trace)
    boxes = [bounds(box) for box in of_kind(display_list, Box)]

    for label in of_kind(display_list, Label):
        left, top, right, bottom = ground_of(label)
        assert any(a <= left and b <= top and right <= c and bottom <= d for a, b, c, d in boxes), label.text


@pytest.mark.parametrize("trace", ALL)
def test_everything_is_inside_the_extent(trace):
    display_list = picture(trace)

    for left, top, right, bottom in map(bounds, of_kind(display_list, Box)):
        assert 0 <= left < right <= display_list.width
        assert 0 <= top < bottom <= display_list.height


def test_the_square_shows_its_value_and_its_gradient():
    shown = texts(picture(run("y = x**2", x=9.0)))

    assert {"leaf", "x", "AccumulateGrad", "9.0000", "xⁿ", "y", "PowBackward0", "81.0000"} < set(shown)
    assert shown.count("18.0000") == 2, "the share on the edge and the sum on the leaf"


def test_the_sine_shows_the_tutorials_numbers_with_a_real_minus():
    shown = texts(picture(run("y = torch.sin(x / 2**1.5)", x=100.0)))

    assert {"÷", "sin", "constant", "no gradient", "35.3553", "−0.7158", "−0.6983", "2.8284"} < set(shown)
    assert shown.count("−0.2469") == 2


def test_each_use_of_a_name_shows_its_own_share():
    shown = texts(picture(run("f = u**2 + v**3 + u*v", u=2.0, v=4.0)))

    assert shown.count("4.0000") >= 3, "two shares and the value of v"
    assert {"48.0000", "2.0000", "8.0000", "50.0000", "76.0000"} < set(shown)


@pytest.mark.parametrize(("code", "share"), [("y = x*x", "3.0000"), ("y = x+x", "1.0000")])
def test_both_shares_of_a_value_used_twice_can_be_read(code, share):
    chips = [box for box in of_kind(picture(run(code, x=3.0)), Box) if box.fill == LIGHT.gradient_wash]
    shown = texts(picture(run(code, x=3.0)))

    assert len(chips) == 2
    assert shown.count(share) >= 2


def test_what_autograd_does_not_follow_is_dashed_grey_and_has_no_share():
    display_list = picture(run("y = x + 2", x=3.0))
    outside = [curve for curve in of_kind(display_list, Curve) if curve.pen.colour == LIGHT.edge_outside]
    constants = [box for box in of_kind(display_list, Box) if box.fill == LIGHT.constant]

    assert [bool(curve.pen.dash) for curve in outside] == [True]
    assert [bool(box.pen and box.pen.dash) for box in constants] == [True]
    assert len([box for box in of_kind(display_list, Box) if box.fill == LIGHT.gradient_wash]) == 1


def test_a_chip_covers_its_gradients_line():
    display_list = picture(run("y = sin(x)", x=3.0))
    (chip,) = [bounds(box) for box in of_kind(display_list, Box) if box.fill == LIGHT.gradient_wash]
    (line,) = [curve for curve in of_kind(display_list, Curve) if curve.pen.width == 2.2]

    assert chip[1] < line.points[0][1] < chip[3]
    assert line.points[0][0] < chip[0] < chip[2] < line.points[-1][0]


def test_a_row_without_a_number_says_so():
    trace = trace_of([node(0, "leaf", name="x")], [])

    assert texts(picture(trace)).count("·") == 2


def test_blue_is_value_and_orange_is_gradient():
    numbers = {label.text: label.colour for label in of_kind(picture(run("y = x**2", x=9.0)), Label)}

    assert numbers["81.0000"] == LIGHT.value
    assert numbers["18.0000"] == LIGHT.gradient


def test_long_names_end_in_an_ellipsis():
    shown = texts(picture(odd_trace()))

    assert "scaled_…" in shown
    assert any(text.startswith("another") and text.endswith("…") for text in shown)


def test_a_dimmed_picture_has_the_same_items_in_fainter_colours():
    trace = run("y = x**2", x=9.0)
    bright, dim = picture(trace), picture(trace, dimmed=True)

    assert texts(dim) == texts(bright)
    assert dim.background == bright.background
    assert not {item.colour for item in of_kind(dim, Label)} & {
        item.colour for item in of_kind(bright, Label)
    }


def test_many_shares_into_one_node_all_find_room():
    count = 80
    leaves = [node(id, "leaf", name=f"x{id}") for id in range(count)]
    edges = [Edge(id, 0, count, 0, f"tensors[{id}]", tensor(float(id))) for id in range(count)]
    trace = trace_of([*leaves, node(count, op="StackBackward0", function="stack")], edges)
    display_list = picture(trace)
    boxes = cards_and_chips(display_list)

    assert len(boxes) == 2 * count + 1
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert max(box[3] for box in boxes) <= display_list.height


def test_the_chips_of_a_large_graph_do_not_overlap_either():
    tape = Tape()
    scalars = [tape.leaf("x", 1.0), tape.leaf("y", 2.0)]
    for step in range(200):
        scalars.append(scalars[-1] + scalars[-2 - step % 2])
    boxes = cards_and_chips(picture(tape.trace(scalars[-1])))

    assert len(boxes) == 202 + 400
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def test_an_empty_trace_is_an_empty_picture():
    empty = picture(trace_of([], []))

    assert (empty.items, empty.width, empty.height) == ((), 0.0, 0.0)


def test_a_run_that_stopped_before_its_gradients_draws_the_values():
    trace = run("y = x**2", x=9.0)
    rows = [replace(row, grads=(None,)) for row in trace.nodes]
    display_list = picture(trace_of(rows, [replace(edge, grad=None) for edge in trace.edges]))

    assert "81.0000" in texts(display_list)
    assert not [box for box in of_kind(display_list, Box) if box.fill == LIGHT.gradient_wash]


def test_the_shares_of_a_path_are_drawn_strong_and_no_others():
    trace = run("f = u**2 + v**3 + u*v", u=2.0, v=7.0)
    layout, theme = lay_out(trace), load_theme("light")
    gradients = [edge for edge, share in enumerate(trace.edges.grad) if share is not None]
    path = gradients[:2]

    widths = [
        item.pen.width
        for item in draw(trace, layout, theme, path=path).items
        if isinstance(item, Curve) and item.pen.colour == theme.gradient
    ]
    assert widths.count(7.0) == len(path)
    assert len(widths) == len(gradients) + len({layout.routes[edge][0] for edge in gradients}), "and tips"
