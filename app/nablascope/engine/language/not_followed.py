"""Where a program turns a tensor into something that autograd does not follow."""

import ast
from collections.abc import Iterator

from nablascope.core.language.failure import Failure
from nablascope.core.language.number_names import is_number, number_names
from nablascope.core.language.program import Program
from nablascope.engine.language.tables import TORCH

MAX_TEXT = 40
"""Characters of the place that are shown."""

_NUMBERS = frozenset({"bool", "float", "int"})
_PLAIN = frozenset({"item", "tolist"})
_CUT = frozenset({"data", "detach", "detach_"})


def cause(failure: Failure, program: Program) -> str | None:
    """Why the result at fault does not depend on what requires gradients, where the text tells."""
    if failure.span is None or not (program.free or "requires_grad" in program.text):
        return None
    numbers = number_names(program.tree)
    for statement in _behind(program.tree, failure.span.line):
        for node in _values(statement):
            if reason := _reason(node, numbers):
                return _told(node, reason, program)
    return None


def _told(node: ast.expr, reason: str, program: Program) -> str:
    span = program.source.span(node)
    text = program.source.text(span)
    shown = text if len(text) <= MAX_TEXT and "\n" not in text else "what stands there"
    return f"in line {span.line} {shown} {reason}"


def _behind(tree: ast.Module, line: int) -> Iterator[ast.stmt]:
    """The statement at `line` and those before that it depends on, the nearest first."""
    before = [statement for statement in tree.body if statement.lineno <= line]
    wanted: set[str] | None = None
    for statement in reversed(before):
        if wanted is None or _names(statement, ast.Store) & wanted:
            yield statement
            wanted = (wanted or set()) | _names(statement, ast.Load)


def _names(statement: ast.stmt, context: type[ast.expr_context]) -> set[str]:
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, context)
    }


def _values(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of `statement`, but for what is only printed."""
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop(0)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            continue
        if isinstance(node, ast.expr):
            yield node
        pending.extend(ast.iter_child_nodes(node))


def _reason(node: ast.expr, numbers: frozenset[str]) -> str | None:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="math"), attr=name), args=[given, *_]):
            hint = f": write torch.{name}" if name in TORCH else ""
            return None if is_number(given, numbers) else f"gives a plain number{hint}"
        case ast.Call(func=ast.Name(id=name), args=[given, *_]) if name in _NUMBERS:
            return None if is_number(given, numbers) else "gives a plain number: use the tensor itself"
        case ast.Call(func=ast.Attribute(attr=name)) if name in _PLAIN:
            return "gives plain numbers: use the tensor itself"
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Attribute(attr=name) if name in _CUT:
            return "is cut off from what it came from: leave the cut out"
        case ast.Call(func=ast.Attribute(attr="no_grad")):
            return "lets nothing be followed: compute outside of it"
        case _:
            return None
