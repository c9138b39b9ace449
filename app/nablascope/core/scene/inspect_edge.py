"""What an edge says: its share, and the chain rule with symbols and with numbers."""

from collections.abc import Sequence

from nablascope.core.graph.rows import Edge, Node
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Trace
from nablascope.core.scene.called import called
from nablascope.core.scene.card import title
from nablascope.core.scene.chain_rows import chain_rows, told_path
from nablascope.core.scene.chain_rule import chain_rule_of_edge
from nablascope.core.scene.edge_signs import ARROW
from nablascope.core.scene.inspection import Fact, Inspection, Line, Link, Section
from nablascope.core.scene.numbers import MINUS, NOTHING, number, preview, shape_text
from nablascope.core.scene.rule_text import rule_lines
from nablascope.core.scene.tensor_text import tensor_text

MOST_EDGES = 16
"""So many of a node's edges, outputs and saved tensors are told."""

_WIDTH = 20
_TIMES = " × "
_OUTSIDE = "no gradient"


def inspect_edge(trace: Trace, index: int, path: int = 0) -> Inspection:
    """The edge of `index`: what it carries forward, what it brought back, and why.

    Args:
        trace: the run.
        index: of the edge.
        path: which path of the chain rule is told in full.
    """
    edge = trace.edges[index]
    source, target = trace.nodes[edge.source], trace.nodes[edge.target]
    ends = (
        Fact("from", called(source), link=Link("node", source.id)),
        Fact("to", called(target), link=Link("node", target.id)),
        Fact("argument", edge.input),
        *([Fact("output", str(edge.output))] if len(source.values) > 1 else []),
    )
    chain = chain_rule_of_edge(trace, index)
    sections = (
        Section("", (*_carried(edge, source, target), *ends)),
        Section("Chain rule", chain_rows(trace, chain, path) if chain else ()),
        Section("Local derivative", tuple(_rule(trace, edge, target))),
    )
    return Inspection(
        "Edge",
        ARROW.join((title(source), title(target))),
        "",
        "",
        None,
        tuple(section for section in sections if section.rows),
        told_path(chain, path) if chain else (),
    )


def rule_rows(trace: Trace, id: int) -> tuple[Fact | Line, ...]:
    """Per input of a node: the rule with symbols, then with numbers, and the share it gives."""
    indexes = [index for index, target in enumerate(trace.edges.target) if target == id]
    rows = [row for index in indexes[:MOST_EDGES] for row in _input_rows(trace, index)]
    return (*rows, *rest(len(indexes)))


def _input_rows(trace: Trace, index: int) -> list[Fact | Line]:
    edge = trace.edges[index]
    source = trace.nodes[edge.source]
    label, link = f"{edge.input} = {called(source)}", Link("edge", index)
    if source.kind == "constant":
        return [Fact(label, _OUTSIDE, "muted", link, leads=True)]
    share = Fact(label, _share(edge.grad), "gradient", link, leads=True)
    return [share, *_rule(trace, edge, trace.nodes[edge.target])]


def gradient_rows(trace: Trace, id: int) -> tuple[Fact | Line, ...]:
    """What a node's gradient is the sum of, for each of its outputs."""
    indexes = [index for index, source in enumerate(trace.edges.source) if source == id]
    edges = ((index, trace.edges[index]) for index in indexes)
    shares = [(index, edge) for index, edge in edges if edge.grad is not None]
    outputs = range(outputs_of(trace.nodes[id]))[:MOST_EDGES]
    rows = [row for output in outputs for row in _received(trace, id, output, shares)]
    return (*rows, *rest(len(shares)))


def _received(trace: Trace, id: int, output: int, shares: list[tuple[int, Edge]]) -> list[Fact | Line]:
    """The seed and the shares that arrived at one output, and their sum."""
    seeds = [one for one in trace.outputs if (one.node, one.output) == (id, output) and one.seed is not None]
    arrived = [(index, edge) for index, edge in shares if edge.output == output]
    facts = [Fact(f"seed of {one.name}", _share(one.seed), "gradient") for one in seeds]
    for index, edge in arrived[:MOST_EDGES]:
        label = f"from {called(trace.nodes[edge.target])}, {edge.input}"
        facts.append(Fact(label, _share(edge.grad), "gradient", Link("edge", index)))
    return [*facts, *_sum([one.seed for one in seeds] + [edge.grad for _, edge in arrived])]


def _carried(edge: Edge, source: Node, target: Node) -> list[Fact]:
    value = source.values[edge.output] if edge.output < len(source.values) else None
    share = Fact("share", NOTHING, "muted")
    if edge.grad is not None:
        share = Fact("share", tensor_text(edge.grad), "gradient")
    facts = [Fact("value", tensor_text(value), "value"), share] if value else [share]
    if value is None:
        return facts
    after = target.value
    return [*facts, Fact("shape", shape_text(value.shape) if after is None else _shapes(value, after))]


def _shapes(before: TensorSummary, after: TensorSummary) -> str:
    shapes = dict.fromkeys((shape_text(before.shape), shape_text(after.shape)))
    return ARROW.join(shapes)


def _rule(trace: Trace, edge: Edge, target: Node) -> list[Line | Fact]:
    if target.kind == "cut":
        return [Line("Cut: no gradient goes back from here.", "muted")]
    rows: list[Line | Fact] = []
    rows += [Line(text, "muted", mono=True) for text in rule_lines(trace, edge, target)]
    if edge.local is not None:
        rows.append(Fact("local derivative", preview(edge.local, _WIDTH)))
    return [*rows, *_with_numbers(edge, target)]


def _with_numbers(edge: Edge, target: Node) -> list[Line]:
    grad, local, share = target.grad, edge.local, edge.grad
    if grad is None or local is None or share is None:
        return []
    if grad.shape or local.shape:
        return [Line(_elementwise(local, share), "muted")]
    factors = _TIMES.join((_scalar(grad), _factor(local)))
    return [Line(f"{factors} = {_scalar(share)}", "gradient", mono=True)]


def _elementwise(local: TensorSummary, share: TensorSummary) -> str:
    if share.shape == local.shape:
        return "Share = gradient × local derivative, element by element."
    return f"Share = gradient × local derivative, summed to {shape_text(share.shape)}: it was broadcast."


def _sum(parts: Sequence[TensorSummary | None]) -> list[Line]:
    scalars = [part for part in parts if part is not None and not part.shape and part.values]
    if not 1 < len(scalars) == len(parts) <= MOST_EDGES:
        return []
    values = [part.values[0] for part in scalars]
    if not all(isinstance(value, float) for value in values):
        return []
    total = sum(value for value in values if isinstance(value, float))
    first, *others = map(_scalar, scalars)
    terms = " ".join([first, *(_added(text) for text in others)])
    return [Line(f"{terms} = {number(total)}", "gradient", mono=True)]


def _added(text: str) -> str:
    return f"{MINUS} {text[1:]}" if text.startswith(MINUS) else f"+ {text}"


def _factor(tensor: TensorSummary) -> str:
    """A negative factor after a sign needs brackets."""
    text = _scalar(tensor)
    return f"({text})" if text.startswith(MINUS) else text


def _scalar(tensor: TensorSummary) -> str:
    return number(tensor.values[0])


def _share(tensor: TensorSummary | None) -> str:
    return NOTHING if tensor is None else preview(tensor, _WIDTH)


def outputs_of(node: Node) -> int:
    """How many outputs a node has."""
    return max(len(node.values), len(node.grads))


def rest(count: int) -> list[Line]:
    """Says how many are not told."""
    more = count - MOST_EDGES
    return [Line(f"and {more} more", "muted")] if more > 0 else []
