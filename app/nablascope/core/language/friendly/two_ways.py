"""Products without a sign whose reach nobody can tell: ``1/2x`` is half of x, or one over 2x."""

import ast
from typing import TypeGuard

from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.friendly.tokens import SUPERSCRIPTS
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source

_STRONG = (ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
_TIMES = frozenset("*·\u0387⋅∙×∗")


def check_reach(tree: ast.AST, source: Source) -> None:
    """Refuses a product without a sign behind a division or a power.

    Raises:
        LanguageError: if there is one.
    """
    for node in ast.walk(tree):
        if _is_unsigned(node, source):
            _check(node, source)


def _check(product: ast.BinOp, source: Source) -> None:
    """Of ``1/2xy`` all of ``2xy`` may stand under the line."""
    left = product.left
    while _is_unsigned(left, source):
        left = left.left
    if isinstance(left, ast.BinOp) and isinstance(left.op, _STRONG) and not _is_raised(left, source):
        raise LanguageError(_failure(left, product.right, source))


def _is_unsigned(node: ast.AST, source: Source) -> TypeGuard[ast.BinOp]:
    """Whether `node` is a product without a sign, and without brackets around its left side."""
    if not (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.left, ast.BinOp)
    ):
        return False
    between = source.text(source.between(node.left, node.right))
    return not between.lstrip().startswith(")") and not _TIMES.intersection(between)


def _is_raised(power: ast.BinOp, source: Source) -> bool:
    """``x²`` ends where its digits do."""
    return isinstance(power.op, ast.Pow) and source.text(source.span(power.right)).strip(SUPERSCRIPTS) == ""


def _failure(left: ast.BinOp, right: ast.expr, source: Source) -> Failure:
    start, first, last = source.span(left), source.span(left.right), source.span(right)
    reach = Span(first.line, first.column, last.end_line, last.end_column)
    text, before = source.text(reach), source.text(start)
    whole = source.text(Span(start.line, start.column, last.end_line, last.end_column))
    message = f"{whole} can be read in two ways"
    if text.count("(") != text.count(")") or ")" in text.partition("(")[0]:
        return Failure(message, f"write ({before}) and then the rest, or more brackets behind it", reach)
    hint = f"write ({text}), or ({before}) and then the rest"
    return Failure(message, hint, reach, Fix(f"Write ({text})", reach, f"({text})"))
