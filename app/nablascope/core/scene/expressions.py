"""Expressions of a run in its own names: what a node computes, and the local derivative on an edge."""

import ast
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from nablascope.core.graph.incoming import edges_into
from nablascope.core.graph.rows import Edge, Node
from nablascope.core.graph.trace import Trace
from nablascope.core.rules.apply import settings_at
from nablascope.core.rules.arithmetic import CONSTANTS
from nablascope.core.rules.fold import folded
from nablascope.core.rules.forward import forward_of
from nablascope.core.rules.mathml import mathml
from nablascope.core.rules.mathml import number as mn
from nablascope.core.rules.rule import SYMBOLS, rule_of
from nablascope.core.rules.write import write
from nablascope.core.scene.factors import only_number
from nablascope.core.scene.numbers import number
from nablascope.core.scene.symbols import Symbol, Symbols, outside_symbol
from nablascope.core.scene.text import ELLIPSIS

_DEPTH = 2
"""So many unnamed operations are written inside of each other."""

_MOST_ARGUMENTS = 3
_NODE = "node "
"""Before the id of a node in an expression; no rule has a name with a space."""


@dataclass(frozen=True, slots=True)
class Names:
    """How to write a run's expressions.

    Attributes:
        trace: the run.
        symbols: of the nodes on the path.
    """

    trace: Trace
    symbols: Symbols


def definition(names: Names, id: int) -> Symbol:
    """What the node `id` computes, e.g. ``x / 2.8284``."""
    return _written(names, _expression(names, id, _DEPTH))


def derivative_rule(names: Names, index: int) -> Symbol | None:
    """The local derivative on an edge, e.g. ``cos q``; None where our table of rules cannot say it."""
    tree = _derivative(names, names.trace.edges[index])
    return None if tree is None else _written(names, tree)


def derivative_numbers(names: Names, index: int) -> Symbol | None:
    """The same with numbers for its letters, e.g. ``cos 35.3553``; None where that says no more."""
    tree = _derivative(names, names.trace.edges[index])
    if tree is None or isinstance(tree, ast.Name | ast.Constant) or ELLIPSIS in _free(tree):
        return None
    known = {f"{_NODE}{id}": _value(names, id) for id in _ids(tree)}
    if None in known.values() or not any(_is_letter(names, id) for id in _ids(tree)):
        return None
    texts = {name: text or "" for name, text in known.items()}
    return Symbol(write(tree, texts), mathml(tree, {name: mn(text) for name, text in texts.items()}))


def vjp_rule(names: Names, index: int) -> str:
    """How the share on an edge comes about of the gradient G at its consumer; empty where nobody says."""
    edge = names.trace.edges[index]
    local = _derivative(names, edge)
    if local is not None:
        return f"{_written(names, _times_gradient(local)).text}, element by element"
    target = names.trace.nodes[edge.target]
    settings = _settings(target)[0]
    rule = rule_of(target.function or "", edge.input, settings)
    if rule is None or rule.tree is not None:
        return f"torch's formula: {edge.formula}" if edge.formula else ""
    return _named_arguments(names, target.id, _without_ones(rule.text, settings))


def _derivative(names: Names, edge: Edge) -> ast.expr | None:
    target = names.trace.nodes[edge.target]
    settings, known = _settings(target)
    rule = rule_of(target.function or "", edge.input, settings)
    if rule is None or rule.tree is None:
        return None
    operands = {**_operands(names, target.id), "r": _name(target.id)}
    tree = _simplified(folded(rule.tree, known))
    known_names = operands.keys() | CONSTANTS.keys()
    return _replaced(tree, operands) if _free(tree) <= known_names else None


def _times_gradient(local: ast.expr) -> ast.expr:
    gradient = ast.Name("G")
    if isinstance(local, ast.Constant) and local.value == 1:
        return gradient
    return ast.BinOp(gradient, ast.Mult(), local)


def _without_ones(text: str, settings: Mapping[str, str]) -> str:
    for name in ("alpha", "beta"):
        if settings.get(name) in ("1", "1.0"):
            text = text.replace(f"{name} · ", "")
    return text


def _named_arguments(names: Names, id: int, text: str) -> str:
    """A VJP with what stands for its arguments; transposed twice is not at all."""
    edges = [names.trace.edges[index] for index in edges_into(names.trace, id)[:_MOST_ARGUMENTS]]
    written = {edge.input: _written(names, _operand(names, edge.source, _DEPTH)).text for edge in edges}
    words = "|".join(re.escape(name) for name in written)
    put = re.sub(rf"\b(?:{words})\b", lambda found: _grouped(written[found[0]]), text, flags=re.ASCII)
    return put.replace("ᵀᵀ", "")


