"""Stable keys: what a node is called by the part of the program it belongs to."""

from nablascope.core.graph.node_columns import SPAN_WIDTH
from nablascope.core.graph.trace import Trace

_ANONYMOUS = "·"


def stable_keys(trace: Trace) -> tuple[str, ...]:
    """A key for each node, by id, that survives an edit elsewhere in the program.

    A key is the operation, what it is applied to, and which occurrence of that it is, counted in the
    order of the source text and then in the order of running. It holds neither the line, which every
    line typed above would change, nor a constant's value, which typing changes digit by digit.
    """
    identities, places = _identities(trace), _places(trace)
    occurrences: dict[str, int] = {}
    keys = [""] * len(identities)
    for id in sorted(range(len(keys)), key=places.__getitem__):
        identity = identities[id]
        occurrence = occurrences.get(identity, 0)
        occurrences[identity] = occurrence + 1
        keys[id] = f"{identity}#{occurrence}"
    return tuple(keys)


def _places(trace: Trace) -> list[tuple[int, ...]]:
    """Where each node was written; what has no place comes first, since its line is less than any."""
    spans = trace.node_columns.spans.view()
    return list(zip(*(spans[part::SPAN_WIDTH] for part in range(SPAN_WIDTH)), strict=True))


def _identities(trace: Trace) -> list[str]:
    names, functions = list(trace.nodes.name), list(trace.nodes.function)
    groups = _groups(trace)
    for id in groups:
        # The label of a group tells how often something is repeated, which an edit changes.
        names[id] = None
    called = [name or function or _ANONYMOUS for name, function in zip(names, functions, strict=True)]
    operands: list[list[str]] = [[] for _ in names]
    uses: list[str] = [""] * len(names)
    for source, target, argument in zip(
        trace.edges.source, trace.edges.target, trace.edges.input, strict=True
    ):
        operands[target].append(called[source])
        uses[source] = uses[source] or f"{functions[target]}.{argument}"
    identities = list(map(_identity, functions, names, operands, uses))
    for id in groups:
        identities[id] = trace.node_columns.scope[id] or ""
    return identities


def _groups(trace: Trace) -> tuple[int, ...]:
    return tuple(trace.node_columns.inside.node)


def _identity(function: str | None, name: str | None, operands: list[str], use: str) -> str:
    if function is not None:
        return f"{function}({', '.join(operands)})"
    return name or f"{_ANONYMOUS} {use}"
