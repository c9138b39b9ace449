"""`Operands`: what went into an operation, as numbers, as texts and by name."""

from dataclasses import dataclass

from nablascope.core.graph.incoming import edges_into
from nablascope.core.graph.rows import Edge, Node
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Trace
from nablascope.core.rules.apply import numbers_at
from nablascope.core.rules.rule import SYMBOLS
from nablascope.core.scene.narrated_names import letter
from nablascope.core.scene.numbers import number

MOST_INPUTS = 16
"""Of operations with more, such as a long ``cat``, no operand stands in a formula."""


@dataclass(frozen=True, slots=True)
class Operands:
    """The operands of one node.

    Attributes:
        node: whose.
        inputs: the edges into it.
        settings: as Python prints them.
        numbers: every number that a rule can name.
        known: the settings among them.
        texts: of operands and result that are scalars, their numbers as they are told.
        names: what the program calls operands and result, where that can stand in a formula.
    """

    node: Node
    inputs: range
    settings: dict[str, str]
    numbers: dict[str, float]
    known: dict[str, float]
    texts: dict[str, str]
    names: dict[str, str]


def operands_of(trace: Trace, node: Node) -> Operands:
    """Looks up what went into `node`."""
    inputs = edges_into(trace, node.id)
    if len(inputs) > MOST_INPUTS:
        settings = {saved.name: saved.text for saved in node.saved if saved.text is not None}
        return Operands(node, inputs, settings, {}, {}, {}, {})
    settings, numbers = numbers_at(trace, node.id)
    symbols = {SYMBOLS.get(name, name) for name in settings}
    known = {name: one for name, one in numbers.items() if name in symbols}
    texts, names = _written(trace, inputs)
    return Operands(
        node, inputs, settings, numbers, known, {**texts, **_text("r", node.value)}, _result(node, names)
    )


def _written(trace: Trace, inputs: range) -> tuple[dict[str, str], dict[str, str]]:
    texts, names = dict[str, str](), dict[str, str]()
    for edge in map(trace.edges.__getitem__, inputs):
        source, by = trace.nodes[edge.source], SYMBOLS.get(edge.input, edge.input)
        texts |= _text(by, carried(trace, edge))
        name = letter(source, edge.output)
        if name is not None:
            names[by] = name
    return texts, names


def _result(node: Node, names: dict[str, str]) -> dict[str, str]:
    """With the result's own name, if that is not also what an operand is called: ``x = x + 1``."""
    name = letter(node)
    if name is None or len(node.values) != 1 or name in names.values():
        return names
    return {**names, "r": name}


def _text(by: str, tensor: TensorSummary | None) -> dict[str, str]:
    return {} if tensor is None or tensor.shape or not tensor.values else {by: number(tensor.values[0])}


def carried(trace: Trace, edge: Edge) -> TensorSummary | None:
    """The value that an edge brings into its operation."""
    values = trace.nodes[edge.source].values
    return values[edge.output] if edge.output < len(values) else None
