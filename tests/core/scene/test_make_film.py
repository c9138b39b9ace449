"""The film of a run: what is seen in it, and for how long."""

import pytest
from tests.core.traces import run

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.film import FilmOptions
from nablascope.core.scene.make_film import make_film
from nablascope.core.scene.theme_file import load_theme

SQUARE = run("y = x**2", x=9.0)


def film_of(trace=SQUARE, theme="light", **options):
    return make_film(trace, lay_out(trace), load_theme(theme), FilmOptions(**options))


def texts(shot):
    """All that can be read in a shot, from left to right and from above."""
    labels = [item for item in shot.picture.items if hasattr(item, "text")]
    return " ".join(label.text for label in labels)


def test_a_film_begins_with_the_untouched_graph():
    first, *_ = film_of()
    assert "9.0000" in texts(first), "the input is given"
    assert "81.0000" not in texts(first)
    assert "18.0000" not in texts(first)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_film_ends_with_the_whole_graph_in_its_theme(theme):
    *_, last = film_of(theme=theme)
    assert last.picture.background == load_theme(theme).paper
    assert "81.0000" in texts(last)
    assert "18.0000" in texts(last)


def test_a_film_tells_every_step():
    told = " ".join(map(texts, film_of()))
    for step in range(5):
        assert f"Step {step} of 4" in told


def test_twice_the_speed_takes_half_the_time():
    usual, fast = (sum(shot.seconds for shot in film_of(speed=speed)) for speed in (1.0, 2.0))
    assert fast == pytest.approx(usual / 2, rel=0.1)


def test_more_pictures_a_second_move_more_smoothly_in_the_same_time():
    coarse, smooth = list(film_of(fps=10.0)), list(film_of(fps=30.0))
    assert len(smooth) > 2 * len(coarse)
    assert sum(shot.seconds for shot in smooth) == pytest.approx(
        sum(shot.seconds for shot in coarse), rel=0.1
    )


@pytest.mark.parametrize("options", [{}, {"grain": "edge"}, {"part": "forward"}, {"part": "backward"}])
def test_a_film_knows_how_many_shots_it_has(options):
    film = film_of(**options)
    assert len(film) == len(list(film))


def test_all_pictures_of_a_film_have_one_extent():
    trace = run("f = u**2 + v**3 + u*v", u=2.0, v=4.0)
    extents = {(shot.picture.width, shot.picture.height) for shot in film_of(trace, grain="edge")}
    assert len(extents) == 1


def test_the_forward_part_computes_values_and_no_gradient():
    *_, last = film_of(part="forward")
    assert "81.0000" in texts(last)
    assert "18.0000" not in texts(last)


def test_the_backward_part_begins_where_all_values_are_known():
    first, *_ = film_of(part="backward")
    assert "81.0000" in texts(first)
    assert "18.0000" not in texts(first)


def test_numbers_are_on_their_way_before_they_arrive():
    shots = list(film_of())
    assert len({shot.picture for shot in shots[1:9]}) == 8, "every picture of a motion is another"
