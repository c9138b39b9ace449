"""Checks a trace that came from outside: a damaged or forged one must not break whoever reads it."""

from collections.abc import Iterator
from itertools import pairwise
from math import prod
from struct import calcsize

from nablascope.core.graph.backward_pass import MOST_PASSES, BackwardPass
from nablascope.core.graph.columns import NOTHING, Ints, Words
from nablascope.core.graph.node_columns import (
    SPAN_WIDTH,
    EdgeColumns,
    InsideColumns,
    NodeColumns,
    SavedColumns,
)
from nablascope.core.graph.scope import stands_for_scope
from nablascope.core.graph.tensors import Code, Tensors
from nablascope.core.graph.trace import Trace

_KINDS = frozenset(("leaf", "op", "constant", "cut"))
_STATES = frozenset(("held", "freed", "modified"))
_MOST_ELEMENTS = 1 << 62


class DamagedTraceError(ValueError):
    """The columns of a trace contradict each other."""


def check(trace: Trace) -> None:
    """Makes sure that every row of a trace can be read.

    Raises:
        DamagedTraceError: if one cannot.
    """
    nodes, edges, tensors = trace.node_columns, trace.edge_columns, trace.tensors
    _check_integers(trace)
    _check_tensors(tensors)
    _check_nodes(nodes, len(tensors.form))
    _check_saved(nodes.saved, len(tensors.form))
    _check_edges(edges, len(nodes.kind), len(tensors.form))
    _check_heading(trace, len(nodes.kind))
    _demand(nodes.inside == InsideColumns(), "it has closed groups")
    _demand(len(trace.passes) <= MOST_PASSES, "it has more backward passes than are ever kept")
    for one in trace.passes:
        _check_pass(one, trace)


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise DamagedTraceError(what)


def _check_integers(trace: Trace) -> None:
    for column in _integers(trace):
        _demand(len(column.data) % calcsize(column.code) == 0, "a column ends within a number")


def _integers(trace: Trace) -> Iterator[Ints]:
    parts = trace.node_columns, trace.node_columns.saved, trace.edge_columns, trace.tensors, *trace.passes
    for part in parts:
        for name in part.__slots__:
            column = getattr(part, name)
            if isinstance(column, Words):
                yield column.index
            elif isinstance(column, Ints):
                yield column


def _check_tensors(tensors: Tensors) -> None:
    count = len(tensors.form)
    columns = (tensors.start, tensors.count, tensors.described)
    _demand(all(len(column) == count for column in columns), "the columns of tensors differ in length")
    _within(tensors.form, len(tensors.forms), "form", least=0)
    _within(tensors.described, len(tensors.statistics), "statistics")
    sizes = [prod(form.shape) for form in tensors.forms]
    shapes = (size for form in tensors.forms for size in form.shape)
    _demand(all(size >= 0 for size in shapes), "a shape is negative")
    _demand(all(size < _MOST_ELEMENTS for size in sizes), "a shape is too large")
    widths = [_width(form.code) for form in tensors.forms]
    rows = zip(tensors.form, tensors.start, tensors.count, strict=True)
    for form, start, elements in rows:
        _demand(0 <= elements <= sizes[form], "a tensor has more elements than its shape")
        _demand(
            0 <= start <= len(tensors.data) - elements * widths[form], "a tensor ends outside of the data"
        )


def _width(code: Code) -> int:
    return calcsize(code[-1]) * (2 if code[0] == "z" else 1)


def _check_nodes(nodes: NodeColumns, tensors: int) -> None:
    count = len(nodes.kind)
    words = (
        nodes.kind,
        nodes.op,
        nodes.function,
        nodes.name,
        nodes.file,
        nodes.module,
        nodes.hooks,
        nodes.marks,
    )
    for column in words:
        _check_words(column, count)
    _within(nodes.kind.index, len(nodes.kind.table), "kind", least=0)
    _demand(_KINDS.issuperset(nodes.kind.table), "a node is of no known kind")
    _check_words(nodes.scope, count if len(nodes.scope) else 0)
    _demand(all(map(stands_for_scope, nodes.scope.table)), "a node ran nowhere")
    numbers = (nodes.requires_grad, nodes.version, nodes.accumulated)
    _demand(all(len(column) == count for column in numbers), "the columns of nodes differ in length")
    codes = "".join(column.code for column in numbers)
    _demand(codes == "bii", "a column of nodes has numbers that are too large")
    _demand(len(nodes.spans) == count * SPAN_WIDTH, "the spans of nodes differ in number")
    _within(nodes.spans, 1 << 31, "span")
    _check_offsets(nodes.outputs, count, len(nodes.value))
    _check_offsets(nodes.saved_from, count, len(nodes.saved.name))
    _demand(len(nodes.value) == len(nodes.grad), "values and gradients differ in number")
    for column in (nodes.value, nodes.grad, nodes.accumulated):
        _within(column, tensors, "tensor")


