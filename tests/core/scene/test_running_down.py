"""Pictures whose edges run down: what stands at them is as legible as where they run to the right."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.layout.test_lay_out import traces
from tests.core.scene.marked_traces import broadcast_trace, cut_trace, several_outputs_trace
from tests.core.traces import run
from tests.stepped import LIGHT, SINE, TWO_INPUTS, boxes, curves, film, film_of, ground_of, texts

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.chips import chips
from nablascope.core.scene.display_list import SHARP, Box, Curve, Label, Pen
from nablascope.core.scene.draw import draw
from nablascope.core.scene.many.arrays import arrays_of
from nablascope.core.scene.many.moment import Known
from nablascope.core.scene.many.near import Near
from nablascope.core.scene.many.pointing import ManyPlaces
from nablascope.core.scene.pointing import Places
from nablascope.core.scene.roles import roles

SEED, SIN_SENDS, DIVISION_SENDS = 3, 4, 5
TRACE = run("y = torch.sin(x / 2**1.5)", x=100.0)
SINE_DOWN = lay_out(TRACE, down=True)
"""x is 0, the constant 1, their quotient 2, the sine 3."""


def down_film(program):
    return film_of(film(*program).trace, down=True)


def picture(trace):
    return draw(trace, lay_out(trace, down=True), LIGHT)


def overlap(a, b):
    beside = a.x + a.width <= b.x or b.x + b.width <= a.x
    return not (beside or a.y + a.height <= b.y or b.y + b.height <= a.y)


def cards(layout):
    pairs = zip(layout.positions, layout.sizes, strict=True)
    return [Box(*corner, *size, 0.0, "", None) for corner, size in pairs]


def share_chips(items):
    return [item for item in items if isinstance(item, Box) and item.fill == LIGHT.gradient_wash]


@settings(max_examples=60, deadline=None)
@given(traces(), st.sampled_from(["1.0000", "−0.004321", "[−0.002, …]"]))
def test_no_share_covers_a_card_or_another_share(trace, share):
    layout = lay_out(trace, down=True)
    lines = {edge: Curve(route, Pen("#111111", 1.0)) for edge, route in enumerate(layout.routes)}
    drawn = chips(dict.fromkeys(lines, share), {}, (lines, lines), layout, LIGHT).items()

    found = [item for item in drawn if isinstance(item, Box)]
    assert len(found) == len(lines)
    assert not [pair for pair in combinations(found, 2) if overlap(*pair)]
    assert not [(chip, card) for chip in found for card in cards(layout) if overlap(chip, card)]


def test_a_share_stands_on_its_gradient_and_leaves_the_value_beside_it_to_be_seen():
    shown = picture(run("y = x.sin()", x=1.0))
    (chip,) = share_chips(shown.items)
    (value,) = (curve for curve in curves(shown) if curve.pen.colour == LIGHT.edge)
    (gradient,) = (curve for curve in curves(shown) if curve.pen.width == 2.2)

    (value_at,) = {x for x, _ in value.points}
    (gradient_at,) = {x for x, _ in gradient.points}
    assert gradient_at - value_at == 12
    assert value_at < chip.x < gradient_at < chip.x + chip.width


def test_a_gradients_arrow_points_up_into_its_card():
    shown = picture(run("y = x.sin()", x=1.0))
    (tip,) = (curve for curve in curves(shown) if curve.pen.width == 1.8)
    (gradient,) = (curve for curve in curves(shown) if curve.pen.width == 2.2)

    x, y = gradient.points[0]
    assert tip.points[2] == (x, y + SHARP)
    assert [point for point in tip.points if point[1] < y] == []
    assert {point[0] - x for point in tip.points} == {-3.5, 0.0, 3.5}


def test_the_strokes_of_a_cut_lie_across_its_line():
    trace = cut_trace()
    shown = picture(trace)
    strokes = [curve for curve in curves(shown) if curve.pen == Pen(LIGHT.muted, 1.6)]

    assert strokes
    for stroke in strokes:
        (left, _), *_, (right, _) = sorted(stroke.points)
        top, bottom = min(y for _, y in stroke.points), max(y for _, y in stroke.points)
        assert right - left == 12
        assert bottom - top == 4


def test_an_outputs_number_stands_where_its_edge_begins():
    trace = several_outputs_trace()
    layout = lay_out(trace, down=True)
    shown = draw(trace, layout, LIGHT)
    first = next(edge for edge, output in enumerate(trace.edges.output) if output == 1)

    label = next(item for item in shown.items if isinstance(item, Label) and item.text == "1")
    assert (label.x, label.y) == (layout.routes[first][0][0], layout.routes[first][0][1] + 3.5)


def test_a_label_of_a_shape_stands_beside_its_edge_within_the_page():
    trace = broadcast_trace()
    shown = picture(trace)
    labels = [text for text in texts(shown) if "→" in text]

    assert labels
    for text in labels:
        ground = ground_of(shown, text)
        assert ground.x >= 0
        assert not [card for card in cards(lay_out(trace, down=True)) if overlap(ground, card)]


def test_the_picture_is_wide_enough_for_every_share():
    shown = picture(run("y = x*x", x=3.0))

    assert max(chip.x + chip.width for chip in share_chips(shown.items)) <= shown.width


def test_the_way_that_edges_share_is_drawn_once():
    trace = run("y = x\n" + "y = y.sin() + x\n" * 3, x=1.0)
    shown = picture(trace)

    values = [curve for curve in curves(shown) if curve.pen.colour == LIGHT.edge]
    pieces = [curve.points[k : k + 4] for curve in values for k in range(0, len(curve.points) - 1, 3)]
    upright = [(piece[0], piece[3]) for piece in pieces if piece[0][0] == piece[3][0]]
    assert len(upright) == len(set(upright))


def test_the_seed_comes_into_the_output_from_below():
    shown = down_film(SINE)
    ((x, far),), ((_, near),) = (dots(shown, SEED, t) for t in (0.0, 1.0))

    left, _, right, bottom = shown.card(3)
    assert near == pytest.approx(bottom)
    assert far > near
    assert left < x < right


def dots(shown, place, t, colour=LIGHT.gradient):
    items = (item for item in shown.moving.pulses(shown.moment(place), t) if isinstance(item, Box))
    round_ones = (box for box in items if box.radius * 2 == box.width and box.pen is None)
    return [(box.x + box.width / 2, box.y + box.height / 2) for box in round_ones if box.fill == colour]


def test_a_number_on_its_way_stands_beside_its_dot():
    shown = down_film(SINE)
    items = shown.moving.pulses(shown.moment(DIVISION_SENDS), 0.5)

    ((x, y),) = dots(shown, DIVISION_SENDS, 0.5)
    (ground,) = (item for item in items if isinstance(item, Box) and item.pen is not None)
    assert ground.x + ground.width < x
    assert ground.y + ground.height / 2 == pytest.approx(y, abs=1)


def test_every_product_has_its_place_and_covers_nothing():
    shown = down_film(SINE)
    for place, product in ((SIN_SENDS, "1.0000 × −0.6983"), (DIVISION_SENDS, "−0.6983 × 0.3536")):
        still = shown.at(place)
        note = ground_of(still, product)
        others = [chip for chip in share_chips(still.items) if chip is not note]
        assert not [card for card in cards(shown.parts.layout) if overlap(note, card)]
        assert not [chip for chip in others if overlap(note, chip)]


def test_a_picture_does_not_grow_while_a_run_is_stepped_through():
    shown = down_film(TWO_INPUTS)

    assert len({(still.width, still.height) for still in shown.all()}) == 1


@pytest.fixture(params=["few", "many"])
def places(request):
    few = request.param == "few"
    return Places(TRACE, SINE_DOWN) if few else ManyPlaces(arrays_of(TRACE, SINE_DOWN))


def test_a_place_on_a_value_or_on_its_gradient_is_that_edge(places):
    for edge, route in enumerate(SINE_DOWN.routes):
        x, y = route[-1][0], route[-1][1] - 12

        assert places.edge_at(x, y) == edge
        assert places.edge_at(x + 12, y) == edge
        assert places.edge_at(x - 40, y) != edge


def test_the_arrows_lead_from_card_to_card(places):
    assert places.next_in(2, "down") == 3
    assert places.next_in(3, "up") == 2
    assert places.next_in(0, "right") == 1


def test_the_reading_order_goes_row_by_row(places):
    order = [places.in_order(None, 1)]
    while (there := places.in_order(order[-1], 1)) is not None:
        order.append(there)
    assert order == [0, 1, 2, 3]


def near_of(trace, layout: Layout):
    return Near(trace, layout, LIGHT, arrays_of(trace, layout), roles(trace))


def test_in_a_large_picture_the_shares_of_a_card_do_not_cover_each_other():
    trace = film("y = torch.stack([x, x, x, x]).sum()", ("x", 3.0)).trace
    near = near_of(trace, lay_out(trace, down=True))
    edges = range(len(trace.edges))
    items = near.items(range(len(trace.nodes)), edges, edges, Known(trace), (-1e6, -1e6, 1e6, 1e6))

    found = share_chips(items)
    assert len(found) == len(edges)
    assert not [pair for pair in combinations(found, 2) if overlap(*pair)]


def test_in_a_large_picture_the_only_share_of_a_card_stands_just_above_it():
    trace = film("y = x.sin().sin().sin().sin()", ("x", 3.0)).trace
    layout = lay_out(trace, down=True)
    near = near_of(trace, layout)

    for edge, target in enumerate(trace.edges.target):
        (chip,) = share_chips(near.chip(edge, trace.edge_columns.grad[edge]))
        assert layout.positions[target][1] - (chip.y + chip.height) == pytest.approx(10, abs=1)


def test_a_large_picture_has_the_lines_of_a_small_one():
    trace = film(*TWO_INPUTS).trace
    layout = lay_out(trace, down=True)
    near, shown = near_of(trace, layout), draw(trace, layout, LIGHT)
    edges = range(len(trace.edges))
    items = near.items(range(len(trace.nodes)), edges, edges, Known(trace), (-1e6, -1e6, 1e6, 1e6))

    tips = {repr(curve) for curve in curves(shown) if curve.pen.width == 1.8}
    assert tips
    assert tips <= {repr(item) for item in items if isinstance(item, Curve)}
    assert boxes(shown)
