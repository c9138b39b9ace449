import pytest

from nablascope.render.animation.progress import Cancelled, Progress, Stage, watched

LATER = Stage("Writing", 0.5, 1.0)


def test_every_frame_is_told_with_how_many_there_are():
    told = []
    assert [*watched("ab", LATER, lambda progress: told.append(progress) or True, 2)] == ["a", "b"]
    assert told == [Progress("Writing", 1, 2, 0.5), Progress("Writing", 2, 2, 0.75)]
    assert str(told[1]) == "Writing frame 2 of 2"


def test_a_film_that_does_not_know_its_length_is_counted_all_the_same():
    told = []
    [*watched((name for name in "ab"), LATER, lambda progress: told.append(progress) or True)]
    assert [str(progress) for progress in told] == ["Writing frame 1", "Writing frame 2"]
    assert {progress.share for progress in told} == {None}


def test_a_no_stops_before_the_frame_is_passed_on():
    passed = []
    with pytest.raises(Cancelled):
        passed.extend(watched("abc", LATER, lambda progress: progress.frame < 2))
    assert passed == ["a"]
