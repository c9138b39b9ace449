"""The line and the sentence under a moving picture."""

from itertools import pairwise

from tests.core.traces import run
from tests.stepped import LIGHT, film_of

from nablascope.core.scene.caption import caption, caption_room
from nablascope.core.scene.display_list import Box, Label
from nablascope.core.scene.narrated import Narration, Part
from nablascope.core.scene.text import MONO_ADVANCE, cells

FILM = film_of(run("y = torch.sin(x / 2**1.5)", x=100.0))
WIDTH, BOTTOM = 600.0, 300.0


def told(*parts):
    return Narration("".join(text for text, _ in parts), tuple(Part(*part) for part in parts))


def under(place, narration, width=WIDTH, grain="node"):
    moment = FILM.moment(place, grain)
    return caption(FILM.playback.timeline, grain, moment, narration, (width, BOTTOM), LIGHT)


def lines(items):
    """The words by line."""
    labels = [item for item in items if isinstance(item, Label)]
    rows = {}
    for label in labels:
        rows.setdefault(label.y, []).append(label.text.strip())
    return [" ".join(row) for _, row in sorted(rows.items())]


def track(items):
    return [(box.x, box.width, box.fill) for box in items if isinstance(box, Box)]


def test_it_tells_the_step_and_its_sentence():
    (line,) = lines(under(2, told(("It computes ", "ink"), ("7", "value"))))
    assert line == "Step 2 of 6 It computes 7"


def test_numbers_wear_their_colours():
    items = under(2, told(("a", "value"), ("b", "gradient"), ("c", "muted"), ("d", "ink")))
    inks = [item.colour for item in items if isinstance(item, Label)][1:]
    assert inks == [LIGHT.value, LIGHT.gradient, LIGHT.muted, LIGHT.ink]


def test_a_long_sentence_is_broken_at_spaces_within_the_width():
    words = " ".join(["gradient"] * 20)
    items = under(2, told((words, "ink")))
    assert len(lines(items)) == 3
    for label in (item for item in items if isinstance(item, Label)):
        assert label.x + cells(label.text) * label.size * MONO_ADVANCE <= WIDTH + 1


def test_a_very_long_one_ends_with_three_dots():
    found = lines(under(2, told((" ".join(["gradient"] * 200), "ink"))))
    assert len(found) == 3
    assert found[-1].endswith("…")


def test_all_of_it_is_within_its_room():
    for width in (60.0, 600.0, 5000.0):
        items = under(2, told((" ".join(["gradient"] * 200), "ink")), width)
        low = max(item.y for item in items if isinstance(item, Label))
        assert BOTTOM < low <= BOTTOM + caption_room(width)


def test_a_wide_picture_has_larger_words():
    small, large = (under(2, told(("a", "ink")), width)[-1] for width in (600.0, 3000.0))
    assert large.size > 2 * small.size


def test_the_line_is_blue_for_values_and_orange_for_gradients_and_strong_up_to_now():
    fills = [fill for _, _, fill in track(under(4, told(("a", "ink"))))]
    assert fills[:2] == [LIGHT.value, LIGHT.gradient]
    assert len(fills) == 3
    assert fills[2] not in (LIGHT.value, LIGHT.gradient)


def test_the_line_is_as_wide_as_the_picture_and_has_no_gaps():
    for place in range(7):
        for grain in ("node", "edge"):
            pieces = track(under(place, told(("a", "ink")), grain=grain))
            assert pieces[0][0] == 0.0
            for one, other in pairwise(pieces):
                assert abs(one[0] + one[1] - other[0]) < 1e-6
            assert abs(pieces[-1][0] + pieces[-1][1] - WIDTH) < 1e-6
