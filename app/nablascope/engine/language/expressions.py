"""Evaluates an expression: one small function for each kind of tree node."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from nablascope.core.language.failure import LanguageError
from nablascope.core.language.formats import refused_format
from nablascope.engine.language import displays
from nablascope.engine.language.access import index_of, read_attribute, read_element
from nablascope.engine.language.blocks import closure_of
from nablascope.engine.language.calling import call
from nablascope.engine.language.calls import operand
from nablascope.engine.language.context import Context
from nablascope.engine.language.explain import RUN_ERRORS, explain
from nablascope.engine.language.lookup import named
from nablascope.engine.language.operations import apply_operator, compare, operate
from nablascope.engine.language.operators import BINARY, CHECKS, UNARY
from nablascope.engine.language.printing import formatted
from nablascope.engine.language.scope import around
from nablascope.engine.language.targets import bind
from nablascope.engine.language.values import checked


def evaluate(context: Context, node: ast.expr) -> object:
    """The value of `node`.

    Raises:
        LanguageError: with the span of the innermost expression that failed.
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


def _constant(_context: Context, node: ast.Constant) -> object:
    return node.value


def _binary(context: Context, node: ast.BinOp) -> object:
    operands = (operand(context, node.left), operand(context, node.right))
    return operate(context, node, BINARY[type(node.op)], type(node.op), operands, CHECKS)


def _unary(context: Context, node: ast.UnaryOp) -> object:
    if isinstance(node.op, ast.Not):
        return not evaluate(context, node.operand)
    value = operand(context, node.operand)
    return apply_operator(context, node, "sign", UNARY[type(node.op)], (value,))


def _boolean(context: Context, node: ast.BoolOp) -> object:
    stops_at = isinstance(node.op, ast.Or)
    value: object = None
    for part in node.values:
        value = evaluate(context, part)
        if bool(value) is stops_at:
            return value
    return value


def _compare(context: Context, node: ast.Compare) -> object:
    left = operand(context, node.left)
    result: object = True
    for kind, right_node in zip(node.ops, node.comparators, strict=True):
        right = operand(context, right_node)
        result = compare(context, node, type(kind), left, right)
        if right_node is not node.comparators[-1] and not result:
            return result
        left = right
    return result


def _conditional(context: Context, node: ast.IfExp) -> object:
    return evaluate(context, node.body if evaluate(context, node.test) else node.orelse)


def _attribute(context: Context, node: ast.Attribute) -> object:
    return read_attribute(context, node, operand(context, node.value))


def _subscript(context: Context, node: ast.Subscript) -> object:
    return read_element(context, node, operand(context, node.value), index_of(context, node))


def _named_expression(context: Context, node: ast.NamedExpr) -> object:
    value = evaluate(context, node.value)
    outside = replace(context, scope=around(context.scope))
    bind(outside, node.target.id, value, context.source.span(node.target), keep=False)
    return value


def _lambda(context: Context, node: ast.Lambda) -> object:
    return closure_of(context, node, "<lambda>")


def _joined(context: Context, node: ast.JoinedStr) -> object:
    return checked("".join(_piece(context, part) for part in node.values), context.budget)


def _piece(context: Context, part: ast.expr) -> str:
    if isinstance(part, ast.FormattedValue):
        value = checked(evaluate(context, part.value), context.budget)
        return formatted(value, part.conversion, _spec(context, part.format_spec))
    return str(part.value) if isinstance(part, ast.Constant) else ""


def _spec(context: Context, node: ast.expr | None) -> str:
    spec = "".join(_piece(context, part) for part in node.values) if isinstance(node, ast.JoinedStr) else ""
    if failure := refused_format(spec):
        raise LanguageError(failure)
    return spec


_HANDLERS: Mapping[type[ast.expr], Callable[[Context, Any], object]] = {
    ast.Constant: _constant,
    ast.Name: named,
    ast.Tuple: displays.display,
    ast.List: displays.display,
    ast.Set: displays.display,
    ast.Dict: displays.dictionary_display,
    ast.ListComp: displays.comprehension,
    ast.SetComp: displays.comprehension,
    ast.GeneratorExp: displays.comprehension,
    ast.DictComp: displays.dictionary_comprehension,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _boolean,
    ast.Compare: _compare,
    ast.IfExp: _conditional,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.NamedExpr: _named_expression,
    ast.Lambda: _lambda,
    ast.JoinedStr: _joined,
    ast.Call: call,
}
