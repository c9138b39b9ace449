"""The number that a rule gives."""

import ast
import operator
from collections.abc import Callable, Mapping

from nablascope.core.rules.arithmetic import CONSTANTS, FUNCTIONS, divide, power

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: divide,
    ast.Pow: power,
}

_COMPARE: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def evaluate(tree: ast.expr, numbers: Mapping[str, float]) -> float:
    """The value of a rule's expression, without running any code.

    Args:
        tree: of numbers, names, arithmetic, comparisons, conditions and `FUNCTIONS`.
        numbers: what the names stand for.

    Raises:
        KeyError: if a name stands for nothing.
    """
    match tree:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return CONSTANTS[name] if name in CONSTANTS else numbers[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -evaluate(operand, numbers)
        case ast.BinOp(left=left, op=sign, right=right):
            return _BINARY[type(sign)](evaluate(left, numbers), evaluate(right, numbers))
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return FUNCTIONS[name](evaluate(argument, numbers))
        case ast.IfExp(test=test, body=body, orelse=other):
            return evaluate(body if holds(test, numbers) else other, numbers)
        case _:
            raise TypeError(f"a rule cannot say {ast.unparse(tree)}")


def holds(test: ast.expr, numbers: Mapping[str, float]) -> bool:
    """Whether a comparison, a chain of them, or a name as a truth value holds."""
    if not isinstance(test, ast.Compare):
        return bool(evaluate(test, numbers))
    terms = [evaluate(term, numbers) for term in (test.left, *test.comparators)]
    signs = [_COMPARE[type(sign)] for sign in test.ops]
    return all(sign(a, b) for sign, a, b in zip(signs, terms, terms[1:], strict=False))
