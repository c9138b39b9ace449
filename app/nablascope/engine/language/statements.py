"""Runs statements: bindings, expression statements and imports."""

import ast
from collections.abc import Sequence

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.attributes import assign_attribute
from nablascope.engine.language.calls import Evaluate, operand
from nablascope.engine.language.context import Context
from nablascope.engine.language.explain import RUN_ERRORS, explain
from nablascope.engine.language.expressions import evaluate, operate
from nablascope.engine.language.guards import check_iterable
from nablascope.engine.language.imports import imported, imported_from
from nablascope.engine.language.operators import IN_PLACE
from nablascope.engine.language.run import Result


def execute(context: Context, node: ast.stmt) -> list[Result]:
    """Runs one statement; gives a result for each name it binds, or for its expression.

    Raises:
        LanguageError: where it fails.
    """
    match node:
        case ast.Expr(value=value):
            return [_expression(context, value)]
        case ast.Assign():
            return _assign(context, node)
        case ast.AugAssign():
            return _augment(context, node)
        case ast.Import():
            context.names.update(imported(node, context.dictionary, context.source))
        case ast.ImportFrom():
            context.names.update(imported_from(node, context.dictionary, context.source))
        case _:
            pass
    return []


def _expression(context: Context, node: ast.expr) -> Result:
    value = evaluate(context, node)
    span = context.source.span(node)
    name = node.id if isinstance(node, ast.Name) else None
    return Result(context.source.text(span), name, value, span)


def _assign(context: Context, node: ast.Assign) -> list[Result]:
    value = evaluate(context, node.value)
    results: list[Result] = []
    for target in node.targets:
        results += _bind(context, target, value)
    return results


def _bind(context: Context, target: ast.expr, value: object) -> list[Result]:
    match target:
        case ast.Name():
            return [_bind_name(context, target, value)]
        case ast.Attribute():
            _set_attribute(context, target, value)
            return []
        case ast.Tuple() | ast.List():
            parts = _unpacked(context, target, value)
            results: list[Result] = []
            for part, item in zip(target.elts, parts, strict=True):
                results += _bind(context, part, item)
            return results
        case _:
            raise LanguageError(Failure("this cannot be assigned to", "", context.source.span(target)))


def _bind_name(context: Context, target: ast.Name, value: object) -> Result:
    span = context.source.span(target)
    context.names[target.id] = value
    context.bound[target.id] = span
    context.watcher.bind(target.id, value, span)
    return Result(target.id, target.id, value, span)


def _unpacked(context: Context, target: ast.Tuple | ast.List, value: object) -> Sequence[object]:
    span = context.source.span(target)
    check_iterable(value)
    if not isinstance(value, list | tuple | str | range | torch.Tensor) or _is_scalar(value):
        raise LanguageError(Failure("this is one value and cannot be unpacked", "write one name", span))
    count, wanted = len(value), len(target.elts)
    if count != wanted:
        raise LanguageError(Failure(f"there are {wanted} names for {count} values", "", span))
    return list(value)


def _is_scalar(value: object) -> bool:
    return isinstance(value, torch.Tensor) and value.dim() == 0


def _set_attribute(context: Context, target: ast.Attribute, value: object) -> None:
    base = evaluate(context, target.value)
    span = context.source.span(target)
    try:
        assign_attribute(base, target.attr, value)
    except RUN_ERRORS as error:
        failure = explain(error, span, [base, value])
    else:
        return
    raise LanguageError(failure)


def _augment(context: Context, node: ast.AugAssign) -> list[Result]:
    if not isinstance(node.target, ast.Name):
        raise LanguageError(
            Failure("only a name can be changed in place", "", context.source.span(node.target))
        )
    read = ast.copy_location(ast.Name(node.target.id, ast.Load()), node.target)
    reader = _reader(context)
    operands = (operand(context, reader, read), operand(context, reader, node.value))
    whole = ast.copy_location(ast.BinOp(read, node.op, node.value), node)
    value = operate(context, whole, IN_PLACE[type(node.op)], type(node.op), operands)
    return [_bind_name(context, node.target, value)]


def _reader(context: Context) -> Evaluate:
    return lambda node: evaluate(context, node)
