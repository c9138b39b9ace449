"""What is said of a value that is outside of the graph: what cuts it off, or what computed it there."""

from nablascope.core.graph.rows import Node
from nablascope.core.scene.narrated import Words
from nablascope.core.scene.narrated_names import named, operation, subject
from nablascope.core.scene.narrated_numbers import told

_NO_GRADIENT = "no gradient will come back through here."
_CUTTING = frozenset(("detach", "data"))
_FOLLOWED = ("float", "bfloat", "complex")
"""How the dtypes begin that torch has gradients of."""


def narrate_cut(node: Node) -> Words:
    """``detach cuts: …``, or of any other operation that it runs outside."""
    if _cuts(node):
        return (f"{subject(node)} cuts: ", *_whose(node), f" goes on, {_NO_GRADIENT}")
    return (*_result(node), f" is computed by {operation(node)} outside of the graph: {_NO_GRADIENT}")


def _cuts(node: Node) -> bool:
    """Whether it is this operation that cuts, as one does whose result can have no gradient.

    Any other may be the last one of several after ``detach``, which are drawn as one node, or run where
    gradients are switched off.
    """
    if (node.function or "").rstrip("_") in _CUTTING:
        return True
    return node.value is not None and not node.value.dtype.startswith(_FOLLOWED)


def _whose(node: Node) -> Words:
    """``the value 3.0000``, or of what is longer with commas around it."""
    name, value = named(node), told(node.value, "tensor", "value")
    if name is not None:
        return (f"the value of {name}, ", *value, ",")
    is_number = node.value is not None and not node.value.shape
    return ("the value ", *value) if is_number else ("its value, ", *value, ",")


def _result(node: Node) -> Words:
    name, value = named(node), told(node.value, "tensor", "value")
    if name is None:
        return _begun(value)
    is_number = node.value is not None and not node.value.shape
    return (f"{name} = ", *value) if is_number else (f"{name}, ", *value, ",")


def _begun(words: Words) -> Words:
    """As the beginning of a sentence."""
    first = words[0]
    return (f"{first[:1].upper()}{first[1:]}", *words[1:]) if isinstance(first, str) else words
