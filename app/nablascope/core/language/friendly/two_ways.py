"""Products without a sign whose reach nobody can tell: ``1/2x`` is half of x, or one over 2x."""

import ast

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
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.left, ast.BinOp):
            _check(node.left, node.right, source)


def _check(left: ast.BinOp, right: ast.expr, source: Source) -> None:
    between = source.text(source.between(left, right))
    bracketed = between.lstrip().startswith(")")
    if isinstance(left.op, _STRONG) and not bracketed and not _TIMES.intersection(between):
        raised = source.text(source.span(left.right)).strip(SUPERSCRIPTS) == ""
        if not (isinstance(left.op, ast.Pow) and raised):
            raise LanguageError(_failure(left, right, source))


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
