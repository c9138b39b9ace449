"""The whole app: a person opens a file, changes it, gives a value, exports the picture and leaves."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

DRIVER = Path(__file__).with_name("driver.py")
PYTHON_MODE = Path(__file__).with_name("python_driver.py")
STEPPER = Path(__file__).with_name("stepping_driver.py")
SCREEN = "1600x1000x24"


@pytest.fixture
def display():
    """What makes a window appear: a virtual X display where there is one to have, else Qt's offscreen."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        yield {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    command = [xvfb, "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    yield {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
    server.terminate()
    server.wait()


def test_from_a_file_to_the_exported_picture(display, tmp_path):
    program, png, svg = (tmp_path / name for name in ("square.py", "cube.png", "cube.svg"))
    program.write_text("y = x**2")
    done = subprocess.run(
        [sys.executable, str(DRIVER), str(program), str(png), str(svg)],
        env={**display, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert program.read_text() == "y = x**2"
    words = svg.read_text(encoding="utf-8")
    assert all(word in words for word in ("PowBackward0", ">125.0000<", ">75.0000<"))
    assert {"#2563c9", "#c2410c"} <= colours_of(QImage(str(png)))


def test_a_run_is_played_from_the_first_step_to_the_last(display, tmp_path):
    done = subprocess.run(
        [sys.executable, str(STEPPER)],
        env={**display, "XDG_CONFIG_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert [words.partition(":")[0] for words in said] == [f"Step {step} of 6" for step in range(7)]
    assert "−0.2469" in said[-1]


def test_a_text_that_was_allowed_once_runs_as_python_at_the_next_start(display, tmp_path):
    program = tmp_path / "double.py"
    program.write_text("class Double:\n    times = 2\ny = Double.times * x\nprint(y.item())\n")
    for answer in ("yes", "already"):
        done = subprocess.run(
            [sys.executable, str(PYTHON_MODE), str(program), answer],
            env={**display, "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == ["2.0", "grad", "2.0000"]


def colours_of(image: QImage) -> set[str]:
    """Every colour in the picture."""
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {QColor(image.pixel(x, y)).name() for x, y in pixels}
