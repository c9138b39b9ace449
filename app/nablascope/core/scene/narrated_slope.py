"""The derivative of an operation at its operands: how it is written, what it comes to, and why."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from nablascope.core.graph.rows import Edge
from nablascope.core.rules.evaluate import holds
from nablascope.core.rules.fold import folded
from nablascope.core.rules.rule import Rule
from nablascope.core.rules.write import write
from nablascope.core.scene.narrated import Words, value
from nablascope.core.scene.narrated_formula import formula_text
from nablascope.core.scene.narrated_numbers import agrees, overflows
from nablascope.core.scene.narrated_operands import Operands
from nablascope.core.scene.numbers import number

EQUALS = " = "
_ITS_RESULT = "(its result)"

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}


@dataclass(frozen=True, slots=True)
class Slope:
    """A local derivative.

    Attributes:
        number: what it comes to.
        steps: how it is written, first with names, then with numbers; none where it is a bare number.
        reason: the condition that decided between its cases, or nothing.
        negative: whether that condition was that the input is positive, and it is not.
        certain: whether it follows from the operands that are drawn.
        constant: whether it is the same at all operands.
        bare: whether it is a number of the operation or of its rule, and no formula.
        role: what it is to the operation where it is one of its numbers, such as ``its result``.
    """

    number: float
    steps: tuple[Words, ...] = ()
    reason: Words = ()
    negative: bool = False
    certain: bool = False
    constant: bool = False
    bare: bool = False
    role: str = ""


def slope(rule: Rule | None, operands: Operands, edge: Edge, local: float | None) -> Slope | None:
    """The derivative by the input that `edge` is; None where neither the rule nor torch tells it.

    Args:
        rule: of that input.
        operands: of the operation.
        edge: into it.
        local: the derivative as torch told it; where the rule comes to another, the rule is not told.
    """
    computed = rule.derivative(operands.numbers) if rule is not None else None
    tree = rule.tree if rule is not None else None
    if tree is None or computed is None or not _agree(computed, local, operands):
        return None if local is None else Slope(local)
    chosen, reasons = _branch(folded(tree, operands.known), operands)
    told = computed if local is None else local
    steps, constant = _steps(chosen, operands, told), isinstance(chosen, ast.Constant) and not reasons
    negative, bare = _is_negative(tree, operands), _is_bare(chosen) and not reasons
    return Slope(
        told,
        steps,
        reasons,
        negative,
        certain=True,
        constant=constant,
        bare=bare,
        role=_role(chosen, operands),
    )


def _role(tree: ast.expr, operands: Operands) -> str:
    if not isinstance(tree, ast.Name):
        return ""
    if tree.id == "r":
        return "its result "
    known = tree.id in operands.names
    return "" if known or operands.node.function not in ("mul", "mul_") else "the other factor "


def _agree(computed: float, local: float | None, operands: Operands) -> bool:
    value = operands.node.value
    return local is None or (value is not None and agrees(computed, local, value.dtype))


def _branch(tree: ast.expr, operands: Operands) -> tuple[ast.expr, Words]:
    """The case that holds, and the last condition that decided so."""
    reason: Words = ()
    while isinstance(tree, ast.IfExp):
        held = holds(tree.test, operands.numbers)
        reason = _reason(tree.test, held, operands) or reason
        tree = tree.body if held else tree.orelse
    return tree, reason


def _reason(test: ast.expr, held: bool, operands: Operands) -> Words:
    """Nothing for a condition that only keeps the rule from dividing by zero."""
    if not isinstance(test, ast.Compare):
        return (f"the {write(test, {})} is {'true' if held else 'false'}",)
    if held:
        technical = isinstance(test.ops[0], ast.NotEq)
        return () if technical else coloured(write(test, operands.texts), operands.texts)
    opposite = _opposite(test)
    if opposite is not None and holds(opposite, operands.numbers):
        return coloured(write(opposite, operands.texts), operands.texts)
    return (*coloured(write(test, operands.texts), operands.texts), " does not hold")


def _opposite(test: ast.Compare) -> ast.Compare | None:
    """The comparison that holds where this one does not; None of a chain of them."""
    if len(test.ops) > 1:
        return None
    return ast.Compare(test.left, [_OPPOSITE[type(test.ops[0])]()], test.comparators)


def _is_negative(tree: ast.expr, operands: Operands) -> bool:
    asks = isinstance(tree, ast.IfExp) and ast.unparse(tree.test) == "x > 0"
    return asks and operands.numbers.get("x", 0.0) < 0


def _steps(tree: ast.expr, operands: Operands, told: float) -> tuple[Words, ...]:
    """``cos y`` and ``cos 2.0000``; one of them where they are alike, none of a bare number."""
    if isinstance(tree, ast.Name):
        return ((operands.names[tree.id],),) if tree.id in operands.names else ()
    with_numbers = formula_text(tree, operands.texts)
    overflown = overflows(told, operands_in(tree, operands))
    if with_numbers == number(told) or _is_bare(tree) or overflown:
        return ()
    with_names = formula_text(tree, {**operands.texts, **_symbols(operands)})
    texts = dict.fromkeys((with_names, with_numbers))
    return tuple(coloured(text, operands.texts) for text in texts)


def _symbols(operands: Operands) -> dict[str, str]:
    """A power of a result without a name reads like a number that came from nowhere."""
    is_reciprocal = operands.node.function == "reciprocal"
    return {"r": _ITS_RESULT, **operands.names} if is_reciprocal else operands.names


def operands_in(tree: ast.expr, operands: Operands) -> list[float]:
    """The numbers of the operands that stand in an expression."""
    names = {part.id for part in ast.walk(tree) if isinstance(part, ast.Name)}
    return [number for name, number in operands.numbers.items() if name in names]


def _is_bare(tree: ast.expr) -> bool:
    """Whether it is a number or a name, or the negative of one."""
    operand = tree.operand if isinstance(tree, ast.UnaryOp) else tree
    return isinstance(operand, ast.Constant | ast.Name)


def coloured(text: str, values: Mapping[str, str]) -> Words:
    """A formula in which the numbers of operands are told as values."""
    known = {one for one in values.values() if one in text}
    if not known:
        return (text,)
    pattern = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    pieces = re.split(rf"(?<![\d.])({pattern})(?![\d.])", text)
    return tuple(value(piece) if piece in known else piece for piece in pieces if piece)
