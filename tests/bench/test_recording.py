"""What recording costs, next to the same program alone and to other tools.

Goals: a recorded forward and backward pass at most 2.5 times the plain one on a scalar chain of 10,000
operations, 1.2 times on an MLP of 100 layers of width 1024; at most 1 KiB a scalar node beyond torch's own.
"""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.bench.programs import chain, interleaved, mlp

ROOT = Path(__file__).parents[2]

TOOLS = ("nablascope", "torchlens", "torchviz")

SHOWN = {
    "nablascope": ("per edge", "yes"),
    "torchlens": ("grad_inputs a node", "no: names and shapes"),
    "torchviz": ("no", "no: names and shapes"),
}
"""Shares, and whether the picture carries numbers with their signs; read off each one's of sin(x)."""


@pytest.fixture
def report(capsys):
    """Prints lines and adds them to the benchmarks' output."""

    def write(*lines):
        text = "\n".join(lines)
        with capsys.disabled():
            print(f"\n{text}")
        folder = ROOT / ".benchmarks"
        folder.mkdir(exist_ok=True)
        with (folder / "recording.txt").open("a", encoding="utf-8") as file:
            file.write(f"{text}\n\n")

    return write


def child(module, *arguments):
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300).stdout


@pytest.mark.parametrize(
    ("name", "program", "rounds", "goal"),
    [
        ("scalar chain of 10,000", lambda: chain(10_000), 7, 2.5),
        ("MLP of 100 layers of width 1024, batch 256", lambda: mlp(1024, 256), 3, 1.2),
    ],
    ids=["chain", "mlp"],
)
def test_cost_beside_the_plain_passes(benchmark, report, name, program, rounds, goal):
    times = []
    benchmark.pedantic(lambda: times.append(interleaved(program(), rounds)), rounds=1)
    plain, recorded, built = times[0]
    benchmark.extra_info.update(plain=plain, recorded=recorded / plain, trace=built / plain)
    report(
        f"{name}: plain {plain * 1000:.1f} ms, recorded {recorded / plain:.2f} times (goal {goal}),"
        f" trace built {built / plain:.2f} times"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the resident set is read from /proc")
def test_memory_of_a_scalar_node(benchmark, report):
    sizes = {}
    kinds = ("plain", "recorded", "traced")
    benchmark.pedantic(
        lambda: sizes.update({kind: float(child("memory_child", kind)) for kind in kinds}), rounds=1
    )
    benchmark.extra_info.update(sizes)
    report(
        f"memory a node of a scalar chain: torch's own {sizes['plain']:.0f} bytes,"
        f" recording {sizes['recorded'] - sizes['plain']:.0f} more (goal 1024),"
        f" trace {sizes['traced'] - sizes['plain']:.0f} more"
    )


@pytest.mark.parametrize("program", ["chain", "mlp"])
def test_beside_other_tools(benchmark, report, program):
    absent = [tool for tool in TOOLS if importlib.util.find_spec(tool) is None]
    if absent:
        pytest.skip(f"{' and '.join(absent)} not installed: pip install -r tests/bench/requirements.txt")
    told = {}
    benchmark.pedantic(
        lambda: told.update({tool: json.loads(child("tool_child", tool, program)) for tool in TOOLS}),
        rounds=1,
    )
    benchmark.extra_info.update(told)
    title = {"chain": "chain of 1,500 operations", "mlp": "MLP of 100 layers of width 1024, batch 256"}[
        program
    ]
    report(title, *table(told))


def table(told):
    """Lines, one a tool."""
    rows = [("tool", "ms", "times plain", "nodes", "values", "gradients", "shares", "signed numbers drawn")]
    rows += [(tool, *_measured(facts), *SHOWN[tool]) for tool, facts in told.items()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _measured(facts):
    if "stopped" in facts:
        return "stopped:", facts["stopped"], "", "", ""
    times = facts["seconds"] / facts["plain"]
    held = ("yes" if facts[fact] else "no" for fact in ("values", "gradients"))
    return f"{facts['seconds'] * 1000:.0f}", f"{times:.1f}", str(facts["nodes"]), *held
