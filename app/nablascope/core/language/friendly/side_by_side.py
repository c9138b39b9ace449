"""Calls that mathematics reads as products: ``2(x + 1)``, ``(x + 1)(x - 1)``, ``sin(x)(x + 1)``."""

import ast
from collections.abc import Iterator

from nablascope.core.language.friendly.edits import Edit, insertion
from nablascope.core.language.friendly.places import line_starts
from nablascope.core.language.names import FUNCTIONS
from nablascope.core.language.spans import Source


def product_signs(tree: ast.AST, source: Source, typed: str) -> list[Edit]:
    """The signs that make products of those calls, as edits of the text as typed."""
    starts = line_starts(typed)
    gaps = (_gap(call, source, starts, typed) for call in _products(tree))
    return [insertion(gap, "*") for gap in gaps if gap >= 0]


def is_number(called: ast.expr) -> bool:
    """Whether `called` is written as a number or as arithmetic."""
    return isinstance(called, ast.Constant | ast.BinOp | ast.UnaryOp)


def _gap(call: ast.Call, source: Source, starts: list[int], typed: str) -> int:
    """Where the bracket of the second factor opens, or -1."""
    called, factor = source.span(call.func), source.span(call.args[0])
    start = starts[called.end_line - 1] + called.end_column
    return typed.find("(", start, starts[factor.line - 1] + factor.column)


def _products(tree: ast.AST) -> Iterator[ast.Call]:
    bound = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    found: set[ast.expr] = set()
    # The tree is walked from outside in; a factor on the left is inside.
    for call in reversed([node for node in ast.walk(tree) if isinstance(node, ast.Call)]):
        called = call.func
        if _has_one_factor(call) and (
            called in found or is_number(called) or _is_function_value(called, bound)
        ):
            found.add(call)
            yield call


def _is_function_value(called: ast.expr, bound: set[str]) -> bool:
    """Whether `called` is ``sin(x)``, of which there is nothing to call."""
    name = called.func if isinstance(called, ast.Call) else None
    return isinstance(name, ast.Name) and name.id in FUNCTIONS - bound


def _has_one_factor(call: ast.Call) -> bool:
    return len(call.args) == 1 and not call.keywords and not isinstance(call.args[0], ast.Starred)
