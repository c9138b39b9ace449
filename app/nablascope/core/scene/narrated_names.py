"""What things are called in a sentence."""

import re

from nablascope.core.graph.operations import symbol
from nablascope.core.graph.rows import Node
from nablascope.core.scene.text import elided

LONGEST_NAME = 24
_LONGEST_FORMULA = 80

_SPOKEN = {
    "abs": "the absolute value",
    "bmm": "matmul",
    "dot": "the dot product",
    "mm": "matmul",
    "matmul": "matmul",
    "mv": "matmul",
    "neg": "the minus sign",
    "pow": "the power",
    "reciprocal": "the reciprocal",
    "sqrt": "the square root",
}
"""Instead of signs that stand for their argument too, such as ``√x``."""

_BETWEEN = ", "
"""Between the names of several outputs."""

_PLAIN = re.compile(r"[^\W\d]\w*(\.\w+)*")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def operation(node: Node) -> str:
    """What ran, e.g. ``÷`` or ``the power``."""
    if node.kind in ("leaf", "group"):
        return named(node) or f"the {node.kind}"
    if node.function is None:
        return elided((node.op or node.kind).removesuffix("Backward"), LONGEST_NAME)
    spoken = _SPOKEN.get(node.function)
    return spoken or (node.function if in_place(node) else elided(symbol(node.function), LONGEST_NAME))


def subject(node: Node) -> str:
    """The same at the beginning of a sentence; what the program called so keeps its letters."""
    text = operation(node)
    given = node.kind in ("leaf", "group") and node.name
    return f"The {text[4:]}" if text.startswith("the ") and not given else text


def named(node: Node, output: int = 0) -> str | None:
    """The name that the program gave an output of the node, shortened, on one line."""
    if not node.name:
        return None
    names = [node.name] if node.kind == "group" else node.name.split(_BETWEEN)
    own = names[output] if len(names) == len(node.values) > output else node.name
    return elided(" ".join(own.split()), LONGEST_NAME)


def letter(node: Node, output: int = 0) -> str | None:
    """Its name where it can stand in a formula."""
    name = named(node, output)
    return name if name is not None and _PLAIN.fullmatch(name) else None


def in_place(node: Node) -> bool:
    """Whether the operation changes its argument."""
    function = node.function or ""
    return function.endswith("_") and not function.endswith("__")


def ordinal(place: int) -> str | None:
    """``first`` of 0; None beyond what is pleasant to read."""
    return _ORDINALS[place] if place < len(_ORDINALS) else None


def formula(text: str) -> str:
    """A formula that is not ours, on one line and not too long."""
    return elided(" ".join(text.split()), _LONGEST_FORMULA)
