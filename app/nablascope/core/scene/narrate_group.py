"""What is said when the last node of a closed group runs."""

from nablascope.core.graph.rows import Node
from nablascope.core.scene.group_text import nodes_text
from nablascope.core.scene.narrated import Words, listed
from nablascope.core.scene.narrated_names import subject
from nablascope.core.scene.narrated_numbers import told

_MOST_OUTPUTS = 3


def narrate_group(node: Node) -> Words:
    """How much ran, and what came of it."""
    shown = [told(value, "tensor", "value") for value in node.values[:_MOST_OUTPUTS]]
    gives = (" and give ", *listed(shown, len(node.values) - len(shown))) if any(node.values) else ()
    return (f"{subject(node)}: its {nodes_text(node)} have run", *gives)
