"""Evaluates an expression: one small function for each kind of tree node."""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import torch

from nablascope.core.language.failure import LanguageError
from nablascope.engine.language.attributes import is_operation, note_on
from nablascope.engine.language.calls import Evaluate, apply, call, operand
from nablascope.engine.language.context import Context
from nablascope.engine.language.explain import RUN_ERRORS, explain
from nablascope.engine.language.guards import holds_tensor
from nablascope.engine.language.handles import DATA_LIMIT, Function, Module
from nablascope.engine.language.lookup import attribute, member, named
from nablascope.engine.language.operators import BINARY, CHECKS, COMPARE, SIGNS, UNARY
from nablascope.engine.language.printing import formatted
from nablascope.engine.language.sizes import INDEXING
from nablascope.engine.language.values import checked
from nablascope.engine.watcher import Operand


def evaluate(context: Context, node: ast.expr) -> object:
    """The value of `node`.

    Raises:
        LanguageError: with the span of the innermost expression that failed.
    """
    context.budget.spend()
    span = context.source.span(node)
    try:
        return _HANDLERS[type(node)](context, node)
    except LanguageError as error:
        failure = error.failure if error.failure.span else replace(error.failure, span=span)
    except RUN_ERRORS as error:
        failure = explain(error, span)
    # Raised outside of the handlers, so that no traceback keeps the graph alive.
    raise LanguageError(failure)


def _evaluator(context: Context) -> Evaluate:
    return lambda node: evaluate(context, node)


def _constant(_context: Context, node: ast.Constant) -> object:
    return node.value


def _sequence(context: Context, node: ast.Tuple | ast.List) -> object:
    items = [evaluate(context, item) for item in node.elts]
    return checked(items if isinstance(node, ast.List) else tuple(items), context.budget)


def _binary(context: Context, node: ast.BinOp) -> object:
    left = operand(context, _evaluator(context), node.left)
    right = operand(context, _evaluator(context), node.right)
    return operate(context, node, BINARY[type(node.op)], type(node.op), (left, right))


def operate(
    context: Context,
    node: ast.expr,
    function: Callable[..., object],
    kind: type[ast.operator],
    operands: tuple[Operand, Operand],
) -> object:
    """Applies a binary operator, its own check first."""
    values = [operand.value for operand in operands]
    if check := CHECKS.get(kind):
        check(*values)
    return _apply_operator(context, node, SIGNS[kind], function, operands)


def _apply_operator(
    context: Context,
    node: ast.expr,
    name: str,
    function: Callable[..., object],
    operands: tuple[Operand, ...],
) -> object:
    values = [operand.value for operand in operands]
    handle = Function(name, function, holds_tensor(values), DATA_LIMIT)
    return apply(context, node, handle, operands, values, {})


def _unary(context: Context, node: ast.UnaryOp) -> object:
    if isinstance(node.op, ast.Not):
        return not evaluate(context, node.operand)
    value = operand(context, _evaluator(context), node.operand)
    return _apply_operator(context, node, "sign", UNARY[type(node.op)], (value,))


def _boolean(context: Context, node: ast.BoolOp) -> object:
    stops_at = isinstance(node.op, ast.Or)
    value: object = None
    for part in node.values:
        value = evaluate(context, part)
        if bool(value) is stops_at:
            return value
    return value


def _compare(context: Context, node: ast.Compare) -> object:
    left = operand(context, _evaluator(context), node.left)
    result: object = True
    for kind, right_node in zip(node.ops, node.comparators, strict=True):
        right = operand(context, _evaluator(context), right_node)
        result = _apply_operator(context, node, "comparison", COMPARE[type(kind)], (left, right))
        if right_node is not node.comparators[-1] and not result:
            return result
        left = right
    return result


def _conditional(context: Context, node: ast.IfExp) -> object:
    return evaluate(context, node.body if evaluate(context, node.test) else node.orelse)


def _attribute(context: Context, node: ast.Attribute) -> object:
    base = operand(context, _evaluator(context), node.value)
    if isinstance(base.value, Module):
        return member(base.value, node, context.source)
    if note := note_on(base.value, node.attr):
        context.printer.note(note)
    if not is_operation(base.value, node.attr):
        return checked(attribute(base.value, node, context.source), context.budget)
    view = Function(node.attr, lambda value: attribute(value, node, context.source))
    return apply(context, node, view, (base,), [base.value], {})


def _subscript(context: Context, node: ast.Subscript) -> object:
    base = operand(context, _evaluator(context), node.value)
    index = Operand(_index(context, node.slice), context.source.span(node.slice))
    indexing = Function(INDEXING, operator.getitem, isinstance(base.value, torch.Tensor))
    return apply(context, node, indexing, (base, index), [base.value, index.value], {})


def _index(context: Context, node: ast.expr) -> object:
    """An index; a slice is no value of the language, so it is made here and nowhere else."""
    if isinstance(node, ast.Slice):
        bounds = (node.lower, node.upper, node.step)
        return slice(*(None if bound is None else evaluate(context, bound) for bound in bounds))
    if isinstance(node, ast.Tuple):
        return tuple(_index(context, part) for part in node.elts)
    return evaluate(context, node)


def _joined(context: Context, node: ast.JoinedStr) -> object:
    return checked("".join(_piece(context, part) for part in node.values), context.budget)


def _piece(context: Context, part: ast.expr) -> str:
    if isinstance(part, ast.FormattedValue):
        value = evaluate(context, part.value)
        return formatted(value, part.conversion, _spec(part.format_spec))
    return str(part.value) if isinstance(part, ast.Constant) else ""


def _spec(spec: ast.expr | None) -> str:
    parts = spec.values if isinstance(spec, ast.JoinedStr) else []
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


def _call(context: Context, node: ast.Call) -> object:
    return call(context, _evaluator(context), node)


_HANDLERS: Mapping[type[ast.expr], Callable[[Context, Any], object]] = {
    ast.Constant: _constant,
    ast.Name: named,
    ast.Tuple: _sequence,
    ast.List: _sequence,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _boolean,
    ast.Compare: _compare,
    ast.IfExp: _conditional,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.JoinedStr: _joined,
    ast.Call: _call,
}
