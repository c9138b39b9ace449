"""Fixes that insert a little text into a call."""

import ast

from nablascope.core.language.failure import Fix
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source


def with_argument(call: ast.Call, source: Source, argument: str) -> Fix:
    """`call` with one more argument behind the others."""
    whole = source.span(call)
    end = Span(whole.end_line, whole.end_column - 1, whole.end_line, whole.end_column - 1)
    given = [*call.args, *call.keywords]
    last = max((source.span(node) for node in given), key=_ends, default=None)
    if last is None:
        return Fix(f"Add {argument}", end, argument)
    if _ends(last) == _ends(whole):
        # A generator that is the only argument needs no brackets of its own, until it is not.
        return Fix(f"Add {argument}", last, f"({source.text(last)}, {argument})")
    behind = source.text(Span(last.end_line, last.end_column, end.line, end.column))
    return Fix(f"Add {argument}", end, f"{_separator(behind)}{argument}")


def _ends(span: Span) -> tuple[int, int]:
    return span.end_line, span.end_column


def _separator(behind: str) -> str:
    """What a further argument needs before it, where `behind` stands between the last one and the bracket."""
    if "," not in "".join(line.partition("#")[0] for line in behind.split("\n")):
        return ", "
    return "" if behind[-1:].isspace() else " "


def summed(value: ast.expr, source: Source) -> Fix:
    """The sum of `value`'s elements in its place."""
    span, text = source.span(value), source.text(source.span(value))
    inner = text if isinstance(value, _PRIMARIES) else f"({text})"
    return Fix("Write .sum()", span, f"{inner}.sum()")


def summed_receiver(method: ast.Attribute, source: Source) -> Fix:
    """The sum of what `method` is called on in its place; brackets around that stay where they are."""
    whole = source.span(method)
    dot = whole.end_column - len(method.attr) - 1
    return Fix("Write .sum()", Span(whole.end_line, dot, whole.end_line, dot), ".sum()")


_PRIMARIES = (ast.Name, ast.Call, ast.Attribute, ast.Subscript)
"""What a dot may follow without brackets."""
