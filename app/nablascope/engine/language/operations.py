"""Applies Python's operators, each with its check first."""

import ast
from collections.abc import Callable, Mapping
from types import MappingProxyType

from nablascope.engine.language.calls import apply
from nablascope.engine.language.context import Context
from nablascope.engine.language.guards import holds_tensor
from nablascope.engine.language.handles import DATA_LIMIT, Function
from nablascope.engine.language.operators import COMPARE, SIGNS
from nablascope.engine.watcher import Operand

Check = Callable[[object, object], None]
_NONE: Mapping[type[ast.operator], Check] = MappingProxyType({})


def operate(
    context: Context,
    node: ast.expr | ast.stmt,
    function: Callable[..., object],
    kind: type[ast.operator],
    operands: tuple[Operand, Operand],
    checks: Mapping[type[ast.operator], Check] = _NONE,
) -> object:
    """Applies a binary operator, its own check first."""
    if check := checks.get(kind):
        check(*(operand.value for operand in operands))
    return apply_operator(context, node, SIGNS[kind], function, operands)


def apply_operator(
    context: Context,
    node: ast.expr | ast.stmt,
    name: str,
    function: Callable[..., object],
    operands: tuple[Operand, ...],
) -> object:
    """Applies an operator; it is torch's where a tensor is among its operands."""
    values = [operand.value for operand in operands]
    handle = Function(name, function, holds_tensor(values), DATA_LIMIT)
    return apply(context, node, handle, operands, values, {})


def compare(context: Context, node: ast.expr, kind: type[ast.cmpop], left: Operand, right: Operand) -> object:
    """Applies one comparison; to look a key up in a dict, the dict is not gone through."""
    if kind in (ast.In, ast.NotIn) and type(right.value) in (dict, set):
        lookup = Function("comparison", lambda keys, key: COMPARE[kind](key, keys), False, shallow=True)
        return apply(context, node, lookup, (right, left), [right.value, left.value], {})
    return apply_operator(context, node, "comparison", COMPARE[kind], (left, right))
