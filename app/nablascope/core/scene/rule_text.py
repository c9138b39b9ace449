"""A node's rule in words: with symbols, then with numbers."""

import ast

from nablascope.core.graph.rows import Edge, Node
from nablascope.core.graph.trace import Trace
from nablascope.core.rules.apply import numbers_at
from nablascope.core.rules.fold import folded
from nablascope.core.rules.rule import SYMBOLS, Rule, rule_of
from nablascope.core.scene.numbers import number

_EQUALS = " = "
TORCHS_OWN = "torch's formula"
"""Before a formula of ``derivatives.yaml``, which is written in torch's own terms."""


def rule_lines(trace: Trace, edge: Edge, target: Node) -> list[str]:
    """The rule of an edge's share, and below it the same with the numbers of this run, where they are known.

    Of an operation outside of our table, torch's own formula.
    """
    settings, numbers = numbers_at(trace, target.id)
    rule = rule_of(target.function or "", edge.input, settings)
    if rule is None:
        return [f"{TORCHS_OWN}: {edge.formula}"] if edge.formula else []
    if rule.tree is None:
        return [f"share of the gradient G{_EQUALS}{rule.text}"]
    symbols = {SYMBOLS.get(name, name) for name in settings}
    known = {name: one for name, one in numbers.items() if name in symbols}
    by = SYMBOLS.get(edge.input, edge.input)
    first = f"derivative by {by}{_EQUALS}{rule.symbols(known)}{_meanings(folded(rule.tree, known), by)}"
    return [first, *_with_numbers(rule, known, numbers)]


def _meanings(tree: ast.expr, by: str) -> str:
    """What a reader could not know of the symbols: the program may call other things so."""
    used = {part.id for part in ast.walk(tree) if isinstance(part, ast.Name)} - {by}
    told = [f"{symbol} is {argument}" for argument, symbol in SYMBOLS.items() if symbol in used]
    return f", where {' and '.join(told)}" if told else ""


def _with_numbers(rule: Rule, known: dict[str, float], numbers: dict[str, float]) -> list[str]:
    value = rule.derivative(numbers)
    written = rule.with_numbers(known, {name: number(one) for name, one in numbers.items()})
    if value is None or written is None or written in (number(value), rule.symbols(known)):
        return []
    return [f"{written}{_EQUALS}{number(value)}"]
