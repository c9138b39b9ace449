"""Runs a text statement by statement, so that what each one gave is known."""

import ast
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

import torch

from nablascope.core.language.python_program import PROGRAM, PythonProgram
from nablascope.core.language.spans import Source, source_of
from nablascope.engine.language.run import Result

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

Part = tuple[ast.stmt, CodeType]
"""A statement of the text, and what Python made of it."""


def compiled(program: PythonProgram) -> list[Part]:
    """Every statement as code."""
    whole = compile(program.text, PROGRAM, "exec", dont_inherit=True)
    flags = whole.co_flags & _FUTURES
    return [(node, _code(node, flags)) for node in program.tree.body]


def execute(
    program: PythonProgram, parts: list[Part], names: dict[str, Any], tell: Callable[[Result, bool], None]
) -> None:
    """Runs the statements in `names`; whatever they raise passes through.

    Args:
        program: the text.
        parts: what `compiled` made of it.
        names: the namespace.
        tell: is told every tensor that a statement gave, and whether it gave it its name by itself, as an
            assignment does and a loop does not.
    """
    source = source_of(program.text)
    for node, code in parts:
        value = eval(code, names)
        for result in _results(node, value, names, source):
            if issubclass(type(result.value), torch.Tensor):
                tell(result, isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign))


_FUTURES = 0x1FF0000
"""The flags of ``from __future__ import ...``, which count for all of a text."""


def _code(node: ast.stmt, flags: int) -> CodeType:
    if isinstance(node, ast.Expr):
        return compile(ast.Expression(node.value), PROGRAM, "eval", flags, dont_inherit=True)
    return compile(ast.Module([node], []), PROGRAM, "exec", flags, dont_inherit=True)


def _results(node: ast.stmt, value: object, names: dict[str, Any], source: Source) -> Iterator[Result]:
    if isinstance(node, ast.Expr):
        span = source.span(node.value)
        name = node.value.id if isinstance(node.value, ast.Name) else None
        yield Result(source.text(span), name, value, span)
        return
    for target in _targets(node):
        if target.id in names:
            yield Result(target.id, target.id, names[target.id], source.span(target))


def _targets(node: ast.stmt) -> list[ast.Name]:
    """The names that a statement gives values to in its own scope, in the order of the text."""
    found: list[ast.Name] = []
    pending: list[ast.AST] = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            found.append(part)
        if not isinstance(part, _SCOPES + _COMPREHENSIONS):
            pending.extend(ast.iter_child_nodes(part))
    return sorted(found, key=lambda name: (name.lineno, name.col_offset))
