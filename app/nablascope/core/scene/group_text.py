"""What is said of a closed group."""

from nablascope.core.graph.rows import Inside, Node
from nablascope.core.scene.numbers import MINUS, NOTHING

_DIGITS = 2
_LEAST_PLAIN, _MOST_PLAIN = 0.01, 10.0


def nodes_text(node: Node) -> str:
    """How many nodes a closed group holds, e.g. ``12 nodes``."""
    count = node.inside.nodes if node.inside else 0
    return f"{count:,} node{'' if count == 1 else 's'}"


def range_text(inside: Inside | None, digits: int = _DIGITS) -> str:
    """The smallest and the largest gradient inside, as absolute values, e.g. ``1e−3 … 0.4``."""
    if inside is None or inside.most == 0.0:
        return NOTHING
    least, most = (_short(size, digits) for size in (inside.least, inside.most))
    return least if least == most else f"{least} … {most}"


def _short(size: float, digits: int) -> str:
    """In little room: ``3e−4`` is shorter than ``0.0003`` and than ``3e−04``."""
    if _LEAST_PLAIN <= size < _MOST_PLAIN:
        return f"{size:.{digits}g}"
    number, _, exponent = f"{size:.{digits - 1}e}".partition("e")
    return f"{number}e{int(exponent)}".replace("-", MINUS)
