"""``nablascope export`` of a film: asked for as a person writes it, of a recorded trace."""

import os
import pty
import signal
import subprocess
import sys

import pytest
from PIL import Image
from tests.core.films import film
from tests.core.traces import run

from nablascope.cli import animation
from nablascope.cli import export as export_module
from nablascope.cli.export import export_command
from nablascope.cli.guard import UsageError
from nablascope.cli.program import ProgramError
from nablascope.core.graph.trace_file import save_trace
from nablascope.core.language.failure import Failure


@pytest.fixture
def recorded(tmp_path, monkeypatch):
    """A working folder with a recorded trace in it."""
    monkeypatch.chdir(tmp_path)
    save_trace(run("y = x**2", x=9.0), tmp_path / "run.nablatrace")
    return tmp_path


@pytest.fixture
def asked(monkeypatch):
    """Every film that was asked for; each has four steps."""
    asked = []

    def make_film(trace, layout, theme, options):
        asked.append((theme.name + ", coloured" * theme.coloured, options))
        return film(4, theme.name)

    monkeypatch.setattr(animation, "make_film", make_film)
    return asked


def export(*arguments):
    return export_command(["run.nablatrace", *arguments])


@pytest.mark.parametrize("kind", ["gif", "apng"])
@pytest.mark.usefixtures("asked")
def test_the_ending_chooses_the_kind(recorded, kind):
    assert export("-o", f"out.{kind}") == 0
    with Image.open(recorded / f"out.{kind}") as image:
        assert (image.n_frames, image.size, image.info["loop"]) == (4, (960, 600), 0)


@pytest.mark.parametrize("out", ["frames/", "there"])
@pytest.mark.usefixtures("asked")
def test_a_folder_gets_numbered_pictures(recorded, out):
    (recorded / "there").mkdir()
    assert export("-o", out, "--fps", "8", "--size", "96x64") == 0
    name = out.rstrip("/")
    assert len([*(recorded / name).glob(f"{name}_*.png")]) == 8


def test_every_option_reaches_the_film(recorded, asked):
    options = "--fps 25 --size 320x200 --grain edge --part backward --speed 2 --once --theme dark"
    assert export("-o", "out.gif", *options.split()) == 0
    ((theme, wanted),) = asked
    assert (theme, wanted.grain, wanted.part, wanted.speed, wanted.fps) == ("dark", "edge", "backward", 2, 25)
    with Image.open(recorded / "out.gif") as image:
        assert image.size == (320, 200)
        assert "loop" not in image.info


def test_coloured_gradients_reach_the_film_and_the_picture(recorded, asked):
    for out in ("out.gif", "out.svg"):
        assert export("-o", out, "--theme", "print", "--gradient-colours") == 0
    assert [theme for theme, _ in asked] == ["print, coloured"]
    drawn = (recorded / "out.svg").read_text(encoding="utf-8")
    assert "size of each gradient share" in drawn
    assert 'fill="#ffffff"' in drawn


@pytest.mark.usefixtures("recorded", "asked")
def test_a_rate_that_a_gif_cannot_have_is_said(capsys):
    export("-o", "out.gif", "--fps", "30", "--size", "96x64")
    assert capsys.readouterr().err == "A GIF counts in hundredths of a second: 33.33 frames a second\n"


