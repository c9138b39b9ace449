"""Numbers on their way: blue ones go with the values, orange ones against them."""

from dataclasses import replace

import pytest
from tests.stepped import LIGHT, SINE, TWO_INPUTS, example, film, film_of

from nablascope.core.graph.columns import Ints
from nablascope.core.scene.display_list import Box, Label
from nablascope.core.scene.pulses import eased

DIVIDES, SINES, SEED, SIN_SENDS, DIVISION_SENDS, X_HAS = range(1, 7)
X_TO_DIVISION, CONSTANT_TO_DIVISION, DIVISION_TO_SIN = range(3)


def dots(items, colour):
    """The middles of the dots of a colour."""
    round_ones = (item for item in items if isinstance(item, Box) and item.radius * 2 == item.width)
    return [
        (box.x + box.width / 2, box.y + box.height / 2)
        for box in round_ones
        if box.fill == colour and box.pen is None
    ]


def at(shown, place, t, colour=LIGHT.gradient, grain="node"):
    return dots(shown.moving.pulses(shown.moment(place, grain), t), colour)


def ends(shown, edge):
    route = shown.parts.layout.routes[edge]
    return route[0], route[-1]


def test_a_value_goes_from_its_producer_to_its_consumer():
    shown = film(*SINE)
    start, end = ends(shown, DIVISION_TO_SIN)
    assert at(shown, SINES, 0.0, LIGHT.value) == [pytest.approx(start)]
    assert at(shown, SINES, 1.0, LIGHT.value) == [pytest.approx(end)]
    ((x, _),) = at(shown, SINES, 0.5, LIGHT.value)
    assert x == pytest.approx((start[0] + end[0]) / 2, abs=8)


def test_a_share_goes_back_from_the_consumer_to_the_producer():
    shown = film(*SINE)
    start, end = ends(shown, DIVISION_TO_SIN)
    ((first, _),), ((half, _),), ((last, _),) = (at(shown, SIN_SENDS, t) for t in (0.0, 0.5, 1.0))
    assert first == pytest.approx(end[0], abs=12)
    assert last == pytest.approx(start[0], abs=12)
    assert half == pytest.approx((first + last) / 2, abs=8)


def test_the_motion_begins_and_ends_softly():
    assert [eased(t) for t in (-1.0, 0.0, 0.5, 1.0, 2.0)] == [0.0, 0.0, 0.5, 1.0, 1.0]
    steps = [eased((k + 1) / 10) - eased(k / 10) for k in range(10)]
    assert steps[0] < steps[4] > steps[9]
    assert min(steps) > 0


def test_a_pulse_moves_softly():
    shown = film(*SINE)
    (start, _), (end, _) = ends(shown, DIVISION_TO_SIN)
    ((x, _),) = at(shown, SINES, 0.25, LIGHT.value)
    assert x == pytest.approx(start + eased(0.25) * (end - start), abs=4)


def test_all_that_a_node_takes_in_comes_at_once():
    shown = film(*SINE)
    starts = {ends(shown, edge)[0] for edge in (X_TO_DIVISION, CONSTANT_TO_DIVISION)}
    assert set(at(shown, DIVIDES, 0.0, LIGHT.value)) == starts


def test_all_that_a_node_sends_goes_at_once_and_by_edge_one_after_the_other():
    shown = film(*TWO_INPUTS)
    by_node = [len(at(shown, place, 0.5)) for place in range(shown.last() + 1)]
    by_edge = [len(at(shown, place, 0.5, grain="edge")) for place in range(shown.last("edge") + 1)]
    assert max(by_node) == 2
    assert max(by_edge) == 1
    assert sum(by_node) == sum(by_edge)


def test_the_seed_comes_into_the_output_from_outside():
    shown = film(*SINE)
    ((far, _),), ((near, _),) = at(shown, SEED, 0.0), at(shown, SEED, 1.0)
    assert near == pytest.approx(shown.card(3)[2])
    assert far > near


def test_a_pulse_carries_its_number():
    shown = film(*SINE)
    items = shown.moving.pulses(shown.moment(DIVISION_SENDS), 0.5)
    assert [item.text for item in items if isinstance(item, Label)] == ["−0.2469"]


@pytest.mark.parametrize(
    "shown",
    [example("micrograd_readme"), film("y = torch.stack([x, x, x, x, x]).sum()", ("x", 3.0))],
    ids=["micrograd", "many"],
)
def test_numbers_on_their_way_do_not_cover_each_other(shown):
    for place in range(shown.last() + 1):
        for t in (0.0, 0.3, 0.5, 0.9, 1.0):
            items = shown.moving.pulses(shown.moment(place), t)
            grounds = [item for item in items if isinstance(item, Box) and item.pen is not None]
            for k, one in enumerate(grounds):
                assert not any(overlap(one, other) for other in grounds[:k])


def overlap(a, b):
    beside = a.x + a.width <= b.x or b.x + b.width <= a.x
    return not (beside or a.y + a.height <= b.y or b.y + b.height <= a.y)


@pytest.mark.parametrize("place", [0, X_HAS])
def test_where_nothing_is_sent_nothing_moves(place):
    shown = film(*SINE)
    assert shown.moving.pulses(shown.moment(place), 0.5) == []


@pytest.mark.parametrize("t", [-3.0, 7.0])
def test_a_pulse_never_leaves_its_way(t):
    shown = film(*SINE)
    assert at(shown, SIN_SENDS, t) == at(shown, SIN_SENDS, min(max(t, 0.0), 1.0))


def test_a_share_that_was_sent_and_is_not_here_moves_nowhere():
    trace = film(*SINE).trace
    (one,) = trace.passes
    nothing = replace(one, share=Ints.of([-1] * len(trace.edges)))
    shown = film_of(replace(trace, passes=(nothing,)))
    assert at(shown, SIN_SENDS, 0.5) == []
