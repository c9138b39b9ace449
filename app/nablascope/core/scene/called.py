"""What lines of text call a node."""

from nablascope.core.graph.rows import Node
from nablascope.core.scene.card import title
from nablascope.core.scene.numbers import preview


def called(node: Node) -> str:
    """A node by its name, else by its sign; of a constant its number."""
    if node.kind == "constant" and node.name is None and node.value is not None:
        return preview(node.value)
    return node.name or title(node)
