"""The columns of a trace's edges."""

from collections import Counter
from collections.abc import Sequence

from nablascope.core.graph.columns import NOTHING, Ints, Words
from nablascope.core.graph.node_columns import EdgeColumns
from nablascope.engine.derivatives_yaml import formula_of
from nablascope.engine.detail import Detail
from nablascope.engine.flows import Flows
from nablascope.engine.gathered import Gathered
from nablascope.engine.order import Order
from nablascope.engine.snapshot import Snapshot


def edge_columns(
    order: Order,
    flows: Flows,
    gathered: Gathered,
    details: Sequence[Detail],
    op: Sequence[str | None],
    function: Sequence[str | None],
) -> EdgeColumns:
    """The edges, each with its own share.

    Args:
        order: which edges there are.
        flows: what flowed in the pass.
        gathered: takes the local derivatives.
        details: of the walk's nodes by index; none of a graph too large.
        op: of each node of the trace by id, as in `NodeColumns`; `function` likewise.
        function: see `op`.
    """
    connections = order.connections
    twins: Counter[tuple[int, int]] = Counter()
    keys: list[int] = []
    shares: list[int] = []
    derivatives: list[int] = []
    for source, _, target, _, consumer, position in connections:
        keys.append(twins[source, target])
        twins[source, target] += 1
        sent = flows.sent(consumer) if position >= 0 else ()
        shares.append(sent[position] if sent else NOTHING)
        derivatives.append(gathered.add(_local(details, consumer, position)))
    return EdgeColumns(
        source=Ints.of([connection.source for connection in connections]),
        output=Ints.of([connection.output for connection in connections]),
        target=Ints.of([connection.target for connection in connections]),
        key=Ints.of(keys),
        input=Words.of([connection.input for connection in connections]),
        grad=Ints.of(shares),
        local=Ints.of(derivatives),
        formula=Words.of([_formula(op[one.target], function[one.target], one.input) for one in connections]),
    )


def _formula(op: str | None, function: str | None, input: str) -> str | None:
    return None if op is None or function is None else formula_of(op, function, input)


def _local(details: Sequence[Detail], consumer: int, position: int) -> Snapshot | None:
    if not 0 <= consumer < len(details):
        return None
    local = details[consumer].local
    return local[position] if 0 <= position < len(local) else None
