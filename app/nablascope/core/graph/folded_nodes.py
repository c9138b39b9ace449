"""The nodes of a folded trace: rows as they were, and one for each closed group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.columns import NOTHING, Ints, Words, offsets
from nablascope.core.graph.folded_edges import Crossing
from nablascope.core.graph.gradient_range import NO_RANGE, ranges
from nablascope.core.graph.groups import Groups
from nablascope.core.graph.marks_inside import marks_inside
from nablascope.core.graph.node_columns import SPAN_WIDTH, InsideColumns, NodeColumns, SavedColumns
from nablascope.core.graph.seen import Seen
from nablascope.core.graph.trace import Trace

_GROUP = "group"


def folded_nodes(trace: Trace, groups: Groups, seen: Seen, across: Crossing) -> NodeColumns:
    """The columns of what is seen."""
    columns, closed = trace.node_columns, [id for id, group in enumerate(seen.group) if group != NOTHING]
    none = dict.fromkeys(closed, None)
    value = list(folded_outputs(trace, seen, across, columns.value))
    saved, saved_from = _saved(columns, seen)
    return NodeColumns(
        kind=_words(columns.kind, seen, dict.fromkeys(closed, _GROUP)),
        op=_words(columns.op, seen, none),
        function=_words(columns.function, seen, none),
        name=_words(columns.name, seen, {id: groups.label[seen.group[id]] for id in closed}),
        spans=Ints.of(_spans(columns, seen)),
        outputs=offsets(_lengths(columns, seen, across)),
        value=Ints.of(value),
        grad=Ints.of(folded_grads(trace, seen, across, _shown(trace))),
        requires_grad=Ints.of(_requires_grad(columns, seen), "b"),
        file=_words(columns.file, seen, {id: columns.file[seen.first[id]] for id in closed}),
        module=_words(columns.module, seen, none),
        version=_numbers(columns.version, seen),
        saved_from=saved_from,
        saved=saved,
        hooks=_words(columns.hooks, seen, none),
        marks=_words(columns.marks, seen, marks_inside(columns.marks, seen)),
        accumulated=_numbers(columns.accumulated, seen),
        scope=_scopes(columns, groups, seen, closed),
        inside=_inside(trace, groups, seen, closed),
    )


def folded_outputs(trace: Trace, seen: Seen, across: Crossing, column: Ints) -> Iterator[int]:
    """A column over all outputs of all nodes, as it is of those that are seen."""
    starts, view = trace.node_columns.outputs.view(), column.view()
    for id, (group, node) in enumerate(zip(seen.group, seen.first, strict=True)):
        if group == NOTHING:
            yield from view[starts[node] : starts[node + 1]]
            continue
        places = [(starts[inner] + output, starts[inner + 1]) for inner, output in across.outputs.get(id, ())]
        yield from (view[place] if place < end else NOTHING for place, end in places or [(0, 0)])


@dataclass(frozen=True, slots=True)
class Arrived:
    """What arrived in a pass.

    Attributes:
        grad: at each output of each node; `share` along each edge.
        seeds: of outputs that the pass started from.
    """

    grad: Ints
    share: Ints
    seeds: Mapping[tuple[int, int], int]


def _shown(trace: Trace) -> Arrived:
    seeds = seeds_of(trace.passes[-1]) if trace.passes else {}
    return Arrived(trace.node_columns.grad, trace.edge_columns.grad, seeds)


def seeds_of(one: BackwardPass) -> dict[tuple[int, int], int]:
    """The seed of each output that a pass started from."""
    return dict(zip(zip(one.root.view(), one.output.view(), strict=True), one.seed.view(), strict=True))


def folded_grads(trace: Trace, seen: Seen, across: Crossing, arrived: Arrived) -> list[int]:
    """What arrived at each output that is seen.

    At an output of a group that is used inside of it too, that is what one edge or a seed brought from
    outside. Where several did, their sum is no recorded tensor, and it is the gradient of the node that made
    the output.
    """
    grads = list(folded_outputs(trace, seen, across, arrived.grad))
    starts = list(accumulate(_lengths(trace.node_columns, seen, across), initial=0))
    share = arrived.share.view()
    for pair, number in across.number.items():
        if any(share[edge] != NOTHING for edge in across.inner.get(pair, ())):
            came = [share[edge] for edge in across.outer.get(pair, ())] + [arrived.seeds.get(pair, NOTHING)]
            came = [tensor for tensor in came if tensor != NOTHING] or [NOTHING]
            place = starts[seen.shown_by[pair[0]]] + number
            grads[place] = came[0] if len(came) == 1 else grads[place]
    return grads


def _lengths(columns: NodeColumns, seen: Seen, across: Crossing) -> Iterator[int]:
    """Nobody uses a group without outputs; it still has one, of which nothing is known."""
    starts = columns.outputs.view()
    for id, (group, node) in enumerate(zip(seen.group, seen.first, strict=True)):
        alone = group == NOTHING
        yield starts[node + 1] - starts[node] if alone else max(1, len(across.outputs.get(id, ())))


def _words(words: Words, seen: Seen, of_groups: Mapping[int, str | None]) -> Words:
    view, places = words.index.view(), {word: place for place, word in enumerate(words.table)}
    rows = [view[id] for id in seen.first] if len(words) else [NOTHING] * len(seen.first)
    for id, word in of_groups.items():
        rows[id] = NOTHING if word is None else places.setdefault(word, len(places))
    return Words(tuple(places), Ints.of(rows))


def _numbers(column: Ints, seen: Seen) -> Ints:
    view = column.view()
    ids = zip(seen.first, seen.group, strict=True)
    return Ints.of(view[id] if group == NOTHING else NOTHING for id, group in ids)


def _scopes(columns: NodeColumns, groups: Groups, seen: Seen, closed: Sequence[int]) -> Words:
    keys = {id: groups.key[seen.group[id]] for id in closed}
    return _words(columns.scope, seen, keys) if closed or len(columns.scope) else columns.scope


def _spans(columns: NodeColumns, seen: Seen) -> Iterator[int]:
    """Of a group from the first place in the text to the last, where all are in one file."""
    view, around = columns.spans.view(), _spans_inside(columns, seen)
    for id, (group, node) in enumerate(zip(seen.group, seen.first, strict=True)):
        yield from view[SPAN_WIDTH * node : SPAN_WIDTH * (node + 1)] if group == NOTHING else around[id]


def _spans_inside(columns: NodeColumns, seen: Seen) -> dict[int, tuple[int, int, int, int]]:
    starts: dict[int, list[tuple[int, int]]] = {}
    view, file, nodes = columns.spans.view(), columns.file.index.view(), seen.shown_by
    for id, shown in enumerate(nodes):
        if seen.group[shown] != NOTHING and file[id] == file[seen.first[shown]]:
            line, column, end_line, end = view[SPAN_WIDTH * id : SPAN_WIDTH * (id + 1)]
            if line != NOTHING:
                starts.setdefault(shown, []).extend(((line, column), (end_line, end)))
    spans = {id: (*min(places), *max(places)) for id, places in starts.items()}
    unknown = NOTHING, NOTHING, NOTHING, NOTHING
    return {id: spans.get(id, unknown) for id, group in enumerate(seen.group) if group != NOTHING}


def _requires_grad(columns: NodeColumns, seen: Seen) -> list[int]:
    view = columns.requires_grad.view()
    followed = [0] * len(seen.first)
    for id, shown in enumerate(seen.shown_by):
        followed[shown] = followed[shown] or view[id]
    return followed


def _saved(columns: NodeColumns, seen: Seen) -> tuple[SavedColumns, Ints]:
    starts, saved = columns.saved_from.view(), columns.saved
    spans = [
        range(starts[id], starts[id + 1]) if group == NOTHING else range(0)
        for id, group in zip(seen.first, seen.group, strict=True)
    ]
    rows = [row for span in spans for row in span]
    return (
        SavedColumns(
            name=_picked_words(saved.name, rows),
            value=_picked(saved.value, rows),
            text=_picked_words(saved.text, rows),
            state=_picked_words(saved.state, rows),
            version=_picked(saved.version, rows),
            saved_at=_picked(saved.saved_at, rows),
        ),
        offsets(map(len, spans)),
    )


def _picked(column: Ints, rows: Sequence[int]) -> Ints:
    view = column.view()
    return Ints.of(view[row] for row in rows)


def _picked_words(words: Words, rows: Sequence[int]) -> Words:
    return Words(words.table, _picked(words.index, rows))


def _inside(trace: Trace, groups: Groups, seen: Seen, closed: Sequence[int]) -> InsideColumns:
    if not closed:
        return InsideColumns()
    columns, place = trace.node_columns, {id: rank for rank, id in enumerate(closed)}
    grads = columns.grad.view()
    inner = (
        (place[shown], grads[start:end])
        for shown, (start, end) in zip(seen.shown_by, pairwise(columns.outputs.view()), strict=True)
        if shown in place
    )
    found = ranges(trace.tensors, inner, len(closed))
    return InsideColumns(
        Ints.of(closed),
        Ints.of(groups.size[seen.group[id]] for id in closed),
        tuple(0.0 if one == NO_RANGE else one[0] for one in found),
        tuple(one[1] for one in found),
    )
