"""What a step adds to the picture while it is shown: its products and its sums, near what they are about."""

from collections import Counter
from dataclasses import replace
from math import hypot

import pytest
import torch
from tests.core.traces import run, tensor
from tests.stepped import SINE, TWICE, TWO_INPUTS, boxes, example, film, film_of, ground_of, labels, texts

import nablascope
from nablascope.core.graph.columns import Ints
from nablascope.core.graph.tensors import TensorsBuilder
from nablascope.core.scene.in_play import notes_of
from nablascope.core.timeline.frame import frame_at
from nablascope.core.timeline.moments import steps_in


def notes(shown, grain="node"):
    """All notes, by step; each text as it is drawn."""
    told = {}
    for place in range(shown.last(grain) + 1):
        moment = shown.moment(place, grain)
        steps = steps_in(shown.playback.timeline, moment)
        found = [note.text for note in notes_of(frame_at(shown.playback, moment.last), steps)]
        told |= {place: found} if found else {}
    return told


def test_a_product_stands_at_its_edge_while_its_node_sends():
    shown = film(*SINE)
    assert notes(shown) == {4: ["1.0000 × −0.6983"], 5: ["−0.6983 × 0.3536"]}
    for place, product in ((4, "1.0000 × −0.6983"), (5, "−0.6983 × 0.3536")):
        assert product in texts(shown.at(place))
        assert product not in texts(shown.at(place + 1))


def test_the_product_of_the_two_inputs_example_is_there():
    product = "1.0000 × 4.0000"
    shown = film(*TWO_INPUTS)
    assert any(product in texts(picture) for picture in shown.all())


@pytest.mark.parametrize(
    ("place", "product", "share"), [(4, "1.0000 × −0.6983", "−0.6983"), (5, "−0.6983 × 0.3536", "−0.2469")]
)
def test_a_product_is_beside_the_share_that_it_gives(place, product, share):
    picture = film(*SINE).at(place)
    note, share = (ground_of(picture, text) for text in (product, share))
    assert hypot(note.x - share.x, note.y - share.y) < 80


def test_where_a_value_is_used_twice_the_sum_stands_at_its_card():
    shown = film(*TWO_INPUTS)
    sums = [text for found in notes(shown).values() for text in found if " = " in text and "+" in text]
    assert sorted(sums) == ["2.0000 + 48.0000 = 50.0000", "4.0000 + 4.0000 = 8.0000"]
    (place,) = (place for place, found in notes(shown).items() if "4.0000 + 4.0000 = 8.0000" in found)
    left, _, right, bottom = shown.card(shown.named("u"))
    note = ground_of(shown.at(place), "4.0000 + 4.0000 = 8.0000")
    assert left - note.width < note.x < right
    assert bottom <= note.y < bottom + 60


def test_the_first_share_to_arrive_is_no_sum():
    assert not any("4.0000 = 4.0000" in text for found in notes(film(*TWO_INPUTS)).values() for text in found)


def test_negative_terms_are_subtracted():
    shown = film("y = 3.0 * x - x * x", ("x", 5.0))
    sums = [text for found in notes(shown).values() for text in found if " = " in text and "grad" not in text]
    assert sums[-1].endswith(" = −7.0000")
    assert "− 5.0000" in sums[-1]
    assert "+ −" not in sums[-1]


def test_of_many_shares_the_last_are_told():
    shown = film("y = x * x * x", ("x", 2.0))
    sums = [text for found in notes(shown, "edge").values() for text in found if " = " in text]
    assert "4.0000 + 4.0000 + 4.0000 = 12.0000" in sums
    longer = film("y = x * x * x * x", ("x", 2.0))
    sums = [text for found in notes(longer, "edge").values() for text in found if " = " in text]
    assert "… + 8.0000 + 8.0000 = 32.0000" in sums


def test_a_leaf_says_what_was_there_what_was_added_and_what_is_there_now():
    told = [text for found in notes(film(*TWICE)).values() for text in found if "grad" in text]
    assert told == [
        "x.grad = 0 + 3.0000 = 3.0000",
        "w.grad = 0 + 2.0000 = 2.0000",
        "x.grad = 3.0000 + 3.0000 = 6.0000",
        "w.grad = 2.0000 + 2.0000 = 4.0000",
    ]


