"""The command line, run as a person runs it."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from worked_examples import EXAMPLES, disagreements


@pytest.fixture
def nablascope(tmp_path):
    """Runs ``nablascope ARGUMENTS`` in an empty folder."""

    def run(*arguments, env=None):
        return subprocess.run(
            [sys.executable, "-P", "-m", "nablascope", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            cwd=tmp_path,
            env=env,
        )

    return run


def words(text):
    return [line.split() for line in text.splitlines()]


def test_the_table_shows_every_nodes_value_and_gradient(nablascope):
    answer = nablascope("trace", "-e", "y = torch.sin(x / (2**1.5))", "--set", "x=100")
    assert words(answer.stdout) == [
        ["name", "operation", "value", "gradient", "local", "derivative"],
        ["x", "leaf", "100", "-0.2469", "-"],
        ["-", "constant", "2.8284", "-", "-"],
        ["-", "div", "(DivBackward0)", "35.3553", "-0.6983", "self", "0.3536"],
        ["y", "sin", "(SinBackward0)", "-0.7158", "1", "self", "-0.6983"],
    ]


def test_notation_of_mathematics_is_told_as_pytorch_code(nablascope):
    line = nablascope("trace", "-e", "y = 2x² − √x", "--set", "x=4")
    assert line.stdout.splitlines()[0] == "as PyTorch code: y = 2*x**2 - torch.sqrt(x)"
    lines = nablascope("trace", "-e", "y = 2x\nprint(|y|)", "--set", "x=4")
    assert lines.stdout.splitlines()[:5] == [
        "as PyTorch code:",
        "    y = 2*x",
        "    print(abs(y))",
        "",
        "tensor(8., grad_fn=<AbsBackward0>)",
    ]
    assert json.loads(nablascope("trace", "-e", "2x", "--set", "x=4", "--json").stdout)["directed"]


def test_a_file_prints_as_pytorch_prints(nablascope, tmp_path):
    program = tmp_path / "tutorial.py"
    program.write_text(
        "x = torch.tensor(9.0, requires_grad=True)\nprint(x)\ny = x**2\ny.backward()\nprint(x.grad)\n"
    )
    answer = nablascope("trace", str(program))
    assert answer.stdout.splitlines()[:2] == ["tensor(9., requires_grad=True)", "tensor(18.)"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_every_published_number_is_shown(example, traced):
    assert disagreements(example, traced[example["id"]]["nodes"]) == []


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    """All worked examples through ``nablascope trace --json``, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda example: _traced(example, tmp_path_factory.mktemp(example["id"])), EXAMPLES)
        return {example["id"]: answer for example, answer in zip(EXAMPLES, answers, strict=True)}


def _traced(example, folder):
    (folder / "program.py").write_text(example["code"])
    settings = [
        part for name, value in example["inputs"].items() for part in ("--set", f"{name}={json.dumps(value)}")
    ]
    command = [sys.executable, "-P", "-m", "nablascope", "trace", str(folder / "program.py"), *settings]
    options = ["--output", example["output"], "--dtype", "float64", "--json"]
    return json.loads(
        subprocess.run([*command, *options], capture_output=True, check=True, timeout=120).stdout
    )


def test_values_may_be_nested_and_not_finite(nablascope):
    answer = nablascope(
        "trace", "-e", "y = (x*2).sum()", "--set", "x=[[1, NaN], [-Infinity, 2.5e3]]", "--json"
    )
    leaf = json.loads(answer.stdout)["nodes"][0]
    assert leaf["value"] == [[1.0, "NaN"], ["-Infinity", 2500.0]]
    assert leaf["shape"] == [2, 2]


def test_export_writes_text_as_text_into_an_svg(nablascope, tmp_path):
    assert nablascope("export", "-e", "x**2", "--set", "x=9", "-o", "square.svg").returncode == 0
    texts = {
        e.text for e in ElementTree.parse(tmp_path / "square.svg").iter("{http://www.w3.org/2000/svg}text")
    }
    assert {"81.0000", "18.0000", "PowBackward0"} <= texts


def test_the_scale_of_a_png_is_its_pixels_a_unit(nablascope, tmp_path):
    widths = []
    for scale in ("1", "3"):
        nablascope("export", "-e", "x**2", "--set", "x=9", "-o", "square.png", "--scale", scale)
        widths.append(int.from_bytes((tmp_path / "square.png").read_bytes()[16:20], "big"))
    assert widths[1] == pytest.approx(3 * widths[0], abs=3)


def test_a_picture_runs_down_where_that_is_asked_for(nablascope, tmp_path):
    program = ("export", "-e", "x.sin().sin().sin()", "--set", "x=9", "-o")
    nablascope(*program, "across.svg")
    assert nablascope(*program, "down.svg", "--direction", "down").returncode == 0

    (wide, low), (narrow, high) = (size_of(tmp_path / name) for name in ("across.svg", "down.svg"))
    assert wide > low
    assert high > narrow


