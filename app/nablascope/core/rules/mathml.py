"""Writes a rule's expression as MathML, with the signs and brackets of `write`.

MathML and not LaTeX: names in a program are arbitrary text, and as the text of an element they cannot end
the formula; what reads LaTeX for us does not escape them.
"""

import ast
import re
from collections.abc import Mapping
from html import escape

from nablascope.core.rules.write import COMPARISONS, MINUS, NAMES, SIGNS, number_text

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) does not allow in a document."""

_CONDITION, _NEGATION, _FUNCTION, _ATOM = 0, 1.5, 3, 5
_ROOM = "0.28em"
_THIN = '<mspace width="0.17em"/>'


def identifier(name: str, number: int | None = None) -> str:
    """A name, with a number below it that tells it from others of that name."""
    base = f"<mi>{_text(name)}</mi>"
    return base if number is None else f"<msub>{base}<mn>{number}</mn></msub>"


def number(text: str) -> str:
    """A number as it is written."""
    return f"<mn>{_text(text)}</mn>"


def sign(text: str) -> str:
    """A sign between two parts, e.g. ``=``."""
    return f"<mo>{_text(text)}</mo>"


def standing_sign(text: str) -> str:
    """A sign that is set by itself, with the room on both sides that a row would give it."""
    return f'<mspace width="{_ROOM}"/><mo lspace="0" rspace="0">{_text(text)}</mo><mspace width="{_ROOM}"/>'


def derivative(d: str, above: str, below: str) -> str:
    """The derivative of one thing by another, as a fraction.

    Args:
        d: the sign of a derivative, ``d`` or ``∂``.
        above: MathML of what is differentiated.
        below: MathML of what it is differentiated by.
    """
    d = f"<mi>{_text(d)}</mi>"
    return f"<mfrac><mrow>{d}{above}</mrow><mrow>{d}{below}</mrow></mfrac>"


def mathml(tree: ast.expr, names: Mapping[str, str]) -> str:
    """The expression as the elements of a row.

    Args:
        tree: see `evaluate`.
        names: MathML of what stands for a name; a name that is missing stands for itself.
    """
    return _written(tree, names)[0]


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _written(tree: ast.expr, names: Mapping[str, str]) -> tuple[str, float]:
    """The elements, and how strongly they hold together."""
    match tree:
        case ast.Constant(value="ᵀ"):
            return '<mi mathvariant="normal">T</mi>', _ATOM
        case ast.Constant(value=value):
            return _signed(number(number_text(value)))
        case ast.Name(id=name):
            return _signed(names[name] if name in names else identifier(NAMES.get(name, name)))
        case ast.UnaryOp(operand=operand):
            return f"<mo>{MINUS}</mo>{_bound(operand, names, 2)}", _NEGATION
        case ast.BinOp():
            return _operation(tree, names)
        case ast.Call(func=ast.Name(id=function), args=arguments):
            return _call(function, arguments, names)
        case ast.IfExp(test=test, body=body, orelse=other):
            parts = mathml(body, names), _comparison(test, names), mathml(other, names)
            return "{}<mtext> if </mtext>{}<mtext>, else </mtext>{}".format(*parts), _CONDITION
        case _:
            return _comparison(tree, names), _CONDITION


def _signed(markup: str) -> tuple[str, float]:
    return markup, _NEGATION if markup.startswith(f"<mn>{MINUS}") else _ATOM


def _operation(tree: ast.BinOp, names: Mapping[str, str]) -> tuple[str, float]:
    """A fraction needs no brackets around its parts, nor an exponent."""
    if isinstance(tree.op, ast.Div):
        above, below = mathml(tree.left, names), mathml(tree.right, names)
        return f"<mfrac><mrow>{above}</mrow><mrow>{below}</mrow></mfrac>", 2
    if isinstance(tree.op, ast.Pow):
        return _power(_bound(tree.left, names, _ATOM), mathml(tree.right, names)), 4
    text, strength = SIGNS[type(tree.op)]
    right = _bound(tree.right, names, strength + isinstance(tree.op, ast.Sub))
    return f"{_left(tree.left, names, strength)}{sign(text.strip())}{right}", strength


def _power(base: str, exponent: str) -> str:
    return f"<msup><mrow>{base}</mrow><mrow>{exponent}</mrow></msup>"


def _call(function: str, arguments: list[ast.expr], names: Mapping[str, str]) -> tuple[str, float]:
    inside = sign(",").join(mathml(argument, names) for argument in arguments)
    if function == "sqrt":
        return f"<msqrt><mrow>{inside}</mrow></msqrt>", _ATOM
    if function == "exp":
        return _power(identifier("e"), inside), 4
    if function == "abs":
        return f'<mo stretchy="false">|</mo>{inside}<mo stretchy="false">|</mo>', _ATOM
    name = identifier(NAMES.get(function, function))
    if len(arguments) == 1 and _written(arguments[0], names)[1] >= _ATOM and len(function) > 1:
        return f"{name}{_THIN}{inside}", _FUNCTION
    return f"{name}{_bracketed(inside)}", _FUNCTION


def _bound(tree: ast.expr, names: Mapping[str, str], strength: float) -> str:
    """In brackets where it holds together less strongly than what stands around it."""
    markup, own = _written(tree, names)
    return markup if own >= strength else _bracketed(markup)


def _left(tree: ast.expr, names: Mapping[str, str], strength: float) -> str:
    """What stands first needs no brackets for its sign."""
    markup, own = _written(tree, names)
    return markup if own >= strength or own == _NEGATION else _bracketed(markup)


def _bracketed(markup: str) -> str:
    return f"<mrow><mo>(</mo>{markup}<mo>)</mo></mrow>"


def _comparison(tree: ast.expr, names: Mapping[str, str]) -> str:
    if not isinstance(tree, ast.Compare):
        return mathml(tree, names)
    parts = [mathml(tree.left, names)]
    for comparison, term in zip(tree.ops, tree.comparators, strict=True):
        parts += [sign(COMPARISONS[type(comparison)]), mathml(term, names)]
    return "".join(parts)
