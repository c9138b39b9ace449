import ast
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nablascope.core.language.bounds import MAX_BRACKETS, MAX_BYTES, MAX_DEPTH, MAX_LINES, MAX_NODES
from nablascope.core.language.failure import LanguageError
from nablascope.core.language.parse import parse
from nablascope.core.language.program import Program
from nablascope.core.language.span import Span


def refusal(text):
    with pytest.raises(LanguageError) as caught:
        parse(text)
    return caught.value.failure


def applied(text):
    """The text after the fix that its failure offers."""
    fix = refusal(text).fix
    assert fix is not None
    lines = text.split("\n")
    assert fix.span.line == fix.span.end_line
    line = lines[fix.span.line - 1]
    lines[fix.span.line - 1] = line[: fix.span.column] + fix.text + line[fix.span.end_column :]
    return "\n".join(lines)


def free(text):
    return [name for name, _ in parse(text).free]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("x**2", ["x"]),
        ("u*v + u**2 + v**3", ["u", "v"]),
        ("b + a*b", ["b", "a"]),
        ("sin(x / 2**1.5) + pi", ["x"]),
        ("y = torch.sin(x)\nmath.pi * y", ["x"]),
        ("e + gamma + s + t + n + f", ["e", "gamma", "s", "t", "n", "f"]),
        ("F*d + F.relu(x)", ["F", "d", "x"]),
        ("a, (b, c) = x\na + b + c", ["x"]),
        ("import torch.nn.functional as G\nG.relu(x)", ["x"]),
        ("from torch import tensor\ntensor(1.)", []),
        ("y = x\nx = 2", []),
        ("π * r**2", ["r"]),
        ("f'{x:.2f} {y}'", ["x", "y"]),
        ("ﬁ + 1", ["fi"]),
        ("[i * x for i in range(3)] + i", ["x", "i"]),
        ("[j for i in x for j in i if j > k]", ["x", "k"]),
        ("for i in x:\n    y = i\nelse:\n    z", ["x", "z"]),
        ("def f(a, b=c, *d, e: g = h) -> k:\n    m = a + b + n\n    return m + d + e", ["c", "h", "n"]),
        ("def f():\n    return x\nx + m", ["x", "m"]),
        ("def f():\n    x = 1\n    def g():\n        return x + y\n    return g", ["y"]),
        ("def f():\n    global t\n    t = 1\nf()\nt", []),
        ("def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += w\n    g()\n", ["w"]),
        ("def f(x):\n    return x\nf(x)", ["x"]),
        ("g = lambda a, b=c: a * b * d\ng(1)", ["c", "d"]),
        ("with torch.no_grad() as m:\n    m, q", ["q"]),
        ("z: tensor = q", ["q"]),
        ("if (n := x) > 1: n", ["x"]),
        ("[(last := v) for v in x]\nlast", ["x"]),
        ("def f():\n    [(m := v) for v in x]\n    return m\nm", ["x", "m"]),
        ("import math as m\ndef f():\n    import torch as t\n    return t, m\nt", ["t"]),
        ("{k: v for k, v in d.items()}", ["d"]),
        ("x = 1\ndel x\nx", []),
        ("list(map(abs, sorted(x, key=sin)))", ["x"]),
    ],
)
def test_names_nobody_binds_become_inputs_in_order_of_first_use(text, names):
    assert free(text) == names


def test_a_free_name_has_the_span_of_its_first_use():
    assert parse("1 + é*x + x").free == (("é", Span(1, 4, 1, 5)), ("x", Span(1, 6, 1, 7)))


