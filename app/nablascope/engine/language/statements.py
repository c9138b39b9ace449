"""Runs statements: one small function for each kind of tree node."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language import blocks
from nablascope.engine.language.context import Context
from nablascope.engine.language.explain import RUN_ERRORS, explain
from nablascope.engine.language.imports import imported, imported_from
from nablascope.engine.language.printing import text_of
from nablascope.engine.language.run import Result
from nablascope.engine.language.scope import deciding, is_program
from nablascope.engine.language.signals import Jump, Returned, Signal
from nablascope.engine.language.targets import assign, augment, remember


def execute(context: Context, node: ast.stmt) -> Signal:
    """Runs one statement.

    Raises:
        LanguageError: where it fails.
    """
    context.budget.spend()
    try:
        return _HANDLERS[type(node)](context, node)
    except LanguageError as error:
        failure = error.failure
        if failure.span is None:
            failure = replace(failure, span=context.source.span(node))
    except RUN_ERRORS as error:
        failure = explain(error, context.source.span(node))
    # Raised outside of the handlers, so that no traceback keeps the graph alive.
    raise LanguageError(failure)


def run(context: Context, block: Sequence[ast.stmt]) -> Signal:
    """Runs statements until one says that they are done."""
    for node in block:
        signal = execute(context, node)
        if signal is not None:
            return signal
    return None


def _expression(context: Context, node: ast.Expr) -> None:
    value = context.evaluate(context, node.value)
    if is_program(context.scope):
        span = context.source.span(node.value)
        name = node.value.id if isinstance(node.value, ast.Name) else None
        remember(context, Result(context.source.text(span), name, value, span))


def _assign(context: Context, node: ast.Assign) -> None:
    value = context.evaluate(context, node.value)
    for target in node.targets:
        assign(context, target, value)


def _annotated(context: Context, node: ast.AnnAssign) -> None:
    if node.value is not None:
        assign(context, node.target, context.evaluate(context, node.value))


def _delete(context: Context, node: ast.Delete) -> None:
    for target in node.targets:
        assert isinstance(target, ast.Name), "nothing else is allowed"
        scope = deciding(context.scope, target.id)
        if target.id not in scope.values:
            span = context.source.span(target)
            raise LanguageError(Failure(f"{target.id} has no value here", "", span))
        del scope.values[target.id]


def _assert(context: Context, node: ast.Assert) -> None:
    if context.evaluate(context, node.test):
        return
    message = text_of(context.evaluate(context, node.msg)) if node.msg else ""
    span = context.source.span(node.test)
    raise LanguageError(Failure(": ".join(filter(None, ("this is not true", message))), "", span))


def _import(context: Context, node: ast.Import | ast.ImportFrom) -> None:
    find = imported if isinstance(node, ast.Import) else imported_from
    for name, value in find(node, context.dictionary, context.source).items():  # pyright: ignore[reportArgumentType]
        deciding(context.scope, name).values[name] = value


def _return(context: Context, node: ast.Return) -> Signal:
    return Returned(None if node.value is None else context.evaluate(context, node.value))


def _nothing(_context: Context, _node: ast.stmt) -> None:
    return


_HANDLERS: Mapping[type[ast.stmt], Callable[[Context, Any], Signal]] = {
    ast.Expr: _expression,
    ast.Assign: _assign,
    ast.AugAssign: augment,
    ast.AnnAssign: _annotated,
    ast.Delete: _delete,
    ast.Assert: _assert,
    ast.Import: _import,
    ast.ImportFrom: _import,
    ast.Return: _return,
    ast.Break: lambda _context, _node: Jump.BREAK,
    ast.Continue: lambda _context, _node: Jump.CONTINUE,
    ast.Pass: _nothing,
    ast.Global: _nothing,
    ast.Nonlocal: _nothing,
    ast.For: blocks.for_loop,
    ast.While: blocks.while_loop,
    ast.If: blocks.branch,
    ast.With: blocks.with_block,
    ast.FunctionDef: blocks.define,
}