def size_of(path):
    root = ElementTree.parse(path).getroot()
    return float(root.get("width")), float(root.get("height"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["trace"], "give one program"),
        (["trace", "-e", "x", "file.py"], "give one program"),
        (["trace", "missing.py"], "cannot read missing.py"),
        (["trace", "-e", "x**2"], "x has no value"),
        (["trace", "-e", "x**2", "--set", "x=nine"], "x=nine"),
        (["trace", "-e", "x**2", "--set", "x=[1,[2]]"], "x=[1,[2]]"),
        (["trace", "-e", "x**2", "--set", "9"], "NAME=VALUE"),
        (["trace", "-e", "x**2", "--set", "x=1", "--set", "z=1"], "z is not a free name"),
        (["trace", "-e", "x**2", "--set", "x=1", "--output", "q"], "no q"),
        (["trace", "-e", "x +", "--set", "x=1"], "line 1"),
        (["trace", "-e", "x*2", "--set", "x=1", "--device", "cuda:77"], "cuda:77"),
        (["trace", "-e", "x*2", "--set", "x=1", "--dtype", "int8"], "int8"),
        (["export", "-e", "x*2", "--set", "x=1", "-o", "picture.bmp"], ".png, .svg"),
        (["export", "-e", "x*2", "--set", "x=1", "-o", "no/such/folder.png"], "folder.png"),
        (["export", "-e", "x*2", "--set", "x=1", "-o", "a.png", "--scale", "0"], "scale"),
        (["export", "-e", "x*2", "--set", "x=1", "-o", "a.png", "--direction", "up"], "right"),
        (["export", "-e", "x*2", "--set", "x=1", "-o", "a.png", "--scale", "abc"], "abc is not a number"),
        (["trace", "-e", "x**2", "--set", "x=1", "--set", "x=2"], "x is given twice"),
        (["trace", "-e", "x**2", "--se", "x=1"], "--se"),
        (["self-test", "extra"], "extra"),
        (["nonsense"], "nonsense"),
    ],
    ids=" ".join,
)
def test_bad_input_is_one_clear_line_and_status_2(nablascope, arguments, message):
    answer = nablascope(*arguments)
    assert answer.returncode == 2
    assert message in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    assert "Traceback" not in answer.stderr


def test_without_a_display_the_tutorials_picture_is_written_and_its_place_said(nablascope, tmp_path):
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    answer = nablascope(env={name: value for name, value in os.environ.items() if name not in hidden})
    assert answer.returncode == 0
    assert str(tmp_path / "sine.png") in answer.stdout
    assert (tmp_path / "sine.png").read_bytes().startswith(b"\x89PNG")


def test_the_self_test_passes_and_says_the_versions(nablascope):
    answer = nablascope("self-test")
    assert answer.returncode == 0
    assert "self-test: ok" in answer.stdout
    assert "torch 2." in answer.stdout


def test_a_torch_py_in_the_working_folder_is_not_run(nablascope, tmp_path):
    (tmp_path / "torch.py").write_text("raise SystemExit('hijacked')")
    assert nablascope("trace", "-e", "x**2", "--set", "x=9").returncode == 0


def test_the_version_is_told(nablascope):
    assert nablascope("--version").stdout.startswith("nablascope ")


def test_a_program_may_start_with_a_minus_sign(nablascope):
    assert words(nablascope("trace", "-e", "-x**2", "--set", "x=3").stdout)[-1] == [
        "-",
        "neg",
        "(NegBackward0)",
        "-9",
        "1",
        "self",
        "-1",
    ]


def test_names_are_read_as_python_reads_them(nablascope):
    assert nablascope("trace", "-e", "ℝ**2", "--set", "ℝ=2").returncode == 0


def test_a_terminal_without_the_character_gets_its_escape(nablascope):
    answer = nablascope(
        "trace", "-e", "θ**2", "--set", "θ=9", env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )
    assert answer.returncode == 0
    assert r"\u03b8" in answer.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_goes_away_is_no_traceback(tmp_path):
    program = "y = x" + "\ny = y*1.5" * 2000
    (tmp_path / "long.py").write_text(program)
    command = f"{sys.executable} -P -m nablascope trace long.py --set x=1 | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.stdout.split()[:4] == ["name", "operation", "value", "gradient"]
    assert not done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_one_clear_line(tmp_path):
    command = f"{sys.executable} -P -m nablascope trace -e 'x**2' --set x=1 > /dev/full"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_the_graph_of_a_higher_order_is_asked_for_by_its_number(nablascope):
    answer = nablascope(
        "trace", "-e", "f = u**2 * v**3", "--set", "u=2", "--set", "v=3", "--order", "2", "--wrt", "v"
    )
    assert words(answer.stdout)[-1][:2] == ["d(f)/d(v)", "mul"]
    assert words(answer.stdout)[-1][3] == "108"


def test_an_order_that_does_not_exist_says_which_do(nablascope):
    answer = nablascope("trace", "-e", "x**2", "--set", "x=2", "--order", "9")
    assert answer.returncode == 2
    assert "from 1 to 5" in answer.stderr


def test_a_program_that_fails_shows_its_graph_so_far_and_where_it_stopped(nablascope):
    program = "y = exp(x); print('here'); w = exp(y); y.mul_(2); u = w * y"
    answer = nablascope("trace", "-e", program, "--set", "x=2")
    printed, *rows = words(answer.stdout)
    assert printed == ["here"]
    assert [row[:3] for row in rows if "stopped" in row] == [["y", "exp", "(ExpBackward0)"]]
    assert answer.returncode == 2
    assert answer.stderr.startswith("nablascope: a value that backward needs was changed in place")


def test_a_program_that_fails_at_its_first_operation_prints_its_error_alone(nablascope):
    answer = nablascope("trace", "-e", "y = x @ x", "--set", "x=2", "--json")
    assert (answer.stdout, answer.returncode) == ("", 2)


CLASS = "class Double:\n    def __call__(self, a):\n        return 2 * a\ny = Double()(x)\nprint(y.item())\n"


def test_a_class_runs_as_python_on_request_alone(nablascope, tmp_path):
    program = tmp_path / "double.py"
    program.write_text(CLASS)
    refused = nablascope("trace", str(program), "--set", "x=3")
    assert refused.returncode == 2
    assert "class is not in the expression language" in refused.stderr
    assert "--python" in refused.stderr
    answer = nablascope("trace", "--python", str(program), "--set", "x=3")
    assert answer.stdout.splitlines()[0] == "6.0"
    assert "(MulBackward0)" in answer.stdout