def test_a_program_keeps_its_text_and_tree():
    program = parse("y = x  # the identity")
    assert isinstance(program, Program)
    assert program.text == "y = x  # the identity"
    assert isinstance(program.tree, ast.Module)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("x^2", "x**2"),
        ("é*(x)^(2)", "é*(x)**(2)"),
        ("2 x", "2*x"),
        ("a b", "a*b"),
        ("x(y)", "x*(y)"),
        ("sin(x", "sin(x)"),
        ("sin(x))", "sin(x)"),
        ("(x]", "(x)"),
        ("  x", "x"),
        ("x — 1", "x - 1"),
        ("x\u00a0+ 1", "x + 1"),
        ("x\u200b + 1", "x + 1"),
        ("sine(x)", "sin(x)"),
        ("print x", "print(x)"),
        ("forr i in range(3):\n    x = i", "for i in range(3):\n    x = i"),
        ("fro i in range(3):\n    x = i", "for i in range(3):\n    x = i"),
        ("whlie x < 3:\n    x = x + 1", "while x < 3:\n    x = x + 1"),
        ("fi x > 3:\n    y = 1", "if x > 3:\n    y = 1"),
        ("if x > 3:\n    y = 1\nesle:\n    y = 2", "if x > 3:\n    y = 1\nelse:\n    y = 2"),
        ("if x:\n    y\nelse if z:\n    y", "if x:\n    y\nelif z:\n    y"),
        ("if x:\n    y\nelseif z:\n    y", "if x:\n    y\nelif z:\n    y"),
        ("function f(x):\n    return x", "def f(x):\n    return x"),
        ("def f(x):\n    retrun x", "def f(x):\n    return x"),
        ("imprt torch", "import torch"),
        ("form torch import sin", "from torch import sin"),
        ("let x = 2", "x = 2"),
        ("np.sin(x) + 2np.cos(x)", "torch.sin(x) + 2torch.cos(x)"),
        ("y = numpy.array([1, 2])*np.pi", "y = torch.tensor([1, 2])*torch.pi"),
        ("Torch.sin(x)", "torch.sin(x)"),
        ("sin(x))+cos(x))", "sin(x)+cos(x)"),
        ("print(f'{x²}')", "print(f'{x**2}')"),
        ("print(f'a {√x} {x:.2f} {2x}')", "print(f'a {sqrt(x)} {x:.2f} {2*x}')"),
        ("const x = 2x", "x = 2x"),
        ("var f(x) = x²", "f(x) = x²"),
        ("sin(cos(x", "sin(cos(x))"),
        ("sin(cos(x  # twice", "sin(cos(x))  # twice"),
        ("y = sin(cos(x\nz = y", "y = sin(cos(x))\nz = y"),
        ("torch.tensor([\n [1,2],\n [3,4]\n]", "torch.tensor([\n [1,2],\n [3,4]\n])"),
        ("def f(x:\n    return x", "def f(x):\n    return x"),
        ("for i in range(3:\n    x = i", "for i in range(3):\n    x = i"),
        ("y = [sin(x, 2", "y = [sin(x, 2)]"),
    ],
)
def test_a_common_slip_is_offered_a_fix_that_works(text, mended):
    assert applied(text) == mended
    parse(mended)


@pytest.mark.parametrize(
    "text",
    ["foo bar = 2", "x y z(", "(x+1]*(2", "sin(x\n))) y", "if if x", "let let x = 2", "a b c d", "x = 2)("],
)
def test_a_fix_that_would_leave_the_line_unreadable_is_not_offered(text):
    assert refusal(text).fix is None


@pytest.mark.parametrize(
    ("text", "message", "span"),
    [
        ("sin(x", "this ( is never closed", Span(1, 3, 1, 4)),
        ("f(2) = x**2", "only a name can be assigned to", Span(1, 0, 1, 4)),
        ("y = x *", "something is missing at the end of this line", Span(1, 6, 1, 7)),
        ("if x", "a : is missing here", Span(1, 4, 1, 4)),
        ("'abc", "this text has no closing quote", Span(1, 0, 1, 1)),
        ("sin + 1", "sin is a function: write sin(x)", Span(1, 0, 1, 3)),
        ("x + sine(y)", "there is no function 'sine'. Did you mean sin?", Span(1, 4, 1, 8)),
        ("frobnicate(y)", "there is no function 'frobnicate'", Span(1, 0, 1, 10)),
        ("x\nclass A: pass", "class is not in the expression language", Span(2, 0, 2, 13)),
        ("é\ntry: x\nexcept: y", "try is not in the expression language", Span(2, 0, 3, 9)),
        ("raise x", "raise is not in the expression language", Span(1, 0, 1, 7)),
        ("match x:\n  case 1: y", "match is not in the expression language", Span(1, 0, 2, 11)),
        ("def f(): yield 1", "yield is not in the expression language", Span(1, 9, 1, 16)),
        ("async def f(): pass", "async is not in the expression language", Span(1, 0, 1, 19)),
        ("@f\ndef g(): pass", "a decorator is not in the expression language", Span(1, 1, 1, 2)),
        ("del x[0]", "only a name can be deleted", Span(1, 0, 1, 8)),
        ("return x", "return is outside of a function", Span(1, 0, 1, 8)),
        ("if x:\n  break", "break is outside of a loop", Span(2, 2, 2, 7)),
        ("for i in x:\n  def f(): continue", "continue is outside of a loop", Span(2, 11, 2, 19)),
        ("nonlocal x", "nonlocal is outside of a function", Span(1, 0, 1, 10)),
        ("*x", "a * cannot stand here", Span(1, 0, 1, 2)),
        ("*a, *b = x", "only one name of an assignment can have a *", Span(1, 0, 1, 6)),
        ("lambda a, a: 1", "two parameters are called a", Span(1, 0, 1, 14)),
        ("sqroot(x)\ndef root(t): pass", "there is no function 'sqroot'. Did you mean sqrt?", None),
        ("rooot(x)\ndef f():\n  def root(t): pass", "there is no function 'rooot'. Did you mean root?", None),
        (
            "x + np.random.rand(2)",
            "numpy is not part of the expression language; torch has the same functions",
            Span(1, 4, 1, 6),
        ),
        ("b'a'", "bytes are not in the expression language", Span(1, 0, 1, 4)),
        ("f'{x:c}'", "this format is not in the expression language", None),
        ("f'{x:>999999}'", "this format is not in the expression language", None),
    ],
)
def test_a_refusal_says_what_and_where(text, message, span):
    failure = refusal(text)
    assert failure.message == message
    assert span is None or failure.span == span


