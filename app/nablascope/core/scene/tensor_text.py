"""A tensor as text to read and copy: a number in full precision, rows of elements below each other."""

from nablascope.core.graph.tensor import Statistics, TensorSummary
from nablascope.core.scene.numbers import brief, exact, shape_text
from nablascope.core.scene.text import ELLIPSIS, cells

MOST_ROWS, MOST_COLUMNS = 8, 8
DIGITS = 6


def tensor_text(tensor: TensorSummary) -> str:
    """The tensor's first elements; a row of its last dimension is a line."""
    if not tensor.shape and tensor.values:
        return exact(tensor.values[0], tensor.dtype)
    if tensor.size == 0:
        return f"empty, {shape_text(tensor.shape)}"
    rows = _rows(tensor)
    width = max((cells(element) for row in rows for element in row), default=0) if len(rows) > 1 else 0
    lines = [f"[{', '.join(element.rjust(width) for element in row)}]" for row in rows]
    return "\n".join(lines if len(lines) * tensor.shape[-1] >= tensor.size else [*lines, ELLIPSIS])


def statistics_text(statistics: Statistics) -> tuple[tuple[str, str], ...]:
    """Names and numbers that describe all elements; a count of none is left out."""
    measures = (
        ("min", statistics.least),
        ("max", statistics.most),
        ("mean", statistics.mean),
        ("std", statistics.deviation),
        ("norm", statistics.norm),
    )
    counts = (("NaN", statistics.nan), ("∞", statistics.infinite), ("zero", statistics.zero))
    told = tuple((name, brief(value, DIGITS)) for name, value in measures)
    return (*told, *((f"number of {name}", str(count)) for name, count in counts if count))


def _rows(tensor: TensorSummary) -> list[list[str]]:
    """The elements that are shown, an ellipsis for the rest of a row."""
    length = tensor.shape[-1]
    rows = [tensor.values[start : start + length] for start in range(0, len(tensor.values), length)]
    return [
        [brief(value, DIGITS) for value in row[:MOST_COLUMNS]] + ([ELLIPSIS] if length > MOST_COLUMNS else [])
        for row in rows[:MOST_ROWS]
    ]
