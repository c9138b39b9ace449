"""A trace as a table to read in a terminal."""

from collections.abc import Sequence

from nablascope.core.graph.tensor import Element, Nested, TensorSummary, nested
from nablascope.core.graph.trace import Node, Trace

HEADINGS = ("name", "operation", "value", "gradient")
EXTRA_HEADINGS = ("accumulated", "local derivative", "module", "marks")
"""Columns that stand only where a node has something to say in them."""

_WIDEST = 48
"""Characters of one cell; a longer one is cut."""

_ABSENT = "-"


def table(trace: Trace) -> str:
    """One line a node, in the order in which they ran; numbers have four decimals."""
    locals_by_node = _local_derivatives(trace)
    usual = [_row(node) for node in trace.nodes]
    extra = [_extra(node, locals_by_node.get(node.id, []), trace) for node in trace.nodes]
    kept = [place for place in range(len(EXTRA_HEADINGS)) if any(row[place] for row in extra)]
    rows = [
        (*HEADINGS, *(EXTRA_HEADINGS[place] for place in kept)),
        *(
            (*row, *(more[place] or _ABSENT for place in kept))
            for row, more in zip(usual, extra, strict=True)
        ),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(node: Node) -> tuple[str, ...]:
    gradient = "no gradient flows" if node.kind == "cut" else _tensors(node.grads)
    return (node.name or _ABSENT, _operation(node), _tensors(node.values), gradient)


def _operation(node: Node) -> str:
    if node.kind == "cut":
        return f"{node.function} (cut)"
    return node.kind if node.op is None else f"{node.function} ({node.op})"


def _extra(node: Node, local_derivatives: list[str], trace: Trace) -> tuple[str, ...]:
    """The cells under `EXTRA_HEADINGS`; empty where there is nothing to say."""
    accumulated = _tensor(node.accumulated) if node.accumulated else ""
    stopped = ["stopped here"] if trace.failed_node == node.id else []
    words = [*stopped, *node.marks, *(f"hook: {hook}" for hook in node.hooks)]
    return (accumulated, _cut(", ".join(local_derivatives)), node.module or "", _cut(", ".join(words)))


def _local_derivatives(trace: Trace) -> dict[int, list[str]]:
    """What the table says of each node's inputs, by node; only of those that are known."""
    found: dict[int, list[str]] = {}
    local = trace.edge_columns.local
    for target, argument, place in zip(trace.edges.target, trace.edges.input, local, strict=True):
        tensor = trace.tensors.get(place)
        if tensor is not None:
            found.setdefault(target, []).append(f"{argument} {_tensor(tensor)}")
    return found


def _tensors(tensors: tuple[TensorSummary | None, ...]) -> str:
    return " | ".join(_tensor(tensor) for tensor in tensors) or _ABSENT


def _tensor(tensor: TensorSummary | None) -> str:
    if tensor is None:
        return _ABSENT
    if not tensor.whole:
        return f"tensor of shape {tensor.shape}"
    return _cut(_nested(nested(tensor)))


def _cut(text: str) -> str:
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
