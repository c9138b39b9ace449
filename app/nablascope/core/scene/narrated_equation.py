"""What an operation computed, as an equation: ``x / y``, ``100.0000 / 2.8284``."""

import ast
import re
from functools import cache
from math import isfinite

from nablascope.core.rules.evaluate import evaluate
from nablascope.core.rules.fold import folded
from nablascope.core.scene.narrated import Words
from nablascope.core.scene.narrated_formula import formula_text
from nablascope.core.scene.narrated_numbers import agrees, overflows, real
from nablascope.core.scene.narrated_operands import Operands
from nablascope.core.scene.narrated_slope import coloured, operands_in
from nablascope.core.scene.numbers import MINUS

_FORMS = {
    "abs": "abs(x)",
    "add": "x + y",
    "cos": "cos(x)",
    "cosh": "cosh(x)",
    "div": "x / y",
    "exp": "exp(x)",
    "exp2": "2**x",
    "expm1": "exp(x) - 1",
    "hypot": "sqrt(x**2 + y**2)",
    "log": "log(x)",
    "mul": "x * y",
    "neg": "-x",
    "pow": "x**n",
    "reciprocal": "1 / x",
    "rsqrt": "1 / sqrt(x)",
    "rsub": "y - x",
    "sin": "sin(x)",
    "sinh": "sinh(x)",
    "sqrt": "sqrt(x)",
    "sub": "x - y",
    "tanh": "tanh(x)",
}
"""The operations that mathematics has a notation for, by torch's name, as `core.rules` writes them."""

_SCALED = {"add": "x + alpha * y", "sub": "x - alpha * y", "rsub": "y - alpha * x"}
_NAMES = frozenset("xyn")
_NEGATIVE = re.compile(rf"(?<= [×/] )\(({MINUS}[^()]+)\)$")
"""Brackets around a last negative number: ``1.0000 × −0.6983`` is how products are told everywhere."""


def equation(operands: Operands) -> tuple[Words, ...]:
    """The left side with names, then with numbers; one where they are alike, none where it would not hold."""
    tree = _form(operands)
    result = real(operands.node.value)
    if tree is None or result is None or len(operands.node.values) != 1 or not _holds(tree, operands, result):
        return ()
    written = folded(tree, operands.known)
    texts = (_write(written, {**operands.texts, **operands.names}), _write(written, operands.texts))
    return tuple(coloured(text, operands.texts) for text in dict.fromkeys(texts))


def is_contradicted(operands: Operands) -> bool:
    """Whether what was computed shows that an operand is not what is drawn any more.

    A leaf that the program changed in place is drawn as it was at first.
    """
    tree, result = _form(operands), real(operands.node.value)
    if tree is None or result is None or not isfinite(result) or equation(operands):
        return False
    return operands.numbers.keys() >= _NAMES & {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}


def _form(operands: Operands) -> ast.expr | None:
    function = (operands.node.function or "").rstrip("_")
    settings = operands.settings
    if settings.get("rounding_mode", "None") != "None":
        return None
    scaled = settings.get("alpha", "1") != "1"
    text = (_SCALED if scaled and function in _SCALED else _FORMS).get(function)
    return None if text is None else _parsed(text)


@cache
def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _holds(tree: ast.expr, operands: Operands, result: float) -> bool:
    try:
        computed = evaluate(tree, operands.numbers)
    except KeyError:
        return False
    if overflows(result, operands_in(tree, operands)):
        return False
    value = operands.node.value
    scale = max((abs(one) for one in operands.numbers.values()), default=0.0)
    sum = isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add | ast.Sub)
    return value is not None and agrees(computed, result, value.dtype, scale if sum else None)


def _write(tree: ast.expr, texts: dict[str, str]) -> str:
    return _NEGATIVE.sub(r"\1", formula_text(tree, texts).replace(" · ", " × "))
