"""Loops, functions and containers print what Python itself prints, character for character."""

from pathlib import Path

import pytest

_TEXT = (Path(__file__).parents[2] / "data" / "control_flow.txt").read_text("utf-8")
PROGRAMS = dict(part.split("\n", 1) for part in _TEXT.split("\n=== ")[1:])


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_prints_what_python_prints(run, python, text):
    outcome = run(text)
    assert outcome.failure is None
    assert outcome.printed == python(text)
