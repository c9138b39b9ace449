"""Operations as mathematics writes them."""

_SYMBOLS = {
    "abs": "|x|",
    "add": "+",
    "bmm": "@",
    "div": "÷",
    "dot": "·",
    "eq": "=",
    "floor_divide": "//",
    "ge": "≥",
    "gt": ">",
    "le": "≤",
    "lt": "<",
    "matmul": "@",
    "mm": "@",
    "mul": "×",
    "mv": "@",
    "ne": "≠",
    "neg": "−x",
    "pow": "xⁿ",
    "reciprocal": "1/x",
    "remainder": "%",
    "rsub": "−",
    "sqrt": "√x",
    "sub": "−",
    "true_divide": "÷",
}

_ASSIGNED = frozenset({"add_", "sub_", "mul_", "div_"})


def symbol(function: str) -> str:
    """The sign of torch's `function`, e.g. ``÷`` of ``div``.

    Its own name where it has none; that of one that torch keeps to itself without the underscores before it.
    """
    if function in _ASSIGNED:
        return _SYMBOLS[function.removesuffix("_")] + "="
    return _SYMBOLS.get(function, function.lstrip("_"))
