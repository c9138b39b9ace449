"""`Rule`: how a node's share of the gradient comes about, for one of its inputs."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from nablascope.core.rules.elementwise import ELEMENTWISE
from nablascope.core.rules.evaluate import evaluate
from nablascope.core.rules.fold import folded
from nablascope.core.rules.products import PARTS, PRODUCTS
from nablascope.core.rules.write import write

SYMBOLS = {"self": "x", "other": "y", "exponent": "n", "result": "r"}
"""What a rule calls the arguments that most operations have; any other keeps its name."""

_ONLY = {
    "gelu": ("approximate", "'none'"),
    "div": ("rounding_mode", "None"),
    "mse_loss": ("reduction", "1"),
    "nll_loss_forward": ("reduction", "1"),
    "linalg_vector_norm": ("ord", "2"),
}
"""Operations whose rule holds for one setting only, where that is told."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of an operation by one of its inputs.

    Attributes:
        text: the derivative, or of an operation that is not elementwise the VJP, in plain mathematics.
        tree: of an elementwise operation the same as an expression; else None.
    """

    text: str
    tree: ast.expr | None

    def symbols(self, settings: Mapping[str, float]) -> str:
        """The rule with symbols; settings that are known are worked in."""
        return self.text if self.tree is None else write(folded(self.tree, settings), {})

    def with_numbers(self, settings: Mapping[str, float], numbers: Mapping[str, str]) -> str | None:
        """The derivative with numbers in it, in the same form; None where there is no such form.

        Args:
            settings: worked in.
            numbers: texts of operands and result by their `SYMBOLS`.
        """
        return None if self.tree is None else write(folded(self.tree, settings), numbers)

    def derivative(self, numbers: Mapping[str, float]) -> float | None:
        """The local derivative; None where the rule is not of an elementwise operation or lacks a number.

        Args:
            numbers: one element of each operand and of the result by their `SYMBOLS`, and the settings.
        """
        try:
            return None if self.tree is None else evaluate(self.tree, numbers)
        except KeyError:
            return None


def rule_of(function: str, input: str, settings: Mapping[str, str] | None = None) -> Rule | None:
    """The rule of torch's operation `function` by the argument `input`, or None where the table has none.

    Args:
        function: as torch names it, e.g. ``sin`` or ``add_``.
        input: e.g. ``self``, or ``tensors[0]`` of a list.
        settings: the operation's, as Python prints them; some rules hold for one setting only.
    """
    name = _name(function)
    setting, expected = _ONLY.get(name, ("", ""))
    if settings is not None and settings.get(setting, expected) != expected:
        return None
    return _rule(name, input)


def always_ruled(function: str, input: str) -> bool:
    """Whether `rule_of` has a rule whatever the settings are."""
    name = _name(function)
    return name not in _ONLY and _rule(name, input) is not None


def _name(function: str) -> str:
    """An operation in place, such as ``add_``, has the rule of the other."""
    return function if function in ELEMENTWISE or function in PRODUCTS else function.rstrip("_")


@cache
def _rule(name: str, input: str) -> Rule | None:
    expression = ELEMENTWISE.get(name, {}).get(input)
    if expression is not None:
        tree = ast.parse(expression, mode="eval").body
        return Rule(write(tree, {}), tree)
    text = PARTS.get(name) if name in PARTS else PRODUCTS.get(name, {}).get(input)
    return None if text is None else Rule(text, None)
