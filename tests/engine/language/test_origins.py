"""Shapes that do not fit are told with where each came from."""

import pytest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("w = torch.ones(3)\ny = x + w", "x, an input, is [2] and w, from line 1, is [3]"),
        ("w = torch.ones(3)\ny = x * (w * 2)", "x, an input, is [2] and w * 2 is [3]"),
        ("a = torch.ones(2, 3)\nb = a\na @ b", "a, from line 1, is [2, 3] and b, from line 2, is [2, 3]"),
        (
            "w = torch.ones(3)\nw = w[:1].reshape(1, 1, 1).repeat(1, 1, 4)\nx + w",
            "w, from line 2, is [1, 1, 4]",
        ),
        ("x + torch.zeros(4, requires_grad=True, dtype=torch.float32)", "what line 1 gives is [4]"),
    ],
)
def test_both_shapes_are_told_with_the_lines_they_come_from(failure, text, told):
    assert told in failure(text, x=[1.0, 2.0]).hint


@pytest.mark.parametrize("text", ["x.sum().backward(x[5])", "torch.tensor([1, 0]) // torch.tensor([0, 1])"])
def test_an_error_that_is_not_about_shapes_is_left_alone(failure, text):
    assert "input" not in failure(text, x=[1.0, 2.0]).hint
