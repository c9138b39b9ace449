"""What a node is, in plain lines: for the tooltip and for whoever cannot see the picture."""

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Node
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.card import sub_title, title
from nablascope.core.scene.numbers import exact, shape_text
from nablascope.core.scene.text import ELLIPSIS

COLUMNS = "  "
"""Between a number's label and the number."""

_MOST_ELEMENTS = 8


def describe(node: Node) -> tuple[str, ...]:
    """Heading, every output's value and gradient in full precision, shape and dtype, source line."""
    heading = " ".join(filter(None, (title(node), node.name)))
    lines = [f"{heading} · {sub_title(node)}"]
    for index in range(max(len(node.values), len(node.grads))):
        lines += _output_lines(node, index)
    if node.value is not None:
        lines.append(f"{shape_text(node.value.shape)} · {node.value.dtype} · {node.value.device}")
    if node.span is not None:
        lines.append(f"line {node.span.line}")
    return tuple(lines)


def node_at(layout: Layout, x: float, y: float) -> int | None:
    """The id of the node whose card is at a place of the scene, or None."""
    for id, ((left, top), (width, height)) in enumerate(zip(layout.positions, layout.sizes, strict=True)):
        if left <= x <= left + width and top <= y <= top + height:
            return id
    return None


def _output_lines(node: Node, index: int) -> list[str]:
    number = f" {index}" if len(node.values) > 1 else ""
    rows = (("value", node.values[index : index + 1]), ("grad", node.grads[index : index + 1]))
    return [
        f"{name}{number}{COLUMNS}{_elements(cell[0])}" for name, cell in rows if cell and cell[0] is not None
    ]


def _elements(tensor: TensorSummary) -> str:
    if not tensor.shape and tensor.values:
        return exact(tensor.values[0], tensor.dtype)
    shown = [exact(value, tensor.dtype) for value in tensor.values[:_MOST_ELEMENTS]]
    rest = [ELLIPSIS] if len(shown) < tensor.size else []
    return f"[{', '.join(shown + rest)}]"
