"""Finds what is to be marked in a trace."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from math import isinf, isnan

from nablascope.core.graph.columns import LIST, NOTHING, Words
from nablascope.core.graph.far_gradients import far_gradients
from nablascope.core.graph.kinks import Operands, mark_of, may_be_marked
from nablascope.core.graph.marks import (
    FIRST_BAD,
    IN_PLACE,
    INFINITE,
    MASKED_NAN,
    NAN,
    ZERO_GRADIENT,
)
from nablascope.core.graph.saved_marks import saved_marks
from nablascope.core.graph.tensor import Element, TensorSummary
from nablascope.core.graph.trace import Trace


def marked(trace: Trace, bad: Collection[int], zero: Collection[int]) -> Trace:
    """The same trace with all marks, those that it has already first.

    Args:
        trace: only knows what was not reached and what was sent no gradient.
        bad: indexes of its tensors that have a NaN or an infinity.
        zero: indexes of its tensors that are zero in every element.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for id, mark in (
        *_kinks(trace),
        *_in_place(trace),
        *saved_marks(trace),
        *_masked(trace, bad),
        *_numbers(trace, bad),
        *((id, ZERO_GRADIENT) for id in _receiving(trace, zero)),
        *far_gradients(trace),
        *((id, FIRST_BAD) for id in {trace.first_bad_value, trace.first_bad_grad} if id is not None),
    ):
        found[id].append(mark)
    if not found:
        return trace
    before = trace.node_columns.marks
    words = [_joined(known, found.get(id, ())) for id, known in enumerate(before)]
    return replace(trace, node_columns=replace(trace.node_columns, marks=Words.of(words)))


def _joined(before: str | None, marks: Sequence[str]) -> str | None:
    return LIST.join([*([before] if before else []), *dict.fromkeys(marks)]) or None


def _kinks(trace: Trace) -> Iterable[tuple[int, str]]:
    """Operations with a kink or a tie at their operands."""
    known = {function for function in trace.nodes.function.table if may_be_marked(function)}
    wanted = [
        id for id, function in enumerate(trace.nodes.function) if function in known and _is_op(trace, id)
    ]
    incoming = _incoming(trace, set(wanted)) if wanted else {}
    for id in wanted:
        mark = mark_of(trace.nodes[id], _operands(trace, incoming.get(id, [])))
        if mark is not None:
            yield id, mark


def _is_op(trace: Trace, id: int) -> bool:
    return trace.nodes.op[id] is not None


def _incoming(trace: Trace, targets: set[int]) -> dict[int, list[int]]:
    """The edges into each of `targets`."""
    found: dict[int, list[int]] = defaultdict(list)
    for index, target in enumerate(trace.edges.target):
        if target in targets:
            found[target].append(index)
    return found


def _operands(trace: Trace, edges: Iterable[int]) -> Operands:
    columns, operands = trace.node_columns, dict[str, TensorSummary | None]()
    for index in edges:
        source, output = trace.edges.source[index], trace.edges.output[index]
        value = columns.value[columns.outputs[source] + output]
        operands[trace.edges.input[index] or ""] = trace.tensors.get(value)
    return operands


def _in_place(trace: Trace) -> Iterable[tuple[int, str]]:
    functions = {name for name in trace.nodes.function.table if name.endswith("_") and name[-2:] != "__"}
    if functions:
        for id, function in enumerate(trace.nodes.function):
            if function in functions:
                yield id, IN_PLACE


def _receiving(trace: Trace, tensors: Collection[int]) -> Iterable[int]:
    """Nodes at all of whose outputs a gradient arrived that is among `tensors`, where any arrived."""
    columns = trace.node_columns
    starts, grads = columns.outputs.view(), columns.grad.view()
    for id in range(len(trace.nodes)) if tensors else ():
        arrived = [grad for grad in grads[starts[id] : starts[id + 1]] if grad != NOTHING]
        if arrived and all(grad in tensors for grad in arrived):
            yield id


def _numbers(trace: Trace, bad: Collection[int]) -> Iterable[tuple[int, str]]:
    """Nodes with a NaN or an infinity in a value or a gradient."""
    columns = trace.node_columns
    starts = columns.outputs.view()
    for id in range(len(trace.nodes)) if bad else ():
        span = slice(starts[id], starts[id + 1])
        shown = {*columns.value.view()[span], *columns.grad.view()[span]}
        tensors = [trace.tensors[index] for index in shown if index in bad]
        yield from ((id, NAN) for tensor in tensors if _has(tensor, isnan))
        yield from ((id, INFINITE) for tensor in tensors if _has(tensor, isinf))


def _masked(trace: Trace, bad: Collection[int]) -> Iterable[tuple[int, str]]:
    """Nodes that sent NaN where zero had arrived."""
    columns = trace.edge_columns
    for index, share in enumerate(columns.grad if bad else ()):
        if share in bad:
            target = columns.target[index]
            arrived, sent = trace.nodes[target].grad, trace.tensors[share]
            if arrived is not None and _sent_for_zero(arrived, sent):
                yield target, MASKED_NAN


def _sent_for_zero(arrived: TensorSummary, sent: TensorSummary) -> bool:
    if not _has(sent, isnan) or _has(arrived, isnan):
        return False
    if arrived.shape != sent.shape:
        return any(_is_zero(element) for element in arrived.values)
    pairs = zip(arrived.values, sent.values, strict=False)
    return any(_is_zero(before) and _element(after, isnan) for before, after in pairs)


def _has(tensor: TensorSummary, what: Callable[[float], bool]) -> bool:
    if tensor.statistics is not None:
        return bool(tensor.statistics.nan if what is isnan else tensor.statistics.infinite)
    return any(_element(element, what) for element in tensor.values)


def _element(element: Element, what: Callable[[float], bool]) -> bool:
    number = complex(element)
    return any(what(half) for half in (number.real, number.imag))


def _is_zero(element: Element) -> bool:
    return complex(element) == 0
