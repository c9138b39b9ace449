"""Where an operation has no single derivative: at a kink, and where several elements tie."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import prod

from nablascope.core.graph.marks import KINK, TIE
from nablascope.core.graph.rows import Node
from nablascope.core.graph.tensor import Element, TensorSummary

Operands = Mapping[str, TensorSummary | None]
"""A node's inputs by the names of its arguments; None where unseen."""

_Mark = Callable[[Node, Operands], str | None]


def mark_of(node: Node, operands: Operands) -> str | None:
    """`KINK` or `TIE` where the node's operation has one at these operands; else None.

    Only what is in the trace is looked at: of a large tensor, its first elements.
    """
    rule = _RULES.get((node.function or "").rstrip("_"))
    return rule(node, operands) if rule is not None else None


def may_be_marked(function: str) -> bool:
    """Whether an operation has kinks or ties at all."""
    return function.rstrip("_") in _RULES


def _at(*points: float) -> _Mark:
    """A kink where an element is one of `points`."""
    return lambda node, operands: KINK if _meets(operands.get("self"), points) else None


def _at_settings(*names: str, mirrored: bool = False) -> _Mark:
    """A kink where an element is what one of the node's settings says, or its negative where mirrored."""

    def rule(node: Node, operands: Operands) -> str | None:
        points = [point for saved in node.saved if saved.name in names for point in _number(saved.text)]
        both = [*points, *(-point for point in points)] if mirrored else points
        return KINK if _meets(operands.get("self"), both) else None

    return rule


def _elu(node: Node, operands: Operands) -> str | None:
    """The slope is 1 above zero and alpha times the input's scale below it."""
    settings = {saved.name: number for saved in node.saved for number in _number(saved.text)}
    smooth = settings.get("alpha", 1.0) * settings.get("input_scale", 1.0) == 1.0
    return None if smooth else _at(0.0)(node, operands)


def _norm(node: Node, operands: Operands) -> str | None:
    """A norm has a kink where every element is zero."""
    operand = operands.get("self")
    all_zero = operand is not None and operand.values and not any(map(_is_not_zero, operand.values))
    return KINK if all_zero else None


def _equal(node: Node, operands: Operands) -> str | None:
    """A tie where two operands have the same element."""
    one, other = operands.get("self"), operands.get("other")
    if one is None or other is None:
        return None
    ties = any(a == b for a, b in _paired(one, other))
    return TIE if ties else None


def _paired(one: TensorSummary, other: TensorSummary) -> Sequence[tuple[Element, Element]]:
    if one.shape == other.shape:
        return list(zip(one.values, other.values, strict=False))
    if min(one.size, other.size) == 1:
        return list(product(one.values, other.values))
    return []


def _most(node: Node, operands: Operands) -> str | None:
    """A tie where the chosen element stands several times among those it was chosen from."""
    operand, chosen = operands.get("self"), node.value
    if operand is None or chosen is None or not operand.values:
        return None
    groups = _groups(operand, _dimensions(node, len(operand.shape)))
    ties = any(group.count(best) > 1 for group, best in zip(groups, chosen.values, strict=False))
    return TIE if ties else None


def _dimensions(node: Node, count: int) -> set[int]:
    """What a reduction runs over; everything where it has no such setting."""
    text = next((saved.text for saved in node.saved if saved.name == "dim"), None) or ""
    numbers = [part.strip() for part in text.strip("()[]").split(",")]
    dimensions = {int(part) % max(count, 1) for part in numbers if part.lstrip("-").isdigit()}
    return dimensions or set(range(count))


def _groups(operand: TensorSummary, reduced: set[int]) -> list[list[Element]]:
    """The elements that each element of the result was chosen from, in row-major order of the result."""
    if reduced == set(range(len(operand.shape))):
        return [list(operand.values)]
    if not operand.whole:
        return []
    groups: dict[tuple[int, ...], list[Element]] = {}
    for place, element in zip(product(*map(range, operand.shape)), operand.values, strict=True):
        kept = tuple(index for axis, index in enumerate(place) if axis not in reduced)
        groups.setdefault(kept, []).append(element)
    return list(groups.values()) if prod(operand.shape) else []


def _meets(operand: TensorSummary | None, points: Sequence[float]) -> bool:
    return operand is not None and any(element in points for element in operand.values)


def _is_not_zero(element: Element) -> bool:
    return complex(element) != 0


def _number(text: str | None) -> list[float]:
    try:
        return [float(text)] if text is not None else []
    except ValueError:
        return []


_RULES: dict[str, _Mark] = {
    "abs": _at(0.0),
    "relu": _at(0.0),
    "leaky_relu": _at(0.0),
    "_prelu_kernel": _at(0.0),
    "elu": _elu,
    "hardswish": _at(-3.0, 3.0),
    "hardsigmoid": _at(-3.0, 3.0),
    "hardtanh": _at_settings("min_val", "max_val"),
    "clamp": _at_settings("min", "max"),
    "clamp_min": _at_settings("min"),
    "clamp_max": _at_settings("max"),
    "threshold": _at_settings("threshold"),
    "softshrink": _at_settings("lambd", mirrored=True),
    "hardshrink": _at_settings("lambd", mirrored=True),
    "linalg_vector_norm": _norm,
    "norm": _norm,
    "maximum": _equal,
    "minimum": _equal,
    "fmax": _equal,
    "fmin": _equal,
    "max": _most,
    "min": _most,
    "amax": _most,
    "amin": _most,
    "median": _most,
}
"""By torch's name of the operation, without the underscore of the form that works in place."""
