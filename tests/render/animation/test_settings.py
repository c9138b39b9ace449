import pytest

from nablascope.render.animation.settings import FORMATS, settings_for


@pytest.mark.parametrize(("wished", "had"), [(20, 20), (24, 25), (25, 25), (30, 100 / 3), (60, 50), (5, 5)])
def test_a_gif_has_a_rate_of_whole_hundredths_of_a_second(wished, had):
    assert settings_for("gif", fps=wished).fps == pytest.approx(had)


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "gif"])
def test_all_others_have_the_wished_rate(format):
    assert settings_for(format, fps=24).fps == 24


@pytest.mark.parametrize(("format", "size"), [("mp4", (202, 100)), ("webm", (202, 100)), ("gif", (201, 99))])
def test_video_has_even_sides(format, size):
    settings = settings_for(format, (201, 99))
    assert (settings.width, settings.height) == size
