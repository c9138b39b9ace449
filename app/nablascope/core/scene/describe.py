"""What a node is, in plain lines: for the tooltip and for whoever cannot see the picture."""

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Node
from nablascope.core.scene.card import name_beside, sub_title, title
from nablascope.core.scene.group_text import range_text
from nablascope.core.scene.inspection import place_of
from nablascope.core.scene.mark_words import sentence
from nablascope.core.scene.numbers import exact, shape_text
from nablascope.core.scene.roles import ORDINARY, Role
from nablascope.core.scene.text import ELLIPSIS

COLUMNS = "  "
"""Between a number's label and the number."""

_MOST_ELEMENTS = 8
_MOST_OUTPUTS = 8


def describe(node: Node, role: Role = ORDINARY) -> tuple[str, ...]:
    """Heading, every output's value and gradient in full precision, what it is, where, and its marks."""
    heading = " ".join(filter(None, (title(node), name_beside(node))))
    lines = [f"{heading} · {sub_title(node)}"]
    outputs = max(len(node.values), len(node.grads))
    for index in range(outputs)[:_MOST_OUTPUTS]:
        lines += _output_lines(node, index)
    lines += [f"and {outputs - _MOST_OUTPUTS} more outputs"] if outputs > _MOST_OUTPUTS else []
    if node.inside is not None:
        lines.append(f"gradients inside{COLUMNS}{range_text(node.inside)}")
    if node.accumulated is not None:
        lines.append(f"accumulated{COLUMNS}{_elements(node.accumulated)}")
    if node.value is not None:
        lines.append(f"{shape_text(node.value.shape)} · {node.value.dtype} · {node.value.device}")
    place = place_of(node)
    lines += [place.text] if place else []
    lines += [f"in {node.module}"] if node.module else []
    return (*lines, *_remarks(node, role))


def _remarks(node: Node, role: Role) -> list[str]:
    remarks = [f"Output {name}: the backward pass starts here." for name in role.outputs]
    remarks += ["The run stopped here."] if role.failed else []
    remarks += ["Cut: no gradient flows."] if node.kind == "cut" else []
    return [*remarks, *map(sentence, node.marks), *(f"Hook: {hook}" for hook in node.hooks)]


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
