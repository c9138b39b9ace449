"""The numbers that the rules of a node are about."""

from nablascope.core.graph.incoming import edges_into
from nablascope.core.graph.rows import Node
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Trace
from nablascope.core.rules.rule import SYMBOLS

Numbers = dict[str, float]


def numbers_at(trace: Trace, id: int) -> tuple[dict[str, str], Numbers]:
    """The settings of a node as Python prints them, and every number that its rules can name.

    Operands and result are among them where they are one number each, by their `SYMBOLS`.
    """
    node = trace.nodes[id]
    settings, numbers = settings_at(node)
    for index in edges_into(trace, id):
        edge = trace.edges[index]
        source = trace.nodes[edge.source]
        numbers |= _only(SYMBOLS.get(edge.input, edge.input), _output(source, edge.output))
    return settings, {**numbers, **_only("r", node.value)}


def settings_at(node: Node) -> tuple[dict[str, str], Numbers]:
    """The settings of a node as Python prints them, and those that are numbers as the rules name them."""
    settings = {saved.name: saved.text for saved in node.saved if saved.text is not None}
    numbers = {name: number for name, text in settings.items() for number in _parsed(text)}
    return settings, numbers | _constants(node)


def _constants(node: Node) -> Numbers:
    """Arguments that no edge stands for, such as an exponent: the node saved them."""
    told = [saved for saved in node.saved if saved.name in SYMBOLS and saved.text is not None]
    return {SYMBOLS[saved.name]: number for saved in told for number in _parsed(saved.text or "")}


def _output(source: Node, output: int) -> TensorSummary | None:
    return source.values[output] if output < len(source.values) else None


def _only(name: str, tensor: TensorSummary | None) -> Numbers:
    """The one element of a tensor."""
    if tensor is None or tensor.size != 1 or not tensor.values or isinstance(tensor.values[0], str):
        return {}
    return {name: float(tensor.values[0])}


def _parsed(text: str) -> list[float]:
    try:
        return [float(text)]
    except ValueError:
        return []
