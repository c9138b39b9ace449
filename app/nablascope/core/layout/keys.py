"""Stable keys: what a node is called by the part of the program it belongs to."""

from nablascope.core.graph.trace import Trace
from nablascope.core.language.span import Span

_NOWHERE = Span(0, 0, 0, 0)
_ANONYMOUS = "·"


def stable_keys(trace: Trace) -> tuple[str, ...]:
    """A key for each node, by id, that survives an edit elsewhere in the program.

    A key is the operation, what it is applied to, and which occurrence of that it is, counted in the
    order of the source text and then in the order of running. It holds neither the line, which every
    line typed above would change, nor a constant's value, which typing changes digit by digit.
    """
    identities, spans = _identities(trace), trace.nodes.span
    occurrences: dict[str, int] = {}
    keys = [""] * len(identities)
    for id in sorted(range(len(keys)), key=lambda id: (_place(spans[id]), id)):
        occurrence = occurrences.get(identities[id], 0)
        occurrences[identities[id]] = occurrence + 1
        keys[id] = f"{identities[id]}#{occurrence}"
    return tuple(keys)


def _place(span: Span | None) -> tuple[int, int, int, int]:
    span = span or _NOWHERE
    return span.line, span.column, span.end_line, span.end_column


def _identities(trace: Trace) -> list[str]:
    nodes = trace.nodes
    operands: list[list[str]] = [[] for _ in range(len(nodes))]
    uses: list[str] = [""] * len(nodes)
    kinds, scopes = tuple(nodes.kind), nodes.columns.scope
    for source, target, argument in zip(
        trace.edges.source, trace.edges.target, trace.edges.input, strict=True
    ):
        # The label of a group tells how often something is repeated, which an edit changes.
        name = None if kinds[source] == "group" else nodes.name[source]
        operands[target].append(name or nodes.function[source] or _ANONYMOUS)
        uses[source] = uses[source] or f"{nodes.function[target]}.{argument}"
    rows = zip(nodes.function, nodes.name, operands, uses, strict=True)
    return [scopes[id] or "" if kinds[id] == "group" else _identity(*row) for id, row in enumerate(rows)]


def _identity(function: str | None, name: str | None, operands: list[str], use: str) -> str:
    if function is not None:
        return f"{function}({', '.join(operands)})"
    return name or f"{_ANONYMOUS} {use}"
