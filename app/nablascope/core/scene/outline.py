"""The graph as a table: what stands in each column of a node's row."""

from pathlib import PurePath

from nablascope.core.graph.ordering import Column
from nablascope.core.graph.rows import Node
from nablascope.core.graph.trace import Trace
from nablascope.core.scene.card import sub_title, title
from nablascope.core.scene.numbers import NOTHING, previews, shape_text

HEADINGS: dict[Column, str] = {
    "number": "#",
    "node": "Node",
    "operation": "Operation",
    "shape": "Shape",
    "value": "Value",
    "gradient": "Gradient",
    "module": "Module",
    "line": "Line",
}


def cells(node: Node) -> dict[Column, str]:
    """The texts of a node's row."""
    return {
        "number": str(node.id),
        "node": " ".join(filter(None, (title(node), node.name))),
        "operation": sub_title(node),
        "shape": shape_text(node.value.shape) if node.value is not None else "",
        "value": previews(node.values) if any(node.values) else NOTHING,
        "gradient": previews(node.grads) if any(node.grads) else NOTHING,
        "module": node.module or "",
        "line": _line(node),
    }


def columns(trace: Trace) -> tuple[Column, ...]:
    """Those that say something of `trace`."""
    empty = () if trace.node_columns.module.table else ("module",)
    return tuple(column for column in HEADINGS if column not in empty)


def _line(node: Node) -> str:
    if node.span is None:
        return ""
    return f"{PurePath(node.file).name}:{node.span.line}" if node.file else str(node.span.line)
