"""Recorded traces on the command line."""

import os
import subprocess
import sys

import pytest
import torch

import nablascope


@pytest.fixture
def run(tmp_path):
    """Runs ``nablascope ARGUMENTS`` in a folder that holds ``run.nablatrace`` and a damaged one."""
    nablascope.trace(lambda x: torch.sin(x / 2**1.5), torch.tensor(100.0)).save(tmp_path / "run.nablatrace")
    whole = (tmp_path / "run.nablatrace").read_bytes()
    (tmp_path / "damaged.nablatrace").write_bytes(whole[: len(whole) // 2])

    def run(*arguments, env=None):
        command = [sys.executable, "-P", "-m", "nablascope", *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=tmp_path, env=env
        )

    return run


def test_the_table_of_a_recorded_trace_is_that_of_its_program(run):
    answer = run("trace", "run.nablatrace")
    assert [line.split() for line in answer.stdout.splitlines()] == [
        ["name", "operation", "value", "gradient", "local", "derivative"],
        ["x", "leaf", "100", "-0.2469", "-"],
        ["-", "constant", "2.8284", "-", "-"],
        ["-", "div", "(DivBackward0)", "35.3553", "-0.6983", "self", "0.3536"],
        ["-", "sin", "(SinBackward0)", "-0.7158", "1", "self", "-0.6983"],
    ]


def test_its_picture_and_its_film_run_down_where_that_is_asked_for(run, tmp_path):
    for out in ("down.png", "down.gif"):
        answer = run("export", "run.nablatrace", "--direction", "down", "-o", out)
        assert (answer.returncode, answer.stderr) == (0, "")
    header = (tmp_path / "down.png").read_bytes()[16:24]
    assert int.from_bytes(header[4:], "big") > int.from_bytes(header[:4], "big")


def test_its_json_is_that_of_the_python_api(run, tmp_path):
    assert (
        run("trace", "run.nablatrace", "--json").stdout.strip()
        == nablascope.load(tmp_path / "run.nablatrace").to_json()
    )


def test_its_picture_is_drawn(run, tmp_path):
    assert run("export", "run.nablatrace", "-o", "run.svg").returncode == 0
    assert "SinBackward0" in (tmp_path / "run.svg").read_text(encoding="utf-8")


def test_where_there_is_no_display_its_picture_is_written(run, tmp_path):
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    answer = run("run.nablatrace", env={name: v for name, v in os.environ.items() if name not in hidden})
    assert answer.returncode == 0
    assert str(tmp_path / "run.png") in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["trace", "missing.nablatrace"], "cannot read missing.nablatrace"),
        (["trace", "damaged.nablatrace"], "cannot read damaged.nablatrace"),
        (["export", "damaged.nablatrace", "-o", "a.png"], "cannot read damaged.nablatrace"),
        (["trace", "run.nablatrace", "--set", "x=1"], "--set is for programs"),
        (["trace", "run.nablatrace", "-e", "x**2"], "-e is for programs"),
        (["trace", "run.nablatrace", "--output", "y"], "--output is for programs"),
        (["trace", "run.nablatrace", "--dtype", "float64"], "--dtype is for programs"),
    ],
    ids=" ".join,
)
def test_bad_input_is_one_clear_line_and_status_2(run, arguments, message):
    answer = run(*arguments)
    assert answer.returncode == 2
    assert message in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
