"""Rules as MathML: what ziamath sets says the same as the plain text, and a name stays inside of it."""

import ast
from xml.etree import ElementTree

import pytest

from nablascope.core.rules.elementwise import ELEMENTWISE
from nablascope.core.rules.forward import FORWARD
from nablascope.core.rules.mathml import derivative, identifier, mathml, number

HOSTILE = ("</mi><script>", "a & b", "]]>", "<!--", "x\0y", "\ud800", r"\frac{1}{0}$", "‮abc", "日本")


def written(expression, **names):
    return mathml(ast.parse(expression, mode="eval").body, names)


def said(markup):
    return "".join(ElementTree.fromstring(f"<math>{markup}</math>").itertext())


@pytest.mark.parametrize(
    "expression", [*FORWARD.values(), *(rule for row in ELEMENTWISE.values() for rule in row.values())]
)
def test_every_rule_is_well_formed(expression):
    assert said(written(expression))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("x - (y - n)", "x−(y−n)"),
        ("x - y - n", "x−y−n"),
        ("(x + y) * n", "(x+y)·n"),
        ("-x * y", "−x·y"),
        ("sigmoid(x + 1)", "σ(x+1)"),
        ("log(x)", "lnx"),
        ("abs(x)", "|x|"),
        ("x < y", "x<y"),
        ("sin(-x)", "sin(−x)"),
        ("x + (y if n else 2)", "x+(y if n, else 2)"),
        ("relu(x, y)", "relu(x,y)"),
        ("(-x)**2", "(−x)2"),
        ("1 if 0 < x else -2", "1 if 0<x, else −2"),
    ],
)
def test_brackets_stand_where_the_plain_text_has_them(expression, expected):
    assert said(written(expression)) == expected


def test_a_division_is_a_fraction_and_a_power_is_raised():
    assert written("(x + 1) / y") == (
        "<mfrac><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mrow><mi>y</mi></mrow></mfrac>"
    )
    assert written("exp(x)") == "<msup><mrow><mi>e</mi></mrow><mrow><mi>x</mi></mrow></msup>"
    assert "<msqrt>" in written("sqrt(x)")


def test_a_negative_number_in_the_place_of_a_name_is_in_brackets():
    assert said(written("x**2", x=number("−3"))) == "(−3)2"
    assert said(written("y * x", x=number("−3"))) == "y·(−3)"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(name):
    tree = ElementTree.fromstring(f"<math>{derivative('∂', identifier(name), identifier(name, 3))}</math>")

    assert {element.tag for element in tree.iter()} <= {"math", "mfrac", "mrow", "msub", "mi", "mn"}
    assert "".join(tree.itertext()).count("∂") == 2
