"""Fixes offered for what went wrong: applied, the program runs."""

import pytest


def mended(text, fix):
    lines = text.split("\n")
    assert fix.span.line == fix.span.end_line
    line = lines[fix.span.line - 1]
    lines[fix.span.line - 1] = line[: fix.span.column] + fix.text + line[fix.span.end_column :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("y = x * 2\ny.backward()", "y = x * 2\ny.sum().backward()"),
        ("(x * 2).backward()", "(x * 2).sum().backward()"),
        ("y = x * 2\ntorch.autograd.grad(y, x)", "y = x * 2\ntorch.autograd.grad(y.sum(), x)"),
        ("torch.autograd.grad(x * 2, x)", "torch.autograd.grad((x * 2).sum(), x)"),
        (
            "y = (x**2).sum()\ny.backward()\ny.backward()",
            "y = (x**2).sum()\ny.backward(retain_graph=True)\ny.backward()",
        ),
        (
            "y = (x**2).sum()\ntorch.autograd.grad(y, x)\ny.backward()",
            "y = (x**2).sum()\ntorch.autograd.grad(y, x, retain_graph=True)\ny.backward()",
        ),
        (
            "y = (x**2).sum()\ny.backward(None,)\ny.backward()",
            "y = (x**2).sum()\ny.backward(None, retain_graph=True)\ny.backward()",
        ),
        (
            "y = (x**2).sum()\ny.backward(None, )  # twice\ny.backward()",
            "y = (x**2).sum()\ny.backward(None, retain_graph=True)  # twice\ny.backward()",
        ),
        (
            "y = (x**2).sum()\ny.backward(\n  None,  # seed\n)\ny.backward()",
            "y = (x**2).sum()\ny.backward(\n  None,  # seed\nretain_graph=True)\ny.backward()",
        ),
        (
            "y = (x**2).sum()\ntorch.autograd.backward(v for v in [y])\ny.backward()",
            "y = (x**2).sum()\ntorch.autograd.backward((v for v in [y]), retain_graph=True)\ny.backward()",
        ),
        (
            "z = x * 1\ntorch.autograd.grad(x.sum(), z)",
            "z = x * 1\ntorch.autograd.grad(x.sum(), z, allow_unused=True)",
        ),
        ("x|x|+1", "x*abs(x)+1"),
        ("2 + x |x - 1| x", "2 + x*abs(x - 1)* x"),
    ],
)
def test_one_click_mends_it(run, text, after):
    inputs = {"x": [1.0, 2.0]}
    offered = run(text, **inputs).failure.fix
    assert mended(text, offered) == after
    assert run(after, **inputs).failure is None


def test_several_outputs_without_a_seed_have_no_single_fix(run):
    assert run("torch.autograd.grad([x * 2, x * 3], x)", x=[1.0, 2.0]).failure.fix is None


def test_a_lone_or_of_floating_point_values_is_explained(run):
    failure = run("x | 2", x=[1.0, 2.0]).failure
    assert failure.message == "| is Python's bitwise or"
    assert failure.hint == "for an absolute value write torch.abs(x)"
    assert failure.fix is None
    assert run("0.5 | 2").failure.message == "| is Python's bitwise or"
