"""From rows to columns: for graphs made row by row."""

from collections.abc import Iterable, Sequence

from nablascope.core.graph.columns import LIST, NOTHING, Ints, Words, offsets
from nablascope.core.graph.node_columns import EdgeColumns, NodeColumns, SavedColumns
from nablascope.core.graph.rows import Edge, Node, Saved
from nablascope.core.graph.scope import written
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.tensors import TensorsBuilder
from nablascope.core.language.span import Span


def pack_nodes(rows: Sequence[Node], tensors: TensorsBuilder) -> NodeColumns:
    """The columns of `rows`, whose ids count from 0; their tensors go into `tensors`."""
    return NodeColumns(
        kind=Words.of(row.kind for row in rows),
        op=Words.of(row.op for row in rows),
        function=Words.of(row.function for row in rows),
        name=Words.of(row.name for row in rows),
        spans=Ints.of(number for row in rows for number in span_numbers(row.span)),
        outputs=offsets(_outputs(row) for row in rows),
        value=Ints.of(tensors.add_summary(value) for row in rows for value in _padded(row.values, row)),
        grad=Ints.of(tensors.add_summary(grad) for row in rows for grad in _padded(row.grads, row)),
        requires_grad=Ints.of((row.requires_grad for row in rows), "b"),
        file=Words.of(row.file for row in rows),
        module=Words.of(row.module for row in rows),
        version=_numbers(row.version for row in rows),
        saved_from=offsets(len(row.saved) for row in rows),
        saved=_pack_saved([saved for row in rows for saved in row.saved], tensors),
        hooks=Words.of(LIST.join(row.hooks) or None for row in rows),
        marks=Words.of(LIST.join(row.marks) or None for row in rows),
        accumulated=Ints.of(tensors.add_summary(row.accumulated) for row in rows),
        scope=Words.of(LIST.join(map(written, row.scope)) or None for row in rows),
    )


def pack_edges(rows: Sequence[Edge], tensors: TensorsBuilder) -> EdgeColumns:
    """The columns of `rows`; their tensors go into `tensors`."""
    return EdgeColumns(
        source=Ints.of(row.source for row in rows),
        output=Ints.of(row.output for row in rows),
        target=Ints.of(row.target for row in rows),
        key=Ints.of(row.key for row in rows),
        input=Words.of(row.input for row in rows),
        grad=Ints.of(tensors.add_summary(row.grad) for row in rows),
        local=Ints.of(tensors.add_summary(row.local) for row in rows),
        formula=Words.of(row.formula for row in rows),
    )


def span_numbers(span: Span | None) -> tuple[int, int, int, int]:
    """A span as `NodeColumns.spans` holds it."""
    if span is None:
        return NOTHING, NOTHING, NOTHING, NOTHING
    return span.line, span.column, span.end_line, span.end_column


def _pack_saved(rows: Sequence[Saved], tensors: TensorsBuilder) -> SavedColumns:
    return SavedColumns(
        name=Words.of(row.name for row in rows),
        value=Ints.of(tensors.add_summary(row.value) for row in rows),
        text=Words.of(row.text for row in rows),
        state=Words.of(row.state for row in rows),
        version=_numbers(row.version for row in rows),
        saved_at=_numbers(row.saved_at for row in rows),
    )


def _numbers(numbers: Iterable[int | None]) -> Ints:
    return Ints.of(NOTHING if number is None else number for number in numbers)


def _outputs(row: Node) -> int:
    return max(len(row.values), len(row.grads))


def _padded(tensors: tuple[TensorSummary | None, ...], row: Node) -> tuple[TensorSummary | None, ...]:
    return tensors + (None,) * (_outputs(row) - len(tensors))
