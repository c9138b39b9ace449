import ast
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nablascope.core.language.failure import LanguageError
from nablascope.core.language.parse import parse
from nablascope.core.language.reading import read
from nablascope.core.language.span import Span
from nablascope.document.document import Document, with_fix

PIECES = ["2", "x", "y", "sin", "ln", "(", ")", "√", "|", "²", "⁻¹", "₁", "π", "½", "∞", "·", "÷", "−", "^"]
MORE = [
    "**",
    "*",
    "+",
    "-",
    "/",
    "=",
    "≤",
    " ",
    "\n",
    "é",
    "0.5",
    "1e5",
    "f",
    ",",
    "'",
    "#",
    "e",
    "∫",
    "d/dx",
]


def refusal(text):
    with pytest.raises(LanguageError) as caught:
        parse(text)
    return caught.value.failure


def mended(text):
    return with_fix(Document(text), refusal(text).fix).text


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("2x", "2*x"),
        ("2.5e-3x + 1", "2.5e-3*x + 1"),
        ("2(x+1)", "2*(x+1)"),
        ("2(x)**2", "2*(x)**2"),
        ("3sin(x)", "3*sin(x)"),
        ("(x+1)(x-1)", "(x+1)*(x-1)"),
        ("(x+1)(x-1)(x+2)", "(x+1)*(x-1)*(x+2)"),
        ("(1/2)x", "(1/2)*x"),
        ("sin(x)cos(x)", "sin(x)*cos(x)"),
        ("sin(x) cos(x)", "sin(x)* cos(x)"),
        ("sin(x)(x+1)", "sin(x)*(x+1)"),
        ("2sin(3x)", "2*sin(3*x)"),
        ("√x", "sqrt(x)"),
        ("√(x+1)", "sqrt(x+1)"),
        ("√√x", "sqrt(sqrt(x))"),
        ("√√(x)", "sqrt(sqrt(x))"),
        ("√|x|", "sqrt(abs(x))"),
        ("√sin(x)", "sqrt(sin(x))"),
        ("√x.sum()", "sqrt(x.sum())"),
        ("2√x", "2*sqrt(x)"),
        ("x√y", "x*sqrt(y)"),
        ("2π", "2*π"),
        ("sin(2πx)", "sin(2*π*x)"),
        ("A = πr²", "A = π*r**2"),
        ("πr²h/3", "π*r**2*h/3"),
        ("xπ + 2rπ", "x*π + 2*r*π"),
        ("πsin(x)(x+1)", "π*sin(x)*(x+1)"),
        ("x₁ + πx₁", "x1 + π*x1"),
        ("f(r) = πr²", "def f(r): return π*r**2"),
        ("f'{πx}'", "f'{π*x}'"),
        ("x²", "x**2"),
        ("x⁻¹ + x¹⁰", "x**-1 + x**10"),
        ("2x²y", "2*x**2*y"),
        ("x²(y+1)", "x**2*(y+1)"),
        ("-x²", "-x**2"),
        ("(x+1)²(x-1)", "(x+1)**2*(x-1)"),
        ("sin²(x)", "sin(x)**2"),
        ("sin²(x)y", "sin(x)**2*y"),
        ("x₁² + x₁₂", "x1**2 + x12"),
        ("a·b", "a*b"),
        ("a × b ÷ c − d – e", "a * b / c - d - e"),
        ("|x|", "abs(x)"),
        ("|x - 1|", "abs(x - 1)"),
        ("|x| + |y|", "abs(x) + abs(y)"),
        ("|x - |y||", "abs(x - abs(y))"),
        ("||x| - 1|", "abs(abs(x) - 1)"),
        ("2|x|", "2*abs(x)"),
        ("|x|²y", "abs(x)**2*y"),
        ("2|x|+|y|", "2*abs(x)+abs(y)"),
        ("|x|+2|x|+|x|", "abs(x)+2*abs(x)+abs(x)"),
        ("2|x|+3|y|", "2*abs(x)+3*abs(y)"),
        ("2|x+1|/|y|", "2*abs(x+1)/abs(y)"),
        ("x|x|", "x*abs(x)"),
        ("2|x|.sum()", "2*abs(x).sum()"),
        ("(x+1)|x| - 1 + |y|", "(x+1)*abs(x) - 1 + abs(y)"),
        ("|x||y|", "abs(x)*abs(y)"),
        ("x²|x|", "x**2*abs(x)"),
        ("2||x|-1|", "2*abs(abs(x)-1)"),
        ("f(x|x|, a|b)", "f(x*abs(x), a|b)"),
        ("a|b + |c|", "a|b + abs(c)"),
        ("a | b\nx|x|", "a | b\nx*abs(x)"),
        ("|x| | 3", "abs(x) | 3"),
        ("x ≤ y", "x <= y"),
        ("x ≠ y", "x != y"),
        ("½x", "0.5*x"),
        ("x < ∞", "x < inf"),
        ("x₁if y else 2", "x1 if y else 2"),
        ("print('2x = √x')\ny = 2x  # 3x²", "print('2x = √x')\ny = 2*x  # 3x²"),
        ("a = b | c\nd = |a|", "a = b | c\nd = abs(a)"),
    ],
)
def test_notation_of_mathematics_is_understood(text, python):
    assert ast.dump(read(text).tree) == ast.dump(ast.parse(python))


