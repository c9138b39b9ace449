"""The last node of a name is what the name means at the end."""

import pytest

from nablascope.core.wire.messages import Evaluate
from nablascope.engine.session import answer


def names(text):
    trace = answer(Evaluate(1, text, fill=True)).trace
    return {node.id: node.name for node in trace.nodes if node.kind == "op"}, trace


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c = x*2\nc = c*3", ["c", "c"]),
        ("a = x*2\nb = x*3\na, b = b, a\ny = a*b", ["b", "a", "y"]),
        ("y = x*2\nt = y\ny = x*3\nz = y*1\ny = t\nq = y*z", ["y", None, "z", "q"]),
        ("y = x**2\ny = 5", [None]),
        ("y = x*2\ny *= x", ["y", "y"]),
        ("y = x*2\nz = y", ["y"]),
        ("a, b = torch.stack([x, 2*x]).unbind(0)\ny = a*b", [None, None, "a, b", "y"]),
    ],
)
def test_names_stand_where_they_mean_something(text, expected):
    found, _ = names(text)
    assert list(found.values()) == expected


def test_an_output_that_is_passed_over_is_told():
    _, trace = names("y = x**2\nz = y.detach()")
    assert trace.output == "y"
    assert trace.notes == ("z does not require a gradient; y is shown.",)
