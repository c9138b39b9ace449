from dataclasses import replace

from tests.core.films import film, whole

from nablascope.core.scene.film import Shot, merged


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
