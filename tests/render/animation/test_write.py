import shutil
import subprocess

import pytest
from PIL import Image, ImageChops, ImageSequence
from tests.core.films import film, whole

from nablascope.core.scene.film import Shot
from nablascope.core.scene.theme_file import load_theme
from nablascope.render.animation.changes import picture_of
from nablascope.render.animation.progress import Cancelled
from nablascope.render.animation.settings import FORMATS, settings_for
from nablascope.render.animation.video import find_ffmpeg
from nablascope.render.animation.write import write_animation
from nablascope.render.files import ExportError
from nablascope.render.frame import to_frame

SIZE = (320, 200)
PICTURES = ("gif", "apng")
VIDEOS = ("mp4", "webm")
ALWAYS = [*PICTURES, "frames"]

HARDLY_SEEN = 24
"""Of 255 steps of a channel, at the edge of a letter."""


def go_on(progress):
    return True


def write(path, shots, format=None, watch=go_on, **wishes):
    settings = settings_for(format or path.suffix[1:], SIZE, **wishes)
    write_animation(shots, path, settings, watch)
    return path


def frames(path):
    """Every frame as a reader shows it, with its seconds."""
    with Image.open(path) as image:
        return [
            (frame.convert("RGB"), frame.info["duration"] / 1000) for frame in ImageSequence.Iterator(image)
        ]


def painted(shot):
    return picture_of(to_frame(shot.picture, *SIZE))


def worst_difference(one, other):
    return max(most for _, most in ImageChops.difference(one, other).getextrema())


@pytest.mark.parametrize("format", PICTURES)
def test_every_frame_is_its_picture(tmp_path, format):
    shots = film()
    read = frames(write(tmp_path / f"film.{format}", shots))
    assert len(read) == len(shots)
    for (frame, _), shot in zip(read, shots, strict=True):
        assert worst_difference(frame, painted(shot)) <= HARDLY_SEEN


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("format", PICTURES)
def test_the_colours_of_the_theme_are_exact(tmp_path, format, theme):
    colours = load_theme(theme)
    frame, _ = frames(write(tmp_path / f"film.{format}", film(theme=theme)))[-1]
    seen = {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in frame.getcolors(1 << 20)}
    assert {colours.paper, colours.panel, colours.leaf, colours.constant} <= seen


@pytest.mark.parametrize("format", PICTURES)
def test_every_frame_stays_for_its_time(tmp_path, format):
    picture, other = (shot.picture for shot in film(2))
    shots = [Shot(picture, 0.05), Shot(other, 0.7), Shot(picture, 1 / 30), Shot(other, 1 / 30)]
    read = [seconds for _, seconds in frames(write(tmp_path / f"film.{format}", shots))]
    assert read == pytest.approx([shot.seconds for shot in shots], abs=0.0101)
    assert sum(read) == pytest.approx(sum(shot.seconds for shot in shots), abs=0.0051)


@pytest.mark.parametrize("format", PICTURES)
def test_a_picture_that_stays_is_one_frame(tmp_path, format):
    first, second = film(2)
    assert len(frames(write(tmp_path / f"film.{format}", [first, first, second]))) == 2


@pytest.mark.parametrize(
    ("format", "loop", "told"),
    [("gif", True, 0), ("gif", False, None), ("apng", True, 0), ("apng", False, 1)],
)
def test_it_begins_again_or_not(tmp_path, format, loop, told):
    with Image.open(write(tmp_path / f"film.{format}", film(), loop=loop)) as image:
        assert image.info.get("loop") == told


@pytest.mark.parametrize("format", PICTURES)
def test_a_film_of_one_picture_is_a_picture(tmp_path, format):
    path = write(tmp_path / f"film.{format}", [Shot(whole(), 1.0)])
    with Image.open(path) as image:
        assert worst_difference(image.convert("RGB"), painted(Shot(whole(), 1.0))) <= HARDLY_SEEN


@pytest.mark.parametrize("format", PICTURES)
def test_a_small_change_takes_little_room(tmp_path, format):
    one = write(tmp_path / f"one.{format}", film(1)).stat().st_size
    many = write(tmp_path / f"many.{format}", film(20)).stat().st_size
    assert many < 1.5 * one


def test_numbered_pictures_are_exact_and_come_as_often_as_the_rate_needs(tmp_path):
    shots = film(2, seconds=0.2)
    folder = write(tmp_path / "sine", shots, "frames", fps=10)
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["sine_0001.png", "sine_0002.png", "sine_0003.png", "sine_0004.png"]
    for name, shot in zip(names[::2], shots, strict=True):
        with Image.open(folder / name) as image:
            assert worst_difference(image, painted(shot)) == 0


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("precious")
    with pytest.raises(ExportError, match="not an empty folder: choose another name"):
        write(tmp_path, film(), "frames")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("format", ALWAYS)
