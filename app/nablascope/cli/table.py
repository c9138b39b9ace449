"""A trace as a table to read in a terminal."""

from nablascope.core.graph.tensor import Element, Nested, TensorSummary, nested
from nablascope.core.graph.trace import Node, Trace

HEADINGS = ("name", "operation", "value", "gradient")

_WIDEST = 48
"""Characters of one tensor; a longer one is cut."""

_ABSENT = "-"


def table(trace: Trace) -> str:
    """One line a node, in the order in which they ran; numbers have four decimals."""
    rows = [HEADINGS, *(_row(node) for node in trace.nodes)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(node: Node) -> tuple[str, ...]:
    operation = node.kind if node.op is None else f"{node.function} ({node.op})"
    return (node.name or _ABSENT, operation, _tensors(node.values), _tensors(node.grads))


def _tensors(tensors: tuple[TensorSummary | None, ...]) -> str:
    return " | ".join(_tensor(tensor) for tensor in tensors) or _ABSENT


def _tensor(tensor: TensorSummary | None) -> str:
    if tensor is None:
        return _ABSENT
    if not tensor.whole:
        return f"tensor of shape {tensor.shape}"
    text = _nested(nested(tensor))
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _nested(value: Nested) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_nested, value))}]"
    return _element(value)


def _element(value: Element) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:.4f}".rstrip("0").rstrip(".") if _SMALLEST <= abs(value) < _LARGEST else f"{value:.6g}"


_SMALLEST, _LARGEST = 1e-3, 1e9
"""Between them four decimals read well; NaN, infinities and zero are outside."""
