"""The columns of a trace's edges."""

from collections import Counter

from nablascope.core.graph.columns import NOTHING, Ints, Words
from nablascope.core.graph.node_columns import EdgeColumns
from nablascope.engine.flows import Flows
from nablascope.engine.order import Order


def edge_columns(order: Order, flows: Flows) -> EdgeColumns:
    """The edges, each with its own share."""
    connections = order.connections
    twins: Counter[tuple[int, int]] = Counter()
    keys: list[int] = []
    shares: list[int] = []
    for source, _, target, _, consumer, position in connections:
        keys.append(twins[source, target])
        twins[source, target] += 1
        sent = flows.sent(consumer) if position >= 0 else ()
        shares.append(sent[position] if sent else NOTHING)
    nothing = Ints.of([NOTHING] * len(connections))
    return EdgeColumns(
        source=Ints.of([connection.source for connection in connections]),
        output=Ints.of([connection.output for connection in connections]),
        target=Ints.of([connection.target for connection in connections]),
        key=Ints.of(keys),
        input=Words.of([connection.input for connection in connections]),
        grad=Ints.of(shares),
        local=nothing,
        formula=Words.of([None] * len(connections)),
    )