def _grouped(text: str) -> str:
    return f"({text})" if " " in text and not text.startswith("[") else text


def _settings(node: Node) -> tuple[dict[str, str], dict[str, float]]:
    """As text, and as the numbers that a rule can be folded with."""
    settings, numbers = settings_at(node)
    return settings, {name: number for name, number in numbers.items() if name not in SYMBOLS}


def _operands(names: Names, id: int, depth: int = _DEPTH) -> dict[str, ast.expr]:
    """What a node's inputs are written as, by what rules call them."""
    edges = [names.trace.edges[index] for index in edges_into(names.trace, id)[: _MOST_ARGUMENTS + 1]]
    return {SYMBOLS.get(edge.input, edge.input): _operand(names, edge.source, depth) for edge in edges}


def _operand(names: Names, id: int, depth: int) -> ast.expr:
    nodes = names.trace.nodes
    if id in names.symbols.by_node or nodes.name[id] or nodes.kind[id] != "op":
        return _name(id)
    return _expression(names, id, depth - 1) if depth else ast.Name(ELLIPSIS)


def _expression(names: Names, id: int, depth: int) -> ast.expr:
    node = names.trace.nodes[id]
    operands = _operands(names, id, depth)
    tree = forward_of(node.function or "", settings_at(node)[0])
    if tree is not None and _free(tree) <= operands.keys():
        return _replaced(tree, operands)
    arguments = list(operands.values())
    rest = [ast.Name(ELLIPSIS)] if len(arguments) > _MOST_ARGUMENTS else []
    return ast.Call(ast.Name(_called(node)), [*arguments[:_MOST_ARGUMENTS], *rest], [])


def _called(node: Node) -> str:
    """An operation as a program calls it."""
    return (node.function or node.kind).strip("_")


def _name(id: int) -> ast.expr:
    return ast.Name(f"{_NODE}{id}")


def _free(tree: ast.expr) -> set[str]:
    """The names of an expression, without those of the functions it calls."""
    called = {id(part.func) for part in ast.walk(tree) if isinstance(part, ast.Call)}
    return {part.id for part in ast.walk(tree) if isinstance(part, ast.Name) and id(part) not in called}


def _replaced(tree: ast.expr, operands: Mapping[str, ast.expr]) -> ast.expr:
    return cast("ast.expr", _Replacing(operands).visit(deepcopy(tree)))


class _Replacing(ast.NodeTransformer):
    def __init__(self, operands: Mapping[str, ast.expr]) -> None:
        self._operands = operands

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._operands.get(node.id, node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """What is called is no operand."""
        node.args = [cast("ast.expr", self.visit(argument)) for argument in node.args]
        return node


def _simplified(tree: ast.expr) -> ast.expr:
    """A first power is written without its exponent."""
    return cast("ast.expr", _FirstPowers().visit(deepcopy(tree)))


class _FirstPowers(ast.NodeTransformer):
    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        first = (
            isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant) and node.right.value == 1
        )
        return node.left if first else node


def _ids(tree: ast.expr) -> list[int]:
    return [int(name.removeprefix(_NODE)) for name in _free(tree) if name.startswith(_NODE)]


def _is_letter(names: Names, id: int) -> bool:
    """Whether a node is not written as its number already."""
    nodes = names.trace.nodes
    return bool(nodes.name[id]) or nodes.kind[id] != "constant"


def _value(names: Names, id: int) -> str | None:
    """A node's only number; None where it has none or several."""
    if not _is_letter(names, id):
        return outside_symbol(names.trace, id).text
    values = names.trace.nodes[id].values
    value = only_number(values[0]) if len(values) == 1 else None
    return None if value is None else number(value)


def _written(names: Names, tree: ast.expr) -> Symbol:
    known = {f"{_NODE}{id}": _symbol(names, id) for id in _ids(tree)}
    texts = {name: symbol.text for name, symbol in known.items()}
    return Symbol(write(tree, texts), mathml(tree, {name: symbol.math for name, symbol in known.items()}))


def _symbol(names: Names, id: int) -> Symbol:
    return names.symbols.by_node.get(id) or outside_symbol(names.trace, id)
