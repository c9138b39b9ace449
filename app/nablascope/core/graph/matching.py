"""`matches`: which nodes of a trace meet a query; column by column, so that 100,000 nodes take moments."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import compress, pairwise
from operator import eq, ge, gt, le, lt, ne

from nablascope.core.graph.columns import NOTHING, Ints, Words
from nablascope.core.graph.measures import Measures
from nablascope.core.graph.node_columns import LIST, NodeColumns
from nablascope.core.graph.operations import symbol
from nablascope.core.graph.query import Compared, Condition, Has, Marked, Operator, Quantity, Shaped, Word
from nablascope.core.graph.tensors import Tensors
from nablascope.core.graph.trace import Trace

Flags = bytes
"""One byte a row, 1 where it counts."""

_SMALL: dict[Operator, Callable[[float, float], bool]] = {"<": lt, "<=": le}
_LARGE: dict[Operator, Callable[[float, float], bool]] = {">": gt, ">=": ge}
_EQUAL: dict[Operator, Callable[[object, object], bool]] = {"=": eq, "!=": ne}


def matches(trace: Trace, measures: Measures, query: Iterable[Condition]) -> list[int]:
    """The ids of the nodes that meet every condition of `query`, in order; all of them for an empty one.

    Args:
        trace: the graph.
        measures: of the trace's tensors.
        query: what is looked for.
    """
    everything = bytes([1]) * len(trace.nodes)
    met = reduce(_both, (_met(trace, measures, one) for one in query), everything)
    return list(compress(range(len(met)), met))


def beginning(trace: Trace, text: str) -> Flags:
    """For each node whether its name, its sign or its operation begins with `text`."""
    columns, start = trace.node_columns, text.lower()
    words = (columns.name, columns.op, columns.function)
    begins = [_worded(column, lambda word: word.lower().startswith(start)) for column in words]
    return reduce(_either, begins, _worded(columns.function, lambda word: symbol(word).startswith(text)))


def _met(trace: Trace, measures: Measures, condition: Condition) -> Flags:
    columns = trace.node_columns
    match condition:
        case Word(text):
            return _with_word(columns, text)
        case Marked(mark):
            return _worded(columns.marks, lambda joined: mark in joined.split(LIST))
        case Shaped(sizes):
            return _of_shape(columns, trace.tensors, sizes)
        case Has(what):
            return _HAS[what](columns, measures)
        case _:
            return _of_tensors(columns, condition.quantity, _compared(measures, condition))


def _with_word(columns: NodeColumns, text: str) -> Flags:
    words = (columns.name, columns.op, columns.module)
    named = [_worded(column, lambda word: text in word.lower()) for column in words]
    signed = _worded(columns.function, lambda word: text in word.lower() or text == symbol(word))
    return reduce(_either, named, signed)


def _worded(words: Words, counts: Callable[[str], bool]) -> Flags:
    return _looked_up(words.index, [counts(word) for word in words.table])


def _looked_up(index: Ints, counting: Sequence[int]) -> Flags:
    """For each row whether what it points at counts; pointing at `NOTHING`, the last, it does not."""
    table = (*counting, 0)
    return bytes(map(table.__getitem__, index.view()))


def _of_kind(kind: str) -> Callable[[NodeColumns, Measures], Flags]:
    return lambda columns, _: _worded(columns.kind, lambda word: word == kind)


def _odd(numbers: Callable[[Measures], Flags]) -> Callable[[NodeColumns, Measures], Flags]:
    def found(columns: NodeColumns, measures: Measures) -> Flags:
        odd = numbers(measures)
        return _either(_of_tensors(columns, "value", odd), _of_tensors(columns, "grad", odd))

    return found


def _zero_gradient(columns: NodeColumns, measures: Measures) -> Flags:
    return _of_tensors(columns, "grad", _compared(measures, Compared("grad", False, "=", 0.0)))


_HAS: dict[str, Callable[[NodeColumns, Measures], Flags]] = {
    "leaf": _of_kind("leaf"),
    "constant": _of_kind("constant"),
    "cut": _of_kind("cut"),
    "hook": lambda columns, _: _worded(columns.hooks, bool),
    "nan": _odd(lambda measures: measures.nan),
    "inf": _odd(lambda measures: measures.infinite),
    "zero": _zero_gradient,
}


def _compared(measures: Measures, condition: Compared) -> Flags:
    """For each tensor whether its numbers compare so.

    An element that is larger, or smaller, is enough; equal they all have to be. The absolute value is the
    largest of the elements'.
    """
    least, most = measures.least, measures.most
    if condition.absolute:
        least = most = [max(-low, high) for low, high in zip(least, most, strict=True)]
    number, operator = condition.number, condition.operator
    if operator in _EQUAL:
        return _equal(measures, (least, most), condition)
    if operator in _SMALL:
        return bytes(_SMALL[operator](low, number) for low in least)
    return bytes(_LARGE[operator](high, number) for high in most)


def _equal(measures: Measures, ends: tuple[Sequence[float], Sequence[float]], condition: Compared) -> Flags:
    number, within = condition.number, condition.within
    lower, upper = number - within, number + within
    wanted = condition.operator == "="
    rows = zip(*ends, measures.nan, strict=True)
    return bytes((lower <= low and high <= upper and not nan) == wanted for low, high, nan in rows)


def _of_shape(columns: NodeColumns, tensors: Tensors, sizes: tuple[int | None, ...]) -> Flags:
    forms = [_fits(form.shape, sizes) for form in tensors.forms]
    shaped = bytes(map(forms.__getitem__, tensors.form.view()))
    return _either(_of_tensors(columns, "value", shaped), _of_tensors(columns, "grad", shaped))


def _fits(shape: tuple[int, ...], sizes: tuple[int | None, ...]) -> bool:
    return len(shape) == len(sizes) and all(
        wanted in (None, size) for size, wanted in zip(shape, sizes, strict=True)
    )


def _of_tensors(columns: NodeColumns, quantity: Quantity, counting: Flags) -> Flags:
    """The nodes of which one output's value or gradient counts."""
    places = columns.value if quantity == "value" else columns.grad
    slots, starts = _looked_up(places, counting), columns.outputs.view()
    if columns.outputs == Ints.of(range(len(starts))):
        return slots
    return bytes(slots.find(1, start, end) != NOTHING for start, end in pairwise(starts))


def _both(one: Flags, other: Flags) -> Flags:
    both = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return both.to_bytes(len(one), "little")


def _either(one: Flags, other: Flags) -> Flags:
    either = int.from_bytes(one, "little") | int.from_bytes(other, "little")
    return either.to_bytes(len(one), "little")
