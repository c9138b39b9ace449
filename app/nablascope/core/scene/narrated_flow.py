"""`Flow`: one share that a node sends, with all that is to be known of it."""

from dataclasses import dataclass

from nablascope.core.graph.rows import Edge, Node
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Trace
from nablascope.core.rules.rule import Rule, rule_of
from nablascope.core.scene.narrated import Words
from nablascope.core.scene.narrated_names import named, ordinal
from nablascope.core.scene.narrated_numbers import told
from nablascope.core.scene.narrated_operands import Operands, carried


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes back along one edge.

    Attributes:
        operands: of the node that sends it.
        place: which of the node's inputs it goes to, from 0.
        edge: where along.
        source: where to.
        value: what the edge had brought forward.
        grad: what the node was called with.
        sent: the share.
        rule: of our table, or None.
    """

    operands: Operands
    place: int
    edge: Edge
    source: Node
    value: TensorSummary | None
    grad: TensorSummary | None
    sent: TensorSummary | None
    rule: Rule | None


def flow_of(
    trace: Trace, operands: Operands, index: int, grad: TensorSummary | None, sent: TensorSummary | None
) -> Flow:
    """The share `sent` along the edge of `index` by a node that was called with `grad`."""
    edge, place = trace.edges[index], index - operands.inputs.start
    rule = rule_of(operands.node.function or "", edge.input, operands.settings)
    return Flow(operands, place, edge, trace.nodes[edge.source], carried(trace, edge), grad, sent, rule)


def goal(flow: Flow, *, single: bool) -> str:
    """``to x``, or without a name ``back``.

    Args:
        flow: the share.
        single: whether it is the only one.
    """
    name = named(flow.source, flow.edge.output)
    if name is not None:
        return f"to {name}"
    return "back" if single else f"to {_its_input(flow)}"


def _its_input(flow: Flow) -> str:
    known = ordinal(flow.place)
    return f"its {known} input" if known else f"its input {flow.place + 1}"


def point(flow: Flow, *, single: bool) -> Words:
    """``at x = 3.0000``, or where there are several ``by x``."""
    name = named(flow.source, flow.edge.output)
    if not single:
        return (f"by {_its_input(flow) if name is None or _is_twice(flow, name) else name}",)
    number = told(flow.value, "tensor", "value")
    return ("at ", *((f"{name} = ",) if name else ()), *number)


def _is_twice(flow: Flow, name: str) -> bool:
    """Whether it is both operands: the derivative by one of them is not that by what they are called."""
    return list(flow.operands.names.values()).count(name) > 1
