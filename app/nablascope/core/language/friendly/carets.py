"""``x^2``: Python has another meaning for ``^``, so it is mended by a click and never read as a power."""

import ast
import re
from collections.abc import Sequence
from itertools import pairwise

from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source

_WIDEST = 40
"""Characters looked at in front of a sign."""


def check_carets(tree: ast.AST, source: Source) -> None:
    """Refuses ``^``; the fix mends every one of them.

    Raises:
        LanguageError: at the first.
    """
    signs = [_sign(node, source) for node in ast.walk(tree) if _is_caret(node)]
    if signs:
        raise LanguageError(_failure(sorted(signs, key=lambda sign: (sign.line, sign.column)), source))


def _is_caret(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor)


def _sign(node: ast.AST, source: Source) -> Span:
    assert isinstance(node, ast.BinOp)
    between = source.between(node.left, node.right)
    before, _, _ = source.text(between).partition("^")
    line, column = between.line + before.count("\n"), len(before.rpartition("\n")[2])
    column += between.column if line == between.line else 0
    return Span(line, column, line, column + 1)


def _failure(signs: Sequence[Span], source: Source) -> Failure:
    first, last = signs[0], signs[-1]
    whole = Span(first.line, first.column, last.end_line, last.end_column)
    gaps = (Span(a.end_line, a.end_column, b.line, b.column) for a, b in pairwise(signs))
    text = "**".join(["", *(source.text(gap) for gap in gaps), ""])
    label = "Write **" if len(signs) == 1 else "Write ** everywhere"
    hint = _hint(first, source.lines[first.line - 1])
    return Failure("^ is not a power in Python", hint, first, Fix(label, whole, text))


def _hint(sign: Span, line: str) -> str:
    base = re.search(r"[\w.]+\s*\Z", line[max(0, sign.column - _WIDEST) : sign.column])
    exponent = re.match(r"\s*[-+]?[\w.]+", line[sign.end_column :])
    if not base or not exponent:
        return "write ** instead of ^"
    plain, power = base[0].strip(), exponent[0].strip()
    return f"write {plain}**{power}" + (f"; for Euler's number exp({power})" if plain == "e" else "")
