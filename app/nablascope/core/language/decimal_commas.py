"""``1,5``: two numbers to Python, one to many people; told only where something goes wrong."""

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nablascope.core.language.failure import Failure
from nablascope.core.language.friendly.edits import replacement
from nablascope.core.language.friendly.one_fix import one_fix
from nablascope.core.language.friendly.places import line_starts
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source

_WHOLE_END = re.compile(r"(?<![\w.])\d+\Z")
_WHOLE_START = re.compile(r"\d+(?![\d_.])")


def decimal_commas(tree: ast.AST, source: Source, called: Span | None = None) -> Failure | None:
    """What is said of values written so without brackets, and of the arguments of the call at `called`."""
    commas = sorted({comma for parts in _lists(tree, source, called) for comma in _commas(parts, source)})
    if not commas:
        return None
    text = "\n".join(source.lines)
    starts = line_starts(text)
    places = [starts[line - 1] + column for line, column in commas]
    edits = [replacement(place, place + 1, ".") for place in places]
    number = _number(text, places[0])
    mended = number.replace(",", ".")
    label = f"Write {mended}" if len(edits) == 1 else "Write decimal points"
    span = Span(commas[0][0], commas[0][1], commas[0][0], commas[0][1] + 1)
    message, hint = f"{number} is two numbers to Python", f"for a decimal number write {mended}"
    return Failure(message, hint, span, one_fix(label, text, edits))


def _lists(tree: ast.AST, source: Source, called: Span | None) -> Iterator[Sequence[ast.expr]]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name()], value=ast.Tuple(elts=parts)):
                yield parts
            case ast.AugAssign(value=ast.Tuple(elts=parts)) | ast.Expr(value=ast.Tuple(elts=parts)):
                yield parts
            case ast.Return(value=ast.Tuple(elts=parts)):
                yield parts
            case ast.Call(args=parts) if source.span(node) == called:
                yield parts
            case _:
                pass


def _commas(parts: Sequence[ast.expr], source: Source) -> Iterator[tuple[int, int]]:
    """Where ``,`` stands between two whole numbers without a space."""
    for left, right in pairwise(parts):
        gap = source.between(left, right)
        before, after = source.text(source.span(left)), source.text(source.span(right))
        if source.text(gap) == "," and _WHOLE_END.search(before) and _WHOLE_START.match(after):
            yield gap.line, gap.column


def _number(text: str, comma: int) -> str:
    before, after = _WHOLE_END.search(text[:comma]), _WHOLE_START.match(text[comma + 1 :])
    return f"{before[0] if before else ''},{after[0] if after else ''}"