@pytest.mark.parametrize(
    "text",
    [
        *("a | b", "f(x)(y)", "2 if x else 3", "x = 'a·b'", "a  # ·"),
        *("αx + 1", "π1 + π_x + x_π", "πx = 2\nπx + 1", "def f(πx): return πx", "[πx for πx in y]", "sinπ"),
        *("a.πx", "f(πx=2)", "'2πx'"),
    ],
)
def test_python_keeps_its_meaning(text):
    assert read(text).text == text


@pytest.mark.parametrize("text", ["3 | x | -1", "3|x", "1|2|4", "a|b|-c", "3|(x)|y"])
def test_pythons_or_keeps_its_meaning(text):
    assert parse(text).understood == ""


@pytest.mark.parametrize("text", ["x²3", "½2", "x∞", "x½", "sin√x", "2½", "3∞", "x₁2"])
def test_signs_never_grow_into_another_number_or_name(text):
    refusal(text)


def test_nodes_stand_where_they_were_typed():
    reading = read("é = 2√|x₁| + (x₂)²\nz = 3y")
    names = {n.id: reading.source.text(reading.source.span(n)) for n in _names(reading)}
    assert names == {"é": "é", "sqrt": "√", "abs": "|", "x1": "x₁", "x2": "x₂", "z": "z", "y": "y"}
    value = reading.tree.body[0].value
    assert reading.source.text(reading.source.span(value)) == "2√|x₁| + (x₂)²"
    assert reading.source.text(reading.source.span(value.left.right)) == "√|x₁|"
    assert reading.source.span(reading.tree.body[1].value) == Span(2, 4, 2, 6)


def _names(reading):
    return [node for node in ast.walk(reading.tree) if isinstance(node, ast.Name)]


