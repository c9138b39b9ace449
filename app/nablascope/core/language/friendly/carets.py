"""``x^2``: Python has another meaning for ``^``, so it is mended by a click and never read as a power."""

import ast
import re
from collections.abc import Sequence
from itertools import pairwise

from nablascope.core.language.bounds import span_at
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.friendly.caret_powers import Power, powers
from nablascope.core.language.friendly.one_fix import one_fix
from nablascope.core.language.friendly.places import line_starts
from nablascope.core.language.names import FUNCTIONS
from nablascope.core.language.spans import Source

_WIDEST = 40
"""Characters looked at in front of a sign."""


def check_carets(tree: ast.AST, source: Source) -> None:
    """Refuses ``^``; the fix mends every one of them.

    Raises:
        LanguageError: at the first.
    """
    text = "\n".join(source.lines)
    starts = line_starts(text)
    signs = sorted(_sign(node, source, starts) for node in ast.walk(tree) if _is_caret(node))
    if signs:
        functions = FUNCTIONS | {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        raise LanguageError(_failure(text, powers(text, signs, functions)))


def _is_caret(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor)


def _sign(node: ast.AST, source: Source, starts: Sequence[int]) -> int:
    """Where the sign stands in the text as typed."""
    assert isinstance(node, ast.BinOp)
    between = source.between(node.left, node.right)
    before, _, _ = source.text(between).partition("^")
    return starts[between.line - 1] + between.column + len(before)


def _failure(text: str, found: Sequence[Power]) -> Failure:
    first = found[0]
    span = span_at(text, first.sign, first.sign + 1)
    edits = sorted(edit for power in found for edit in power.edits)
    is_clear = all(power.edits for power in found) and all(a.end <= b.start for a, b in pairwise(edits))
    label = first.label if len(found) == 1 else "Write ** everywhere"
    fix = one_fix(label, text, edits) if is_clear else None
    return Failure(first.message, first.hint or _hint(text, first.sign), span, fix)


def _hint(text: str, sign: int) -> str:
    base = re.search(r"[\w.]+[ \t]*\Z", text[max(0, sign - _WIDEST) : sign])
    exponent = re.match(r"[ \t]*[-+]?[\w.]+", text[sign + 1 : sign + _WIDEST])
    if not base or not exponent:
        return "write ** instead of ^"
    plain, power = base[0].strip(), exponent[0].strip()
    return f"write {plain}**{power}" + (f"; for Euler's number exp({power})" if plain == "e" else "")