def _check_saved(saved: SavedColumns, tensors: int) -> None:
    count = len(saved.name)
    for column in (saved.name, saved.text, saved.state):
        _check_words(column, count)
    _within(saved.state.index, len(saved.state.table), "state", least=0)
    _demand(_STATES.issuperset(saved.state.table), "a saved tensor is in no known state")
    numbers = (saved.value, saved.version, saved.saved_at)
    _demand(all(len(column) == count for column in numbers), "the columns of saved tensors differ in length")
    _within(saved.value, tensors, "tensor")


def _check_edges(edges: EdgeColumns, nodes: int, tensors: int) -> None:
    count = len(edges.source)
    _check_words(edges.input, count)
    _check_words(edges.formula, count)
    numbers = (edges.output, edges.target, edges.key, edges.grad, edges.local)
    _demand(all(len(column) == count for column in numbers), "the columns of edges differ in length")
    _within(edges.source, nodes, "node", least=0)
    _within(edges.target, nodes, "node", least=0)
    _within(edges.output, 1 << 31, "output", least=0)
    for column in (edges.grad, edges.local):
        _within(column, tensors, "tensor")
    ends = zip(edges.source.view(), edges.target.view(), strict=True)
    _demand(all(source < target for source, target in ends), "an edge runs backwards")


def _check_heading(trace: Trace, nodes: int) -> None:
    _demand(bool(trace.outputs), "it has no output")
    named = (trace.failed_node, trace.first_bad_value, trace.first_bad_grad)
    ids = [*(output.node for output in trace.outputs), *(id for id in named if id is not None)]
    _demand(all(0 <= id < nodes for id in ids), "it names a node that is not there")
    _demand(all(0 <= output.output < 1 << 31 for output in trace.outputs), "an output has no number")
    _demand(trace.order >= 1, "the order of its gradient is below 1")


def _check_pass(one: BackwardPass, trace: Trace) -> None:
    nodes, edges, tensors = len(trace.nodes), len(trace.edges), len(trace.tensors)
    _demand(0 <= one.before <= nodes, "a pass began after the last node")
    _demand(len(one.root) == len(one.output) == len(one.seed) > 0, "the roots of a pass differ in number")
    _demand(len(one.leaves) == len(one.had) == len(one.has), "the leaves of a pass differ in number")
    _demand(len(one.grad) == len(trace.node_columns.grad), "a pass has more or fewer gradients")
    _demand(len(one.share) == edges, "a pass has more or fewer shares")
    for column in (one.root, one.calls, one.leaves):
        _within(column, nodes, "node", least=0)
    _within(one.output, 1 << 31, "output", least=0)
    _within(one.delivered, edges, "edge", least=0)
    for column in (one.seed, one.grad, one.share, one.had, one.has):
        _within(column, tensors, "tensor")
    for column in (one.calls, one.delivered):
        _demand(len(set(column)) == len(column), "a pass does one thing twice")


def _check_words(words: Words, rows: int) -> None:
    _demand(len(words.index) == rows, "columns differ in length")
    _within(words.index, len(words.table), "word")


def _check_offsets(offsets: Ints, rows: int, end: int) -> None:
    _demand(len(offsets) == rows + 1, "offsets differ in number")
    _demand(offsets[0] == 0 and offsets[rows] == end, "offsets do not span their column")
    _demand(all(one <= next for one, next in pairwise(offsets.view())), "offsets run backwards")


def _within(column: Ints, end: int, what: str, least: int = NOTHING) -> None:
    if len(column):
        view = column.view()
        _demand(least <= min(view) and max(view) < end, f"a {what} is out of range")
