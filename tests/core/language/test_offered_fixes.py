"""Every fix offered gives a text that can be read, and that means what was meant."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nablascope.core.language.failure import LanguageError
from nablascope.core.language.parse import parse
from nablascope.document.document import Document, with_fix

MEANT = {
    "3|x| + 1": "3*abs(x) + 1",
    "5 - 2|x - 1|-3|y| + 1": "5 - 2*abs(x - 1) - 3*abs(y) + 1",
    "1/2x²y": "1/(2*x**2*y)",
    "x/2sin(x)y + 1": "x/(2*sin(x)*y) + 1",
    "2sin|x| + 1": "2*sin(abs(x)) + 1",
    "||x||": "norm(x)",
    "y = sin^2(x)+cos^2(x)": "y = sin(x)**2 + cos(x)**2",
    "sin^2 x": "sin(x)**2",
    "2^{x}": "2**x",
    "e^{-x^2}": "e**(-x**2)",
    "-x^2/2": "-x**2/2",
    "x^2y^3": "x**2*y**3",
    "1/2x": "1/(2*x)",
    "√2x": "sqrt(2*x)",
    "2πx/3πr": "2*pi*x/(3*pi*r)",
    "xⁿ": "x**n",
    "2½": "2.5",
    "ln x": "log(x)",
    "x(y+1)": "x*(y+1)",
    "2 x": "2*x",
    "a b": "a*b",
    "forr i in range(3):\n    x = i": "for i in range(3):\n    x = i",
    "def f(x):\n    retrun x²\ny = f(x)": "def f(x):\n    return x**2\ny = f(x)",
    "let x = 2\ny = 2x": "x = 2\ny = 2*x",
    "y = sin(cos(2x": "y = sin(cos(2*x))",
    "y = x))": "y = x",
    "print(f'{x²}')": "print(f'{x**2}')",
    "for i in range(3)\n    x = i": "for i in range(3):\n    x = i",
    "for i in range(3)  # three\n    x = i²": "for i in range(3):\n    x = i**2",
    "def f(x)\n    return 2x": "def f(x):\n    return 2*x",
    "def f(x) return 2x": "def f(x): return 2*x",
    "while x < 3\n    x = x + 1": "while x < 3:\n    x = x + 1",
    "with torch.no_grad()\n    y = x": "with torch.no_grad():\n    y = x",
    "if x > 0\n    y = 1\nelse\n    y = 2": "if x > 0:\n    y = 1\nelse:\n    y = 2",
    "if x > 0 y = 1": "if x > 0: y = 1",
    "if x = 1:\n    y = 1": "if x == 1:\n    y = 1",
    "while x.sum() = 1:\n    y = 1": "while x.sum() == 1:\n    y = 1",
    "if x > 0:\ny = 1": "if x > 0:\n    y = 1",
    "for i in range(3):\nx = i\ny = 2": "for i in range(3):\n    x = i\ny = 2",
    "for i in x:\nif i > 1:\n    y = i\nz = 2": "for i in x:\n    if i > 1:\n        y = i\nz = 2",
    "def f(x):\nreturn x²": "def f(x):\n    return x**2",
    "def f(x):\ny = 2x\n\nreturn y\nz = f(x)": "def f(x):\n    y = 2*x\n    return y\nz = f(x)",
    "def f(x)\nreturn x²": "def f(x):\n    return x**2",
    "def f(x):\n  y = 2x\n    return y": "def f(x):\n  y = 2*x\n  return y",
    "def f(x):\n    y = x\n  return y": "def f(x):\n    y = x\n    return y",
    "if x:\n    y = 1\n   z = 1": "if x:\n    y = 1\n    z = 1",
    "if x:\n    y = 1\n z = 1": "if x:\n    y = 1\nz = 1",
    "if x:\n\ty = 1\n        z = 1": "if x:\n\ty = 1\n\tz = 1",
    "y = 2x\n  z = y": "y = 2*x\nz = y",
    "y := 2x": "y = 2*x",
    "f(x) := x²\ny = f(x)": "def f(x): return x**2\ny = f(x)",
    "y = x — 1": "y = x - 1",
    "y = “a”": "y = 'a'",
}


def mended(text):
    """`text` after one click on each fix offered, and how many there were."""
    clicks = 0
    while (fix := offered(text)) is not None:
        text = with_fix(Document(text), fix).text
        clicks += 1
        assert clicks < 12
    return text, clicks


def offered(text):
    try:
        parse(text)
    except LanguageError as error:
        return error.failure.fix
    return None


def meaning(text):
    tree = parse(parse(text).understood or text).tree
    return ast.dump(tree).replace("attr='log'", "attr='ln'")


@pytest.mark.parametrize("text", MEANT)
def test_a_fix_means_what_was_meant(text):
    after, clicks = mended(text)
    assert clicks > 0
    assert meaning(after) == meaning(MEANT[text])


PIECES = [
    "x",
    "y",
    "2",
    "sin",
    "^",
    "{",
    "}",
    "(",
    ")",
    "|",
    "+",
    "*",
    " ",
    "π",
    "²",
    "√",
    "for ",
    "let ",
    "=",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_clicking_on_every_fix_comes_to_an_end(text):
    mended(text)