@pytest.mark.usefixtures("recorded", "asked")
def test_a_size_that_a_video_cannot_have_is_said(capsys, monkeypatch):
    monkeypatch.setattr(animation, "find_ffmpeg", lambda: "ffmpeg")
    monkeypatch.setattr("nablascope.render.animation.write.write_animation", lambda *_: None)
    export("-o", "out.webm", "--size", "641x401")
    assert capsys.readouterr().err == "A video has even sides: 642x402 pixels\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("-o a.png --fps 20", "--fps is for animations, and a.png is none"),
        ("-o a.svg --size 96x64", "--size is for animations"),
        ("-o a.png --grain edge", "--grain is for animations"),
        ("-o a.png --part all", "--part is for animations"),
        ("-o a.png --speed 2", "--speed is for animations"),
        ("-o a.png --once", "--once is for animations"),
        ("-o a.gif --scale 2", "--scale is for still pictures, and a.gif is none"),
        ("-o a/ --transparent", "--transparent is for still pictures"),
        ("-o a.gif --fps 4", "4 is not a whole number from 5 to 60"),
        ("-o a.gif --fps 12.5", "12.5 is not a whole number"),
        ("-o a.gif --size 96", "96 is no size such as 960x600"),
        ("-o a.gif --size 96x60x3", "is no size such as"),
        ("-o a.gif --size 9x9", "9x9 has a side beyond 64 to 4096 pixels"),
        ("-o a.gif --speed 0", "0 is not between 0.1 and 10"),
        ("-o a.gif --part middle", "middle"),
        ("-o a/ --once", "--once is for GIF and APNG"),
        ("-o a.webp", "the ending must be one of .png, .svg, .gif, .apng, .mp4, .webm, or a folder"),
        ("-o no/such/a.gif", "cannot write no/such/a.gif: No such file"),
    ],
)
@pytest.mark.usefixtures("asked")
def test_what_makes_no_sense_is_refused_and_nothing_is_written(recorded, arguments, message):
    with pytest.raises(UsageError, match=message):
        export(*arguments.split())
    assert [path.name for path in recorded.iterdir()] == ["run.nablatrace"]


@pytest.mark.usefixtures("asked")
def test_without_ffmpeg_a_video_is_refused_with_what_to_do(recorded, monkeypatch):
    monkeypatch.setenv("PATH", str(recorded))
    with pytest.raises(
        UsageError, match="no ffmpeg on this system: install it, or choose GIF, APNG or PNG frames"
    ):
        export("-o", "out.mp4")


@pytest.mark.usefixtures("recorded", "asked")
def test_without_a_terminal_there_is_no_progress(capsys):
    export("-o", "out.gif", "--size", "96x64")
    assert capsys.readouterr().err == ""


def test_of_a_program_that_fails_the_film_shows_the_run_so_far(recorded, monkeypatch):
    def fail(*_, **__):
        raise ProgramError(Failure("it stopped in its backward pass", None, None), run("y = x**2", x=9.0))

    monkeypatch.setattr(export_module, "answer", fail)
    with pytest.raises(UsageError, match="it stopped in its backward pass"):
        export("-o", "fail.gif", "--size", "96x64", "--speed", "10")
    assert (recorded / "fail.gif").read_bytes().startswith(b"GIF89a")


COMMAND = [sys.executable, "-P", "-m", "nablascope", "export", "run.nablatrace", "-o"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_terminal_sees_the_progress_and_is_left_clean(recorded):
    ours, theirs = pty.openpty()
    subprocess.run([*COMMAND, "out.gif"], stderr=theirs, check=True, timeout=60)
    os.close(theirs)
    seen = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "Drawing frame 1 of" in seen
    assert seen.endswith("\r")
    assert (recorded / "out.gif").exists()


SLOW_FFMPEG = f"""#!{sys.executable}
import sys
open(sys.argv[-1], "wb").close()
print("ready", file=open("ready", "w"), flush=True)
while True:
    sys.stdin.buffer.read(1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_control_c_leaves_nothing_behind(recorded, tmp_path_factory):
    tools = tmp_path_factory.mktemp("tools")
    os.mkfifo(tools / "ready")
    (tools / "ffmpeg").write_text(SLOW_FFMPEG.replace('"ready", "w"', f'"{tools / "ready"}", "w"'))
    (tools / "ffmpeg").chmod(0o755)
    environment = {**os.environ, "PATH": str(tools)}
    with subprocess.Popen([*COMMAND, "out.mp4"], env=environment, stderr=subprocess.PIPE) as process:
        assert (tools / "ready").read_text() == "ready\n"
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=60)
    assert process.returncode == 130
    assert complaints == b""
    assert [path.name for path in recorded.iterdir()] == ["run.nablatrace"]
