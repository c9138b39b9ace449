"""A model's drawing stays where it was when its program is edited and traced again."""

import random
from functools import cache
from pathlib import Path
from statistics import mean

import pytest
from tests.bench import graphs
from tests.core.layout.test_stability import drifts, flips

from nablascope.core.layout.lay_out import lay_out

PROGRAM = Path(graphs.__file__)

# What is replaced, and by what.
EDITS = {
    "mlp": {
        "a node inserted": ("torch.relu(x @ w1 + b1)", "torch.relu((x @ w1).sin() + b1)"),
        "an operation with a new parameter": (
            "torch.relu(x @ w1 + b1)",
            "torch.relu(x @ w1 * torch.ones(16, requires_grad=True) + b1)",
        ),
        "one more at the loss": ("F.cross_entropy(", "2 * F.cross_entropy("),
        "another number": ("torch.relu(x @ w1 + b1)", "torch.relu(x @ w1 + b1) * 0.123456789"),
        "another order": (
            "w1, b1, w2, b2 = parameters((8, 16), (16,), (16, 3), (3,))",
            "b2, w2, b1, w1 = parameters((3,), (16, 3), (16,), (8, 16))",
        ),
    },
    "transformer 4": {
        "a node inserted": ("return normalized(x + torch.relu(", "return normalized(x + torch.relu(-"),
        "a node inserted into every head": (".exp()\n", ".sin().exp()\n"),
        "an operation with a new parameter": (
            "torch.cat(heads, -1) @ out",
            "torch.cat(heads, -1) @ out * torch.ones(12, requires_grad=True)",
        ),
        "one more at the loss": ("x.pow(2).mean()", "x.pow(2).mean().sqrt()"),
        "another number": ("1e-5", "0.123456789"),
        "another order": (
            "for _ in range(6):\n"
            "        q, k, v = (x @ weight for weight in parameters((12, 2), (12, 2), (12, 2)))",
            "all_three = [[x @ w for w in parameters((12, 2), (12, 2), (12, 2))] for _ in range(6)]\n"
            "    for q, k, v in all_three:",
        ),
    },
}


@cache
def traced(name, old="", new=""):
    """The trace of a program after an edit of its text."""
    text = PROGRAM.read_text(encoding="utf-8")
    assert old in text
    program = {"__name__": "edited"}
    exec(compile(text.replace(old, new) if old else text, PROGRAM, "exec"), program)
    random.seed(0)
    return program["graph"](name)


@pytest.mark.parametrize(("name", "edit"), [(name, edit) for name in EDITS for edit in EDITS[name]])
def test_an_edit_leaves_what_was_there_where_it_was(name, edit):
    before = lay_out(traced(name))
    after = lay_out(traced(name, *EDITS[name][edit]), before)

    assert not flips(before, after)
    assert mean(drifts(before, after).values()) <= 5
