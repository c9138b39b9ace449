import pytest

from nablascope.render.animation.timing import at_rate, ticks


def test_what_is_rounded_off_one_frame_is_given_to_the_next():
    assert [*ticks([1 / 30] * 6, 100, 2, 1000)] == [3, 4, 3, 3, 4, 3]


@pytest.mark.parametrize("rate", [5, 20, 24, 60])
def test_the_sum_stays_right(rate):
    seconds = [0.4, 1 / 24, 1 / 24, 0.7, 1 / 60, 2.0]
    assert sum(ticks(seconds, rate, 0, 1000)) == pytest.approx(rate * sum(seconds), abs=0.51)


def test_a_frame_is_no_shorter_and_no_longer_than_its_format_can_have():
    assert [*ticks([0.001, 900.0], 100, 2, 65_535)] == [2, 65_535]


def test_a_frame_that_stays_comes_as_often_as_its_time_needs():
    assert [*at_rate([("a", 0.05), ("b", 1.0), ("c", 0.05)], 20)] == [("a", 1), ("b", 20), ("c", 1)]


def test_frames_are_asked_for_one_at_a_time():
    asked = []

    def frames():
        for name in "abc":
            asked.append(name)
            yield name, 1.0

    next(at_rate(frames(), 5))
    assert asked == ["a"]
