"""Writes a rule's expression as a teacher would, with symbols or with numbers."""

import ast
from collections.abc import Mapping

MINUS = "\N{MINUS SIGN}"

_SUPERSCRIPT = str.maketrans(f"0123456789+-{MINUS}n() ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ⁽⁾\N{HAIR SPACE}")
_RAISED = frozenset(f"0123456789+-{MINUS}nᵀ ")

SIGNS: dict[type[ast.operator], tuple[str, float]] = {
    ast.Add: (" + ", 1),
    ast.Sub: (f" {MINUS} ", 1),
    ast.Mult: (" · ", 2),
    ast.Div: (" / ", 2),
    ast.MatMult: (" @ ", 2),
    ast.Pow: ("^", 4),
}
"""How an operation is written, and how strongly it binds."""

COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Eq: "=",
    ast.NotEq: "≠",
}

NAMES = {"log": "ln", "ndtr": "Φ", "pi": "π", "inf": "∞", "sigmoid": "σ"}

_CONDITION, _NEGATION, _FUNCTION, _ATOM = 0, 1.5, 3, 5
"""Further strengths; a sum has 1."""


def write(tree: ast.expr, names: Mapping[str, str]) -> str:
    """The expression in plain mathematics.

    Args:
        tree: see `evaluate`.
        names: what stands for a name, such as a number's text; a name that is missing stands for itself.
    """
    return _write(tree, names)[0]


def _write(tree: ast.expr, names: Mapping[str, str]) -> tuple[str, float]:
    """The text, and how strongly it holds together."""
    match tree:
        case ast.Constant(value=number):
            text = number_text(number)
            return text, _NEGATION if text.startswith(MINUS) else _ATOM
        case ast.Name(id=name):
            text = names.get(name, NAMES.get(name, name))
            return text, _NEGATION if text.startswith((MINUS, "-")) else _ATOM
        case ast.UnaryOp(operand=operand):
            return MINUS + _bound(operand, names, 2), _NEGATION
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return _power(_bound(left, names, _ATOM), write(right, names)), 4
        case ast.BinOp(left=left, op=sign, right=right):
            text, strength = SIGNS[type(sign)]
            tighter = strength + isinstance(sign, ast.Sub | ast.Div)
            return f"{_left(left, names, strength)}{text}{_bound(right, names, tighter)}", strength
        case ast.Call(func=ast.Name(id=function), args=arguments):
            return _call(function, arguments, names)
        case ast.IfExp(test=test, body=body, orelse=other):
            return (
                f"{write(body, names)} if {_comparison(test, names)}, else {write(other, names)}",
                _CONDITION,
            )
        case _:
            return _comparison(tree, names), _CONDITION


def number_text(number: object) -> str:
    """A number of a rule, with a real minus sign."""
    text = f"{number:.4g}" if isinstance(number, float) else str(number)
    return text.replace("-", MINUS)


def _bound(tree: ast.expr, names: Mapping[str, str], strength: float) -> str:
    """In brackets where it holds together less strongly than what stands around it."""
    text, own = _write(tree, names)
    return text if own >= strength else f"({text})"


def _left(tree: ast.expr, names: Mapping[str, str], strength: float) -> str:
    """What stands first needs no brackets for its sign."""
    text, own = _write(tree, names)
    return text if own >= strength or (own == _NEGATION and text.startswith(MINUS)) else f"({text})"


def _power(base: str, exponent: str) -> str:
    if _RAISED.issuperset(exponent):
        return base + exponent.replace(" ", "").translate(_SUPERSCRIPT)
    return f"{base}^({exponent})"


def _call(function: str, arguments: list[ast.expr], names: Mapping[str, str]) -> tuple[str, float]:
    inside = ", ".join(write(argument, names) for argument in arguments)
    if len(arguments) != 1:
        return f"{function}({inside})", _ATOM
    if function == "abs":
        return f"|{inside}|", _ATOM
    bound = _bound(arguments[0], names, _ATOM)
    if function == "sqrt":
        return f"√{bound}", _FUNCTION
    name = NAMES.get(function, function)
    return f"{name}{bound}" if bound.startswith("(") else f"{name} {bound}", _FUNCTION


def _comparison(tree: ast.expr, names: Mapping[str, str]) -> str:
    if not isinstance(tree, ast.Compare):
        return write(tree, names)
    parts = [write(tree.left, names)]
    for sign, term in zip(tree.ops, tree.comparators, strict=True):
        parts += [COMPARISONS[type(sign)], write(term, names)]
    return " ".join(parts)
