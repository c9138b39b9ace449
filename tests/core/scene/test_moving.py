"""The picture of a run at each of its steps, as it is read from the display list."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from tests.stepped import LIGHT, SINE, TWICE, TWO_INPUTS, boxes, curves, example, film, film_of, labels, texts

from core.scene.marked_traces import cut_trace, several_outputs_trace, stopped_trace
from nablascope.core.scene.badges import HEIGHT as BADGE_HEIGHT
from nablascope.core.scene.display_list import Box
from nablascope.core.timeline.moments import Moment

X, CONSTANT, DIVISION, SIN = range(4)
UNTOUCHED, DIVIDES, SINES, SEED, SIN_SENDS, DIVISION_SENDS, X_HAS = range(7)

EXAMPLES = ["tut_square", "tut_sin", "tut_uv", "cs231n_circuit1", "micrograd_readme"]
GRAINS = ["node", "edge"]


def test_before_its_step_a_card_has_no_value_and_from_it_on_it_has():
    shown = film(*SINE)
    for place, picture in enumerate(shown.all()):
        assert ("35.3553" in shown.on_card(picture, DIVISION)) == (place >= DIVIDES)
        assert ("−0.7158" in shown.on_card(picture, SIN)) == (place >= SINES)


def test_given_values_are_there_from_the_start():
    shown = film(*SINE)
    assert "100.0000" in shown.on_card(shown.at(UNTOUCHED), X)
    assert "2.8284" in shown.on_card(shown.at(UNTOUCHED), CONSTANT)


def test_gradients_come_as_they_arrive():
    shown = film(*SINE)
    for place, picture in enumerate(shown.all()):
        assert ("1.0000" in shown.on_card(picture, SIN)) == (place >= SEED)
        assert ("−0.6983" in shown.on_card(picture, DIVISION)) == (place >= SIN_SENDS)
        assert ("−0.2469" in shown.on_card(picture, X)) == (place >= DIVISION_SENDS)


def test_the_untouched_graph_has_no_gradient_in_it():
    shown = film(*SINE)
    assert not {"1.0000", "−0.6983", "−0.2469"} & set(texts(shown.at(UNTOUCHED)))
    assert LIGHT.gradient not in {curve.pen.colour for curve in curves(shown.at(SINES))}


def test_a_share_stands_at_its_edge_once_it_was_sent():
    shown = film(*SINE)
    assert texts(shown.at(SEED)).count("−0.6983") == 0
    assert texts(shown.at(SIN_SENDS)).count("−0.6983") == 2, "on the edge and on the card"


def test_while_numbers_move_the_picture_is_the_one_before_with_what_is_multiplied():
    shown = film(*SINE)
    moving = shown.at(SIN_SENDS, moving=True)
    assert "−0.6983" not in texts(moving)
    assert [text for text in texts(moving) if text not in texts(shown.at(SEED))] == ["1.0000 × −0.6983"]


def test_the_card_in_play_has_a_border_in_the_colour_of_its_direction():
    shown = film(*SINE)
    for place, node, colour in ((DIVIDES, DIVISION, LIGHT.value), (SIN_SENDS, SIN, LIGHT.gradient)):
        left, top, _, _ = shown.card(node)
        borders = {(box.x, box.y): box.pen for box in boxes(shown.at(place)) if box.pen}
        pens = [pen for (x, y), pen in borders.items() if abs(x - left) < 1 and abs(y - top) < 1]
        assert [(pen.colour, pen.width) for pen in pens] == [(colour, 2.0)]


def test_one_card_at_most_is_in_play():
    for picture in film(*TWO_INPUTS).all():
        assert sum(box.pen is not None and box.pen.width == 2.0 for box in boxes(picture)) <= 1


@pytest.mark.parametrize("id", EXAMPLES)
@pytest.mark.parametrize("grain", GRAINS)
def test_the_last_step_is_the_whole_graph_but_for_the_card_in_play(id, grain):
    shown = example(id)
    last, whole = shown.at(shown.last(grain), grain), shown.whole()
    (changed,) = set(whole.items) - set(last.items)
    assert isinstance(changed, Box), "the border of the card in play"
    assert [text for text in texts(last) if text not in texts(whole)] == []


@pytest.mark.parametrize("id", EXAMPLES)
@pytest.mark.parametrize("grain", GRAINS)
def test_the_extent_never_changes_while_stepping(id, grain):
    shown = example(id)
    pictures = [*shown.all(grain), *shown.all(grain, moving=True)]
    assert len({(picture.width, picture.height) for picture in pictures}) == 1
    assert pictures[0].height >= shown.whole().height


@pytest.mark.parametrize("id", EXAMPLES)
@pytest.mark.parametrize("grain", GRAINS)
def test_nothing_covers_anything_at_any_step(id, grain):
    for place, picture in enumerate(example(id).all(grain)):
        places = [box for box in boxes(picture) if box.height != BADGE_HEIGHT]
        covered = [pair for pair in combinations(places, 2) if overlap(*pair)]
        assert not covered, f"step {place}"


@pytest.mark.parametrize("id", EXAMPLES)
@pytest.mark.parametrize("grain", GRAINS)
def test_all_of_it_is_within_the_picture(id, grain):
    for picture in example(id).all(grain):
        for box in boxes(picture):
            assert 0 <= box.x < box.x + box.width <= picture.width
            assert 0 <= box.y < box.y + box.height <= picture.height


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def test_going_back_shows_the_same_as_coming():
    shown = film(*TWO_INPUTS)
    forwards = shown.all("edge")
    backwards = [shown.at(place, "edge") for place in reversed(range(shown.last("edge") + 1))]
    assert [*reversed(backwards)] == forwards


def test_what_is_not_there_yet_is_faint():
    shown = film(*SINE)
    faint, known = ({label.colour for label in on_card(shown.at(place))} for place in (UNTOUCHED, DIVIDES))
    assert LIGHT.ink in known
    assert LIGHT.ink not in faint


def on_card(picture):
    shown = film(*SINE)
    left, top, right, bottom = shown.card(DIVISION)
    return [
        item
        for item in picture.items
        if hasattr(item, "text") and left <= item.x <= right and top <= item.y <= bottom
    ]


def test_a_second_pass_begins_without_the_gradients_of_the_first():
    shown = film(*TWICE)
    seeds = [place for place in range(shown.last() + 1) if grads_on(shown, place) == 1]
    assert len(seeds) == 2, "only y has a gradient when a pass begins"


def test_a_seed_is_seen_also_where_a_pass_begins_with_a_zeroed_grad():
    text = "y = x * x\ny.backward(retain_graph=True)\nx.grad.zero_()\ny.backward()"
    shown = film(text, ("x", 3.0))
    y, seeded = shown.named("y"), []
    for place, picture in enumerate(shown.all()):
        seeded += [place] if "1.0000" in shown.on_card(picture, y) else []
    zeroed = seeded[2] + 1
    assert [place for place in range(seeded[0], shown.last() + 1) if place not in seeded] == [zeroed]


def grads_on(shown, place):
    """On how many cards a gradient stands."""
    picture = shown.at(place)
    return sum(
        any(label.colour == LIGHT.gradient and label.text not in ("grad", "—") for label in card_labels)
        for card_labels in cards_of(shown, picture)
    )


def cards_of(shown, picture):
    for node in shown.trace.nodes:
        left, top, right, bottom = shown.card(node.id)
        yield [
            item
            for item in picture.items
            if hasattr(item, "text") and left <= item.x <= right and top <= item.y <= bottom
        ]


@pytest.mark.parametrize("trace", [cut_trace(), several_outputs_trace(), stopped_trace()])
@pytest.mark.parametrize("grain", GRAINS)
def test_what_is_out_of_the_ordinary_can_be_stepped_through_as_well(trace, grain):
    shown = film_of(trace)
    *_, last = shown.all(grain)
    assert set(texts(shown.whole())) <= set(texts(last))


def test_a_recording_that_does_not_tell_its_backward_pass_shows_it_all_at_the_end():
    shown = film_of(replace(film(*SINE).trace, passes=()))
    *before, last = shown.all()
    assert not any("−0.6983" in texts(picture) for picture in before)
    assert Counter(texts(last)) == Counter(texts(shown.whole()))
    assert LIGHT.gradient in {curve.pen.colour for curve in curves(last)}


def test_the_output_is_where_the_pass_that_runs_began():
    shown = film("y = x**2\ny.backward()\nz = torch.sin(x)\nz.backward()", ("x", 3.0))
    first, second = (begin + 1 for begin in shown.playback.timeline.begins)
    assert outputs(shown, first) == ["y"]
    assert outputs(shown, second) == ["z"]


def outputs(shown, k):
    """The names of the cards that are called output after a step."""
    badges = [
        one for one in labels(shown.moving.picture(Moment(k - 1, k), moving=False)) if one.text == "output"
    ]
    below = {name: shown.card(shown.named(name))[3] for name in ("y", "z")}
    return [
        name for name, bottom in below.items() if any(abs(one.y - bottom) < BADGE_HEIGHT for one in badges)
    ]


def test_where_a_run_stopped_is_not_told_before_its_end():
    shown = film_of(stopped_trace())
    assert "stopped" not in texts(shown.at(0))
    assert "stopped" in texts(shown.whole())


def test_a_share_is_as_wide_while_it_is_stepped_to_as_in_the_whole_graph():
    shown = film("y = torch.sin(x) * 0.0001 + x", ("x", 1.0))
    whole = {curve.points[-1]: curve.pen.width for curve in curves(shown.whole()) if is_share(curve)}
    *_, last = shown.all()

    assert {1.0, 3.0} <= set(whole.values())
    assert {curve.points[-1]: curve.pen.width for curve in curves(last) if is_share(curve)} == whole


def is_share(curve):
    """Not the tip of one."""
    return curve.pen.colour == LIGHT.gradient and curve.pen.width != 1.8
