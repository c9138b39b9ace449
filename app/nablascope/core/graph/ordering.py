"""`ordered`: the nodes of a graph in the order of one of their columns."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan
from typing import Literal

from nablascope.core.graph.columns import NOTHING, Ints, Words
from nablascope.core.graph.measures import Measures
from nablascope.core.graph.node_columns import SPAN_WIDTH, NodeColumns
from nablascope.core.graph.operations import symbol
from nablascope.core.graph.trace import Trace

Column = Literal["number", "node", "operation", "shape", "value", "gradient", "module", "line"]

Key = float | tuple[int, ...] | None
"""What rows are compared by; rows without one come last."""

_DIGITS = re.compile(r"(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and whether the largest comes first."""

    column: Column = "number"
    descending: bool = False


def ordered(trace: Trace, measures: Measures, ids: Iterable[int], order: Order) -> list[int]:
    """`ids` sorted; those equal in the column stay in their order, and those without an entry come last.

    A scalar stands where its number does, a tensor where its largest absolute value does.
    """
    keys = _KEYS[order.column](trace, measures)
    known: list[int] = []
    rest: list[int] = []
    for id in ids:
        (rest if keys[id] is None else known).append(id)
    known.sort(key=keys.__getitem__, reverse=order.descending)  # pyright: ignore
    return known + rest


def _numbers(trace: Trace, measures: Measures) -> Sequence[Key]:
    return range(len(trace.nodes))


def _nodes(trace: Trace, measures: Measures) -> Sequence[Key]:
    """By what they are, then by name; kinds and signs share one order."""
    columns = trace.node_columns
    kinds = columns.kind.table
    signs = Words.of([*kinds, *map(symbol, columns.function.table)])
    ranks = [rank for rank in _ranks(signs) if rank is not None]
    functions = [*ranks[len(kinds) :], NOTHING]
    rows = zip(columns.kind.index, columns.function.index, _ranks(columns.name), strict=True)
    return [
        (ranks[kind] if function == NOTHING else functions[function], NOTHING if name is None else name)
        for kind, function, name in rows
    ]


def _operations(trace: Trace, measures: Measures) -> Sequence[Key]:
    return _ranks(trace.node_columns.op)


def _modules(trace: Trace, measures: Measures) -> Sequence[Key]:
    return _ranks(trace.node_columns.module)


def _lines(trace: Trace, measures: Measures) -> Sequence[Key]:
    """By file, then by line."""
    lines = trace.node_columns.spans.view()[::SPAN_WIDTH]
    files = (NOTHING if rank is None else rank for rank in _ranks(trace.node_columns.file))
    rows = zip(files, lines, strict=True)
    return [None if line == NOTHING else (file, line) for file, line in rows]


def _shapes(trace: Trace, measures: Measures) -> Sequence[Key]:
    keys = [(len(form.shape), *form.shape) for form in trace.tensors.forms]
    columns = trace.node_columns
    return _of_first_output(columns, columns.value, [keys[form] for form in trace.tensors.form])


def _values(trace: Trace, measures: Measures) -> Sequence[Key]:
    return _of_first_output(trace.node_columns, trace.node_columns.value, _sizes(trace, measures))


def _gradients(trace: Trace, measures: Measures) -> Sequence[Key]:
    return _of_first_output(trace.node_columns, trace.node_columns.grad, _sizes(trace, measures))


def _sizes(trace: Trace, measures: Measures) -> list[Key]:
    scalar = [not form.shape for form in trace.tensors.forms]
    rows = zip(trace.tensors.form, measures.least, measures.most, strict=True)
    return [None if isnan(low) else (low if scalar[form] else max(-low, high)) for form, low, high in rows]


def _of_first_output(columns: NodeColumns, places: Ints, keys: Sequence[Key]) -> Sequence[Key]:
    keys = (*keys, None)
    tensors, starts = places.view(), columns.outputs.view()
    return [keys[tensors[start]] if start < end else None for start, end in pairwise(starts)]


def _ranks(words: Words) -> Sequence[int | None]:
    """For each row the place of its word among all words; None where it has none."""
    places = sorted(range(len(words.table)), key=lambda place: _natural(words.table[place]))
    ranks: list[int | None] = [None] * (len(places) + 1)
    for rank, place in enumerate(places):
        ranks[place] = rank
    return [ranks[place] for place in words.index]


def _natural(word: str) -> tuple[tuple[str, int], ...]:
    """So that layer 2 comes before layer 10."""
    parts = _DIGITS.split(word.casefold())
    numbers = (*map(int, parts[1::2]), NOTHING)
    return tuple(zip(parts[::2], numbers, strict=True))


_KEYS: dict[Column, Callable[[Trace, Measures], Sequence[Key]]] = {
    "number": _numbers,
    "node": _nodes,
    "operation": _operations,
    "shape": _shapes,
    "value": _values,
    "gradient": _gradients,
    "module": _modules,
    "line": _lines,
}