def test_a_cancelled_film_leaves_nothing_behind(tmp_path, format):
    with pytest.raises(Cancelled):
        write(tmp_path / f"film.{format}", film(), format, lambda progress: progress.frame < 3)
    assert not [*tmp_path.iterdir()]


def test_a_cancel_while_it_is_packed_keeps_the_old_file(tmp_path):
    path = tmp_path / "film.gif"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write(path, film(), watch=lambda progress: progress.doing == "Drawing")
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("format", ALWAYS)
def test_a_fault_of_the_film_leaves_nothing_behind(tmp_path, format):
    def broken():
        yield film(1)[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(tmp_path / "film", broken(), format)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("format", ALWAYS)
def test_an_empty_film_is_a_clear_error(tmp_path, format):
    with pytest.raises(ExportError, match="nothing to show"):
        write(tmp_path / "film", [], format)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("format", FORMATS)
def test_progress_never_goes_back_and_counts_every_shot(tmp_path, format, fake_ffmpeg):
    fake_ffmpeg("sys.stdin.buffer.read(); open(sys.argv[-1], 'wb').close()")
    told = []
    write(tmp_path / "film", film(5), format, lambda progress: told.append(progress) or True)
    assert [progress.frame for progress in told[:5]] == [1, 2, 3, 4, 5]
    shares = [progress.share for progress in told]
    assert shares == sorted(shares)
    assert {progress.frames for progress in told} == {5}


@pytest.mark.parametrize("format", VIDEOS)
def test_ffmpeg_gets_every_frame_as_often_as_the_rate_needs(tmp_path, format, fake_ffmpeg):
    fake_ffmpeg(
        "data = sys.stdin.buffer.read(); open(sys.argv[-1], 'w').write(f'{len(data)} ' + ' '.join(sys.argv))"
    )
    path = write(tmp_path / f"film.{format}", film(2, seconds=0.2), fps=10)
    size, *arguments = path.read_text().split()
    assert int(size) == 4 * SIZE[0] * SIZE[1] * 4
    words = " ".join(arguments)
    assert "-video_size 320x200 -framerate 10 -i pipe:0" in words
    assert {"mp4": "libx264", "webm": "libvpx-vp9"}[format] in words
    assert "yuv420p" in words


def test_without_ffmpeg_the_error_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        ExportError, match="no ffmpeg on this system: install it, or choose GIF, APNG or PNG frames"
    ):
        write(tmp_path / "film.mp4", film())
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("listens", ["", "sys.stdin.buffer.read();"], ids=["at once", "at the end"])
def test_what_ffmpeg_complains_of_is_told(tmp_path, fake_ffmpeg, listens):
    fake_ffmpeg(f"{listens}\nsys.exit(\"Unknown encoder 'libx264'\\nConversion failed\")")
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(ExportError, match=r"could not make the video: Unknown encoder 'libx264'$"):
        write(folder / "film.mp4", film(20))
    assert not [*folder.iterdir()]


def test_a_cancelled_video_ends_ffmpeg_and_leaves_nothing(tmp_path, fake_ffmpeg):
    fake_ffmpeg("open(sys.argv[-1], 'wb').close()\nwhile True: sys.stdin.buffer.read(1)")
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        write(folder / "film.mp4", film(), watch=lambda progress: progress.frame < 2)
    assert not [*folder.iterdir()]


@pytest.mark.skipif(find_ffmpeg() is None, reason="there is no ffmpeg here")
@pytest.mark.parametrize("format", VIDEOS)
def test_a_real_ffmpeg_makes_a_video_of_the_right_colours(tmp_path, format):
    path = write(tmp_path / f"film.{format}", film(3))
    picture = tmp_path / "last.png"
    command = [shutil.which("ffmpeg"), "-v", "error", "-i", path, "-vf", "reverse", "-frames:v", "1", picture]
    subprocess.run(command, check=True, timeout=60)
    with Image.open(picture) as image:
        assert image.size == SIZE
        small = (32, 20)
        assert worst_difference(image.convert("RGB").resize(small), painted(film(3)[-1]).resize(small)) < 16


def test_pillow_is_not_imported_for_a_still_picture(run_python):
    script = "import sys, nablascope.cli.export, nablascope.ui.export.dialog; print('PIL' in sys.modules)"
    assert run_python(script).strip() == "False"