def test_a_zeroed_grad_is_told():
    text = "y = x * x\ny.backward(retain_graph=True)\nx.grad.zero_()\ny.backward()"
    told = [text for found in notes(film(text, ("x", 3.0))).values() for text in found if "grad" in text]
    first, *others = told
    assert first == "x.grad = 0 + 6.0000 = 6.0000"
    assert others == ["x.grad = 0.0000", "x.grad = 0.0000 + 6.0000 = 6.0000"]


def test_a_long_name_is_cut():
    name = "a_very_long_name_indeed"
    text = f"y = 2.0 * {name}\ny.backward()"
    (told,) = (t for found in notes(film(text, (name, 3.0))).values() for t in found if "grad" in t)
    assert "…" in told
    assert name not in told


def test_what_a_hook_changed_is_no_product():
    with nablascope.record(whole=True) as recording:
        x = torch.tensor(2.0, requires_grad=True)
        y = x * 3.0
        y.grad_fn.register_hook(lambda sends, _: tuple(grad and grad * 100.0 for grad in sends))
        y.backward()
    told = [text for found in notes(film_of(recording.trace(y))).values() for text in found]
    assert told == ["x.grad = 0 + 300.0000 = 300.0000"]


def test_of_tensors_there_are_counts_and_no_products():
    shown = film("v = torch.tensor([1.0, 2.0], requires_grad=True)\ny = (v * v).sum()")
    told = [text for found in notes(shown).values() for text in found]
    assert told
    assert not any("×" in text and " = " not in text and "shares" not in text for text in told)
    assert any(text.startswith("2 shares of") for text in told)


def test_a_recording_without_local_derivatives_has_no_products():
    shown = film_of(run("y = torch.sin(x / 2**1.5)", x=100.0))
    assert notes(shown) == {}


@pytest.mark.parametrize("grain", ["node", "edge"])
@pytest.mark.parametrize("id", ["tut_square", "tut_sin", "tut_uv", "cs231n_circuit1"])
def test_every_note_of_a_tutorial_has_room(id, grain):
    shown = example(id)
    for place, found in notes(shown, grain).items():
        assert Counter(texts(shown.at(place, grain))) >= Counter(found)


def test_words_are_in_their_box():
    shown = film(*TWO_INPUTS)
    for place, (text, *_) in notes(shown, "edge").items():
        picture = shown.at(place, "edge")
        box, label = ground_of(picture, text), next(one for one in labels(picture) if one.text == text)
        assert label.x == box.x + box.width / 2
        assert box.y < label.y < box.y + box.height


def test_in_a_narrow_picture_a_note_is_moved_into_it_or_left_out():
    shown = film(*TWICE[:1], ("x", 1e-30), ("w", -1e-30))
    for picture in shown.all():
        for box in boxes(picture):
            assert 0 <= box.x < box.x + box.width <= picture.width


def told_of(recording, output):
    return [text for found in notes(film_of(recording.trace(output))).values() for text in found]


def test_a_share_that_a_hook_made_smaller_is_no_product_however_small_it_was():
    with nablascope.record(whole=True) as recording:
        x = torch.tensor(2.0, requires_grad=True)
        y = x * 0.003
        y.grad_fn.register_hook(lambda sent, received: (torch.zeros(()), None))
        y.backward()
    assert "1.0000 × 0.0030" not in told_of(recording, y)


def test_where_the_program_emptied_a_grad_at_once_no_sum_is_told():
    with nablascope.record(whole=True) as recording:
        x = torch.tensor(2.0, requires_grad=True)
        x.grad = torch.tensor(3.0)
        x.register_post_accumulate_grad_hook(emptied)
        y = x * 4.0
        y.backward()
    assert [text for text in told_of(recording, y) if "grad" in text] == ["x.grad = 0.0000"]


def emptied(leaf):
    leaf.grad.zero_()


def test_a_complex_share_of_a_real_gradient_is_no_product():
    sent = with_share(film(*SINE).trace, tensor("(1+2j)", dtype="complex64"))
    assert [text for found in notes(film_of(sent)).values() for text in found if "×" in text] == []


def with_share(trace, share):
    """The trace with that share along all edges of its pass."""
    tensors = TensorsBuilder()
    for summary in trace.tensors:
        tensors.add_summary(summary)
    index = tensors.add_summary(share)
    (one,) = trace.passes
    one = replace(one, share=Ints.of([index] * len(trace.edges)))
    return replace(trace, tensors=tensors.build(), passes=(one,))
