"""What an operation computes, written as mathematics: for naming what has no name in the program."""

import ast
from collections.abc import Mapping
from functools import cache

FORWARD: dict[str, str] = {
    "add": "x + y",
    "sub": "x - y",
    "rsub": "y - x",
    "mul": "x * y",
    "div": "x / y",
    "neg": "-x",
    "pow": "x**n",
    "reciprocal": "1 / x",
    "sqrt": "sqrt(x)",
    "rsqrt": "1 / sqrt(x)",
    "abs": "abs(x)",
    "exp": "exp(x)",
    "exp2": "2**x",
    "log": "log(x)",
    "sigmoid": "sigmoid(x)",
    "mm": "x @ mat2",
    "bmm": "x @ mat2",
    "mv": "x @ vec",
    "addmm": "x + mat1 @ mat2",
    "t": "x**'ᵀ'",
}
"""By torch's name, in the letters of `elementwise`; `ᵀ` transposes, as in `products`."""

_NEUTRAL = {"alpha": "1", "beta": "1", "rounding_mode": "None"}
"""The settings with which an operation computes what the table says."""


def forward_of(function: str, settings: Mapping[str, str]) -> ast.expr | None:
    """The expression of torch's operation `function`; None where the table has none for its settings.

    Args:
        function: as torch names it, e.g. ``div`` or ``add_``.
        settings: the operation's, as Python prints them.
    """
    if any(
        settings.get(name, neutral) not in (neutral, f"{neutral}.0") for name, neutral in _NEUTRAL.items()
    ):
        return None
    return _tree(function if function in FORWARD else function.rstrip("_"))


@cache
def _tree(name: str) -> ast.expr | None:
    expression = FORWARD.get(name)
    return None if expression is None else ast.parse(expression, mode="eval").body
