"""The edges of a folded trace: those whose ends are not in one closed group."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nablascope.core.graph.columns import NOTHING, Ints, Words
from nablascope.core.graph.node_columns import EdgeColumns
from nablascope.core.graph.seen import Seen
from nablascope.core.graph.trace import Trace


@dataclass(frozen=True, slots=True)
class Crossing:
    """What crosses the borders of closed groups.

    Attributes:
        edges: indexes in the whole trace of the edges that are seen, grouped by consumer.
        place: of each edge of the whole trace its index in the folded one, or `NOTHING`.
        outputs: of each closed group, by its node's id, pairs of a node inside and of one of its outputs.
        number: of each such pair which output of the group it is.
        inner: of each such pair the edges to what uses it inside of the group; `outer` those that leave it.
    """

    edges: Sequence[int]
    place: Sequence[int]
    outputs: dict[int, list[tuple[int, int]]]
    number: dict[tuple[int, int], int]
    inner: dict[tuple[int, int], list[int]]
    outer: dict[tuple[int, int], list[int]]

    def output(self, seen: Seen, node: int, output: int) -> int:
        """Which output an output of a node of the whole trace is of the node that shows it."""
        return output if seen.group[seen.shown_by[node]] == NOTHING else self.number[node, output]


def crossing(trace: Trace, seen: Seen) -> Crossing:
    """What crosses borders in `trace`."""
    edges = _seen_edges(trace, seen)
    place = [NOTHING] * len(trace.edges)
    for rank, edge in enumerate(edges):
        place[edge] = rank
    outputs = _outputs(trace, seen, edges)
    number = {pair: rank for pairs in outputs.values() for rank, pair in enumerate(pairs)}
    return Crossing(edges, place, outputs, number, *_uses(trace, place, number))


def _seen_edges(trace: Trace, seen: Seen) -> list[int]:
    shown_by, targets = seen.shown_by, trace.edges.target.view()
    ends = zip(trace.edges.source.view(), targets, strict=True)
    edges = [edge for edge, (one, other) in enumerate(ends) if shown_by[one] != shown_by[other]]
    edges.sort(key=lambda edge: shown_by[targets[edge]])
    return edges


def _outputs(trace: Trace, seen: Seen, edges: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    source, output, shown_by = trace.edges.source.view(), trace.edges.output.view(), seen.shown_by
    pairs = {(source[edge], output[edge]) for edge in edges if seen.group[shown_by[source[edge]]] != NOTHING}
    pairs.update((one.node, one.output) for one in trace.outputs)
    for one in trace.passes:
        pairs.update(zip(one.root.view(), one.output.view(), strict=True))
    found: dict[int, list[tuple[int, int]]] = {}
    for node, number in sorted(pairs):
        if seen.group[shown_by[node]] != NOTHING:
            found.setdefault(shown_by[node], []).append((node, number))
    return found


def _uses(
    trace: Trace, place: Sequence[int], number: dict[tuple[int, int], int]
) -> tuple[dict[tuple[int, int], list[int]], dict[tuple[int, int], list[int]]]:
    inner: dict[tuple[int, int], list[int]] = {}
    outer: dict[tuple[int, int], list[int]] = {}
    for edge, pair in enumerate(zip(trace.edges.source.view(), trace.edges.output.view(), strict=True)):
        if number and pair in number:
            (inner if place[edge] == NOTHING else outer).setdefault(pair, []).append(edge)
    return inner, outer


def folded_edges(trace: Trace, seen: Seen, across: Crossing) -> EdgeColumns:
    """The columns of the edges that are seen; each keeps its own share.

    What a group does with an input is no longer one derivative, so edges into one tell neither its local
    derivative nor a formula.
    """
    columns, shown_by, group = trace.edge_columns, seen.shown_by, seen.group
    sources, outputs = columns.source.view(), columns.output.view()
    source = [shown_by[sources[edge]] for edge in across.edges]
    target = [shown_by[id] for id in _picked(columns.target, across.edges)]
    whole = [group[id] == NOTHING for id in target]
    formula = _picked(columns.formula.index, across.edges)
    local = _picked(columns.local, across.edges)
    return EdgeColumns(
        source=Ints.of(source),
        output=Ints.of(across.output(seen, sources[edge], outputs[edge]) for edge in across.edges),
        target=Ints.of(target),
        key=Ints.of(_keys(source, target)),
        input=Words(columns.input.table, Ints.of(_picked(columns.input.index, across.edges))),
        grad=Ints.of(_picked(columns.grad, across.edges)),
        local=Ints.of(one if kept else NOTHING for one, kept in zip(local, whole, strict=True)),
        formula=Words(
            columns.formula.table,
            Ints.of(one if kept else NOTHING for one, kept in zip(formula, whole, strict=True)),
        ),
    )


def _picked(column: Ints, edges: Sequence[int]) -> list[int]:
    view = column.view()
    return [view[edge] for edge in edges]


def _keys(source: Sequence[int], target: Sequence[int]) -> list[int]:
    seen: Counter[tuple[int, int]] = Counter()
    keys: list[int] = []
    for ends in zip(source, target, strict=True):
        keys.append(seen[ends])
        seen[ends] += 1
    return keys
