import ast
import warnings
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nablascope
from nablascope.core.language.failure import LanguageError
from nablascope.core.language.friendly.edits import edited
from nablascope.core.language.friendly.rewrite import rewrite
from nablascope.core.language.friendly.tokens import tokens

SOURCES = sorted(Path(nablascope.__file__).parent.rglob("*.py"))
SIGNS = "√²³⁻¹₁½∞π·×÷−≤≠|()[]{}^*/+-=,.:'\"\\#\n 012exyzfdsin∫∛é"


def rewritten(text):
    return edited(text, rewrite(text)).text


@pytest.mark.parametrize(
    "text",
    [
        "2if x else 3",
        "1or 2",
        "2and 3",
        "[0xfor x in y]",
        "0x1F + 0b1 + 0o7 + 3j + 1e5 + 2.5e-3 + 1_000 + 1. + .5",
        "print('2x = √π', \"x²\", f'|x| = {x}')",
        "'''2x\n√x'''\n# 2x² √ |x\ny = 1",
        "a | b | c",
        "y = x |z| w",
        "x |= y",
        "{x}|{y}",
        "... | x",
        "f(x)(y)[z](w)",
        "(lambda x: x)(2)",
        "f(x) == y",
        "f(x)if y else z",
        "x[0]if y else z",
        "not x|y",
        "λ = 2",
        "r'\\'  # 2x'",
        "d = {'2x': 1}",
        "x = (\n    1\n)",
    ],
)
def test_python_stays_as_it_is(text):
    assert rewritten(text) == text


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_our_own_code_stays_as_it_is(path):
    text = path.read_text(encoding="utf-8")
    assert rewritten(text) == text


@given(st.text(SIGNS.translate(str.maketrans("", "", "·")), max_size=12))
def test_whatever_is_python_stays_as_it_is(text):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError):
        return
    assert rewritten(text) == text


@given(st.text(SIGNS, max_size=30) | st.text(max_size=30))
def test_any_text_is_cut_and_rewritten_or_refused(text):
    cut = tokens(text)
    assert all(left.end <= right.start for left, right in pairwise(cut))
    assert all(text[token.start : token.end] == token.text for token in cut[:-1] if token.kind != "end")
    try:
        after = rewritten(text)
    except LanguageError:
        return
    assert after.count("\n") == text.count("\n")


def test_a_definition_is_a_function():
    assert rewritten("f(x) = x² + 1") == "def f(x): return x**2 + 1"
    assert rewritten("g(x, y)=xy\nz = g(1, 2)") == "def g(x, y): return xy\nz = g(1, 2)"


@pytest.mark.parametrize("text", ["sin(x) = 2", "f(2) = x", "f(x, ) = x", "f() = 2", "y = f(x) = 2"])
def test_what_is_no_definition_is_left_to_the_parser(text):
    assert "def" not in rewritten(text)
