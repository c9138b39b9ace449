"""The columns behind a trace's nodes and edges; rows are made from them when someone looks."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import cast

from nablascope.core.graph.columns import LIST, NO_INTS, NO_WORDS, NOTHING, Ints, Words
from nablascope.core.graph.rows import Edge, Inside, Kind, Node, Saved, SavedState
from nablascope.core.graph.scope import scope_of
from nablascope.core.graph.tensors import Tensors
from nablascope.core.language.span import Span

SPAN_WIDTH = 4
"""Numbers a span: line, column, end line, end column; its line is `NOTHING` where there is none."""


@dataclass(frozen=True, slots=True)
class SavedColumns:
    """What nodes saved, one row each; see `Saved`. `value` is an index into `Tensors`."""

    name: Words
    value: Ints
    text: Words
    state: Words
    version: Ints
    saved_at: Ints

    def row(self, index: int, tensors: Tensors) -> Saved:
        """The row of `index`."""
        return Saved(
            self.name[index] or "",
            tensors.get(self.value[index]),
            self.text[index],
            cast("SavedState", self.state[index]),
            _known(self.version[index]),
            _known(self.saved_at[index]),
        )


@dataclass(frozen=True, slots=True)
class InsideColumns:
    """What closed groups hold, one row each; see `Inside`. `node` has their ids, in order."""

    node: Ints = NO_INTS
    count: Ints = NO_INTS
    least: tuple[float, ...] = ()
    most: tuple[float, ...] = ()

    def row(self, id: int) -> Inside | None:
        """The row of the node `id`, or None where it is no closed group."""
        place = bisect_left(self.node.view(), id) if len(self.node) else 0
        if place == len(self.node) or self.node[place] != id:
            return None
        return Inside(self.count[place], self.least[place], self.most[place])


@dataclass(frozen=True, slots=True)
class NodeColumns:
    """All of one length but those said otherwise; see `Node`.

    Attributes:
        spans: `SPAN_WIDTH` numbers a node.
        outputs: for each node where its outputs begin in `value` and `grad`; one more at the end.
        value: an index into `Tensors` for each output, or `NOTHING`; `grad` likewise.
        saved_from: for each node where its rows of `saved` begin; one more at the end.
        hooks: lists of words, joined by `LIST`; `marks` likewise.
        accumulated: an index into `Tensors`, or `NOTHING`.
        scope: segments, written as `written` says and joined by `LIST`; without rows in files that older
            versions wrote. Of a closed group its key.
        inside: of closed groups, which only a folded trace has.
    """

    kind: Words
    op: Words
    function: Words
    name: Words
    spans: Ints
    outputs: Ints
    value: Ints
    grad: Ints
    requires_grad: Ints
    file: Words
    module: Words
    version: Ints
    saved_from: Ints
    saved: SavedColumns
    hooks: Words
    marks: Words
    accumulated: Ints
    scope: Words = NO_WORDS
    inside: InsideColumns = InsideColumns()

    def row(self, id: int, tensors: Tensors) -> Node:
        """The row of `id`."""
        start, end = self.outputs[id], self.outputs[id + 1]
        saved = range(self.saved_from[id], self.saved_from[id + 1])
        return Node(
            id=id,
            kind=cast("Kind", self.kind[id]),
            op=self.op[id],
            function=self.function[id],
            name=self.name[id],
            span=self.span(id),
            values=tuple(map(tensors.get, self.value.view()[start:end])),
            grads=tuple(map(tensors.get, self.grad.view()[start:end])),
            requires_grad=bool(self.requires_grad[id]),
            file=self.file[id],
            module=self.module[id],
            version=_known(self.version[id]),
            saved=tuple(self.saved.row(i, tensors) for i in saved),
            hooks=_words(self.hooks[id]),
            marks=_words(self.marks[id]),
            accumulated=tensors.get(self.accumulated[id]),
            scope=scope_of(self.scope[id]) if len(self.scope) else (),
            inside=self.inside.row(id),
        )

    def span(self, id: int) -> Span | None:
        """Where the program wrote the node, or None."""
        line, column, end_line, end_column = self.spans.view()[SPAN_WIDTH * id : SPAN_WIDTH * (id + 1)]
        return None if line == NOTHING else Span(line, column, end_line, end_column)


@dataclass(frozen=True, slots=True)
class EdgeColumns:
    """All of one length; see `Edge`. `grad` and `local` are indexes into `Tensors`, or `NOTHING`."""

    source: Ints
    output: Ints
    target: Ints
    key: Ints
    input: Words
    grad: Ints
    local: Ints
    formula: Words

    def row(self, index: int, tensors: Tensors) -> Edge:
        """The row of `index`."""
        return Edge(
            self.source[index],
            self.output[index],
            self.target[index],
            self.key[index],
            self.input[index] or "",
            tensors.get(self.grad[index]),
            tensors.get(self.local[index]),
            self.formula[index],
        )


def _known(number: int) -> int | None:
    return None if number == NOTHING else number


def _words(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(LIST)) if joined else ()