def test_an_error_behind_notation_is_underlined_where_it_was_typed():
    assert refusal("y = √x + 2x + sni(z)").span == Span(1, 14, 1, 17)
    assert refusal("y = 2√x + (x").span == Span(1, 10, 1, 11)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("x^2 + y^3 - 'a^b'", "x**2 + y**3 - 'a^b'"),
        ("y = x^2\nz = 2y^3 + x^-1", "y = x**2\nz = 2y**3 + x**-1"),
        ("x(y+1)", "x*(y+1)"),
        ("1/2x", "1/(2x)"),
        ("e**2x", "e**(2x)"),
        ("1/x²y", "1/(x²y)"),
        ("√2x", "√(2x)"),
        ("√x²", "√(x²)"),
        ("sin⁻¹(x)", "arcsin(x)"),
        ("||x||", "norm(x)"),
        ("2½", "2.5"),
        ("ln x", "ln(x)"),
        ("sin^2(x)", "sin(x)**2"),
        ("y = sin^2(x) + cos^{2}(2x)", "y = sin(x)**2 + cos(2x)**2"),
        ("torch.sin^2(sin^3(x))", "torch.sin(sin(x)**3)**2"),
        ("sin^2(x)y", "sin(x)**2*y"),
        ("sin^2(x)(y+1)", "sin(x)**2*(y+1)"),
        ("sin^2 x + 1", "sin(x)**2 + 1"),
        ("sin^2x", "sin(x)**2"),
        ("sin^-1(x)", "arcsin(x)"),
        ("f(x) = 2x\nf^2(x)", "f(x) = 2x\nf(x)**2"),
        ("2^{x}", "2**x"),
        ("2^{-x} + x^{n+1}", "2**-x + x**(n+1)"),
        ("x^2y", "x**2*y"),
        ("x^2(y + 1)", "x**2*(y + 1)"),
        ("f'{x^2}'", "f'{x**2}'"),
        ("3|x| + 1", "3*abs(x) + 1"),
        ("y = 2x\nz = 3|x|-1", "y = 2x\nz = 3*abs(x)-1"),
        ("2|x|+3|y|+1", "2*abs(x)+3*abs(y)+1"),
        ("sin|x|", "sin(abs(x))"),
        ("x/πr", "x/(πr)"),
        ("√πx", "√(πx)"),
        ("xⁿ + 1", "x**n + 1"),
        ("2sin x + 1", "2sin(x) + 1"),
        ("d/dx x²", "x²"),
        ("∂/∂x (x²)", "(x²)"),
        ("2x + (√y", "2x + (√y)"),
    ],
)
def test_what_nobody_can_tell_is_mended_by_one_click(text, after):
    assert mended(text) == after
    parse(after)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("√", "nothing under this root"),
        ("√ + 1", "nothing under this root"),
        ("² + 1", "nothing in front of ²"),
        ("sin² x", "sin² needs brackets"),
        ("sin x²", "sin needs brackets"),
        ("|x + 1", "no second |"),
        ("sin(|x)", "no second |"),
        ("x²**3", "two ways"),
        ("√x**2", "two ways"),
        ("√x^2", "two ways"),
        ("a/(b)x", "two ways"),
        ("sin⁻²(x)", "two ways"),
        ("∫ x dx", "does not integrate"),
        ("y = ∑ x", "sums"),
        ("∛x", "cube root"),
        ("f'(x)", "prime"),
        ("x!", "x!"),
        ("x^", "something is missing"),
        ("e^2x", "two ways"),
        ("sin^-2(x)", "two ways"),
        ("sin^2 + 1", "not a power"),
        ("y = sin^2", "not a power"),
        ("sin^2 x*y", "needs brackets"),
    ],
)
def test_other_notation_gets_a_teachers_sentence(text, words):
    failure = refusal(text)
    assert words in failure.message
    assert failure.hint


def test_a_definition_with_carets_is_mended_by_one_click_too():
    assert mended("f(x) = x^2 + x^3\nf(3)z") == "f(x) = x**2 + x**3\nf(3)z"
    assert read("f(x) = x**2 + x**3\nf(3)z").text == "def f(x): return x**2 + x**3\nf(3)*z"


def test_eulers_number_is_no_input():
    assert refusal("e^x").hint == "write e**x; for Euler's number exp(x)"


def test_a_name_with_raised_letters_may_be_given_a_meaning():
    assert parse("xⁿ = 2\nxⁿ*y").free == (("y", Span(2, 3, 2, 4)),)


@given(st.lists(st.sampled_from(PIECES + MORE), max_size=14).map("".join) | st.text(max_size=20))
def test_any_text_is_read_or_refused_in_its_own_places(text):
    try:
        program = parse(text)
    except LanguageError as error:
        _stands_in(text, error.failure.span)
        if error.failure.fix is not None:
            _stands_in(text, error.failure.fix.span)
        return
    for node in ast.walk(program.tree):
        if isinstance(node, ast.expr):
            _stands_in(text, program.source.span(node))


def _stands_in(text, span):
    if span is None:
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert 0 <= span.column <= len(lines[span.line - 1])
    assert 0 <= span.end_column <= len(lines[span.end_line - 1])


@given(st.lists(st.sampled_from(PIECES + MORE), max_size=10).map("".join))
def test_what_is_understood_is_python_that_is_understood_the_same(text):
    try:
        program = parse(text)
    except LanguageError:
        return
    again = parse(program.understood or text)
    assert again.understood == ""
    assert [name for name, _ in again.free] == [name for name, _ in program.free]


@pytest.mark.parametrize("piece", ["|", "√", "x²", "²", "2|x|+", "f(x)=\n", "(2)", "sin ", "d/d", "½", "1."])
def test_a_long_text_is_refused_at_once(piece):
    start = perf_counter()
    refusal(piece * (60_000 // len(piece.encode())))
    assert perf_counter() - start < 5
