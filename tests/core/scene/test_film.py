from dataclasses import replace

import pytest
from tests.core.films import film, whole
from tests.core.traces import run

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.film import FilmOptions, Shot, make_film, merged
from nablascope.core.scene.theme_file import load_theme


def test_a_picture_that_follows_itself_is_one_longer_shot():
    first, second = film(2)
    shots = [*merged([first, first, second, second, first])]
    assert [shot.picture for shot in shots] == [first.picture, second.picture, first.picture]
    assert [shot.seconds for shot in shots] == [0.5, 0.5, 0.25]


def test_a_film_is_made_while_it_is_watched():
    asked = []

    def shots():
        for shot in film(3):
            asked.append(shot)
            yield shot

    next(merged(shots()))
    assert len(asked) == 2


def test_equal_pictures_need_not_be_the_same_object():
    picture = whole()
    assert len([*merged([Shot(picture, 1.0), Shot(replace(picture), 1.0)])]) == 1


def test_nothing_stays_nothing():
    assert [*merged([])] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_film_ends_with_the_whole_graph_in_its_theme(theme):
    trace = run("y = x**2", x=9.0)
    *_, last = make_film(trace, lay_out(trace), load_theme(theme), FilmOptions())
    assert last.picture.background == load_theme(theme).paper
    assert {"81.0000", "18.0000"} <= {getattr(item, "text", None) for item in last.picture.items}


def test_twice_the_speed_takes_half_the_time():
    trace = run("y = x**2", x=9.0)
    usual, fast = (
        sum(
            shot.seconds
            for shot in make_film(trace, lay_out(trace), load_theme("light"), FilmOptions(speed=s))
        )
        for s in (1.0, 2.0)
    )
    assert fast == pytest.approx(usual / 2, rel=0.1)
