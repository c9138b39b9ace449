"""Puts known settings into a rule, so that what they decide is not asked again."""

import ast
from collections.abc import Mapping
from copy import deepcopy
from typing import cast

from nablascope.core.rules.evaluate import evaluate, holds


def folded(tree: ast.expr, known: Mapping[str, float]) -> ast.expr:
    """The expression with every part worked out that only `known` names stand in.

    ``n * x**(n - 1) if n != 0 else 0`` becomes ``3 * x**2`` where ``n`` is known to be 3.
    """
    names = _names(tree)
    if isinstance(tree, ast.IfExp) and _names(tree.test) <= known.keys():
        return folded(tree.body if holds(tree.test, known) else tree.orelse, known)
    if names and names <= known.keys() and not isinstance(tree, ast.Compare):
        return ast.Constant(evaluate(tree, known))
    return cast("ast.expr", _Parts(known).generic_visit(deepcopy(tree)))


def _names(tree: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


class _Parts(ast.NodeTransformer):
    """Folds the parts of an expression, not what is called."""

    def __init__(self, known: Mapping[str, float]) -> None:
        self._known = known

    def visit(self, node: ast.AST) -> ast.AST:
        """The part, folded."""
        return folded(node, self._known) if isinstance(node, ast.expr) else node
