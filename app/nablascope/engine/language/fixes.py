"""One-click fixes for what went wrong while a program ran."""

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from nablascope.core.language.decimal_commas import decimal_commas
from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.friendly.or_bars import OR, or_fix
from nablascope.core.language.spans import Source
from nablascope.engine.language.conversion import conversion
from nablascope.engine.language.insertion import summed, summed_receiver, with_argument
from nablascope.engine.language.torch_errors import FREED, NOT_SCALAR, REQUIRES_GRAD, UNUSED


def with_fix(failure: Failure, tree: ast.Module, source: Source) -> Failure:
    """`failure` with a change of the text that would mend it, where one is known."""
    if failure.message == OR and failure.span is not None and failure.fix is None:
        return replace(failure, fix=or_fix(tree, source, failure.span))
    if failure.fix is None and (number := _decimal_comma(failure, tree, source)):
        return number
    mend = _MENDS.get(failure.message)
    call = _call_at(failure, tree, source)
    if mend is None or call is None or failure.fix is not None:
        return failure
    return replace(failure, fix=mend(call, tree, source))


def _decimal_comma(failure: Failure, tree: ast.Module, source: Source) -> Failure | None:
    """What is said where the error may come from a ``1,5``."""
    if not _OF_SEVERAL.search(failure.message):
        return None
    said = decimal_commas(tree, source, failure.span)
    return said and replace(said, span=failure.span)


def _call_at(failure: Failure, tree: ast.Module, source: Source) -> ast.Call | None:
    calls = (call for call in _calls(tree) if source.span(call) == failure.span)
    return next(calls, None)


def _calls(tree: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _floating(call: ast.Call, _tree: ast.Module, source: Source) -> Fix | None:
    return conversion(call, source)


def _scalar(call: ast.Call, _tree: ast.Module, source: Source) -> Fix | None:
    roots = call.args[0] if call.args else None
    if roots is None and isinstance(call.func, ast.Attribute):
        return summed_receiver(call.func, source)
    return None if roots is None or isinstance(roots, ast.List | ast.Tuple) else summed(roots, source)


def _retained(call: ast.Call, tree: ast.Module, source: Source) -> Fix | None:
    """The pass before must keep the graph; in a loop that is the same call."""
    passes = [other for other in _calls(tree) if _starts_pass(other)]
    before = [other for other in passes if _place(other) < _place(call)]
    earlier = max(before, key=_place, default=call)
    return None if _keeps_graph(earlier) else with_argument(earlier, source, "retain_graph=True")


def _starts_pass(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("backward", "grad")


def _place(node: ast.Call) -> tuple[int, int]:
    return node.lineno, node.end_col_offset or node.col_offset


def _keeps_graph(call: ast.Call) -> bool:
    return any(keyword.arg in ("retain_graph", "create_graph") for keyword in call.keywords)


def _unused(call: ast.Call, _tree: ast.Module, source: Source) -> Fix | None:
    return with_argument(call, source, "allow_unused=True")


_MENDS: Mapping[str, Callable[[ast.Call, ast.Module, Source], Fix | None]] = {
    REQUIRES_GRAD: _floating,
    NOT_SCALAR: _scalar,
    FREED: _retained,
    UNUSED: _unused,
}

_OF_SEVERAL = re.compile(r"tuple|sequence|a list and a tensor|\barguments?\b|were given")
"""What errors say of several values where there should be one."""
