"""Python's operators, each with the check that comes before it."""

import ast
import operator
from collections.abc import Callable

from nablascope.engine.language.guards import (
    check_extension,
    check_iterable,
    check_modulo,
    check_power,
    check_product,
    check_shift,
    check_sum,
)

BINARY: dict[type[ast.operator], Callable[..., object]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.MatMult: operator.matmul,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
}

IN_PLACE: dict[type[ast.operator], Callable[..., object]] = {
    ast.Add: operator.iadd,
    ast.Sub: operator.isub,
    ast.Mult: operator.imul,
    ast.Div: operator.itruediv,
    ast.FloorDiv: operator.ifloordiv,
    ast.Mod: operator.imod,
    ast.Pow: operator.ipow,
    ast.MatMult: operator.imatmul,
    ast.LShift: operator.ilshift,
    ast.RShift: operator.irshift,
    ast.BitAnd: operator.iand,
    ast.BitOr: operator.ior,
}

UNARY: dict[type[ast.unaryop], Callable[..., object]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Invert: operator.invert,
}


def _contains(left: object, right: object) -> bool:
    check_iterable(right)
    return operator.contains(right, left)  # pyright: ignore[reportArgumentType]


def _lacks(left: object, right: object) -> bool:
    return not _contains(left, right)


COMPARE: dict[type[ast.cmpop], Callable[..., object]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: _contains,
    ast.NotIn: _lacks,
}

CHECKS: dict[type[ast.operator], Callable[[object, object], None]] = {
    ast.Add: check_sum,
    ast.Pow: check_power,
    ast.Mult: check_product,
    ast.LShift: check_shift,
    ast.Mod: check_modulo,
}

IN_PLACE_CHECKS: dict[type[ast.operator], Callable[[object, object], None]] = {
    **CHECKS,
    ast.Add: check_extension,
}

SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
}