@pytest.mark.parametrize("text", ["", "  ", "\n\n", "# only a comment"])
def test_an_empty_program_gets_a_friendly_word(text):
    failure = refusal(text)
    assert failure.message == "there is nothing to compute yet"
    assert "x**2" in failure.hint


@pytest.mark.parametrize(
    "text",
    [
        *("x.__class__", "__import__", "torch.f(__a=1)", "import a__b", "x = __y", "x.a__b"),
        *("def __f(): pass", "def f(__a): pass", "lambda *__a: 1", "global __x", "for __i in x: pass"),
        *("def f():\n  nonlocal __x", "with x as __y: pass", "[__i for i in x]", "del __x", "(__x := 1)"),
    ],
)
def test_two_underscores_are_refused(text):
    assert "two underscores" in refusal(text).message


def test_fullwidth_underscores_do_not_slip_through():
    assert "two underscores" in refusal("x.a\uff3f\uff3fclass").message


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\u202e", "\u2066", "\u200b", "\ud800", "\u2028", "\ufeff"]
)
def test_invisible_characters_are_refused_where_they_stand(character):
    failure = refusal(f"x = 1\ny{character}")
    assert "invisible" in failure.message
    assert failure.span == Span(2, 1, 2, 2)


@pytest.mark.parametrize("text", [r"'\x1b]0;evil'", r"'\ud800'", r"f'{27:c}'"])
def test_no_program_can_print_control_characters(text):
    assert refusal(text).span is not None


def test_the_bounds_hold_exactly():
    parse("(" * MAX_BRACKETS + "x" + ")" * MAX_BRACKETS)
    assert "brackets" in refusal("(" * (MAX_BRACKETS + 1) + "x" + ")" * (MAX_BRACKETS + 1)).message
    parse("x" + " " * (MAX_BYTES - 1))
    assert "too long" in refusal("x" + " " * MAX_BYTES).message
    assert "too long" in refusal("é" * (MAX_BYTES // 2 + 1)).message
    parse("x" + "\n" * (MAX_LINES - 1))
    assert "too long" in refusal("x" + "\n" * MAX_LINES).message
    assert "too deep" in refusal("-" * MAX_DEPTH + "x").message
    assert "too long" in refusal("x\n" * (MAX_NODES // 3 + 1)).message


def test_python_warnings_about_the_text_do_not_leak():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        parse("x = '\\d'\ny = 5if 1else 2")
    assert caught == []


@given(st.text(max_size=60))
def test_any_text_is_a_program_or_a_failure_with_words(text):
    try:
        words = parse(text).text == text
    except LanguageError as error:
        words = error.failure.message
    assert words


@given(st.text(alphabet="xyé2.(+-*/)[]=^ \n,:'\"f{}", max_size=40))
def test_spans_lie_inside_the_text(text):
    lines = text.split("\n")
    try:
        spans = [span for _, span in parse(text).free]
    except LanguageError as error:
        spans = [error.failure.span] if error.failure.span else []
    for span in spans:
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 0 <= span.column <= len(lines[span.line - 1])
        assert 0 <= span.end_column <= len(lines[span.end_line - 1])
