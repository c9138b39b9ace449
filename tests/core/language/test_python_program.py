"""Which names of a Python text are inputs."""

import pytest

from nablascope.core.language.failure import LanguageError
from nablascope.core.language.python_program import read_python
from nablascope.core.language.span import Span


def free(text):
    return tuple(name for name, _ in read_python(text).free)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("y = x**2", ("x",)),
        ("import torch\ny = b * x + b", ("b", "x")),
        ("def f(a):\n    c = a * k\n    return c\nz = f(w)", ("k", "w")),
        ("class Net:\n    rate = r\n    def forward(self, v):\n        return v * g", ("r", "g")),
        ("def f():\n    global n\n    n = 1\ny = n", ()),
        ("y = [i * s for i in range(3)]", ("s",)),
        ("try:\n    y = 1\nexcept ValueError as e:\n    print(e)\nprint(__name__, len('a'))", ()),
        ("from math import *\nz = exp(1) * x", ("x",)),
    ],
)
def test_names_that_are_read_and_never_bound_are_inputs(text, names):
    assert free(text) == names


def test_an_input_stands_where_it_is_first_used():
    assert read_python("é = 1\ny = é*x + x").free == (("x", Span(2, 6, 2, 7)),)


def test_what_the_expression_language_knows_is_no_input():
    program = read_python("y = sin(pi * x) + F.relu(x)\nz = torch.ones(2) * nn.Linear(1, 1).weight")
    assert [name for name, _ in program.free] == ["x"]
    assert program.known == {"sin", "pi", "F", "torch", "nn"}


def test_a_force_is_an_input_where_nothing_is_looked_up_in_it():
    assert free("W = F * s") == ("F", "s")


def test_pythons_own_functions_stay_its_own():
    assert read_python("y = max(1, 2) + abs(x)").known == frozenset()


def test_what_is_called_inherited_from_or_decorates_is_no_input():
    assert free("@wrapped\nclass A(Base):\n    pass\n@wrapped\ndef f():\n    return missing(x)") == ("x",)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("x = 1\nreturn x", "'return' outside function", 2),
        ("def f():\n    x = 1\n    global x", "assigned to before global", 3),
        ("x = ", "", 1),
        ("class A:\n    \u202ex = 1", "invisible", 2),
    ],
)
def test_what_python_cannot_run_is_told_with_its_line(text, words, line):
    with pytest.raises(LanguageError) as caught:
        read_python(text)
    assert words in caught.value.failure.message
    assert caught.value.failure.span.line == line
