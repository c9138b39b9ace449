"""From a trace to its timeline."""

from collections.abc import Iterator

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.columns import NOTHING, Ints
from nablascope.core.graph.trace import Trace
from nablascope.core.timeline.timeline import StepKind, Timeline

_Row = tuple[StepKind, int]

GIVEN = frozenset(("leaf", "constant"))
"""The kinds of nodes that no step computes: they are there from the start."""


def build_timeline(trace: Trace) -> Timeline:
    """The steps of `trace`: what its program computed and what its backward passes did, as it happened."""
    rows: list[_Row] = []
    begins: list[int] = []
    ends: list[int] = []
    ran = 0
    for number, one in enumerate(trace.passes):
        rows += _forward(trace, ran, one.before)
        ran = max(ran, one.before)
        begins.append(len(rows))
        rows += _backward(trace, number)
        ends.append(len(rows))
    rows += _forward(trace, ran, len(trace.nodes))
    kinds = [kind for kind, _ in rows]
    subjects = Ints.of([subject for _, subject in rows])
    return Timeline(Ints.of(kinds, "b"), subjects, Ints.of(begins), Ints.of(ends), Ints.of(_stops(kinds)))


def _forward(trace: Trace, start: int, end: int) -> Iterator[_Row]:
    kinds = trace.nodes.kind
    given = {place for place, word in enumerate(kinds.table) if word in GIVEN}
    return (
        (StepKind.FORWARD, id)
        for id, kind in enumerate(kinds.index.view()[start:end], start)
        if kind not in given
    )


def _backward(trace: Trace, number: int) -> Iterator[_Row]:
    """Nothing of a pass that never ran, which the graph of a program that failed hangs on."""
    one = trace.passes[number]
    if not one.calls:
        return
    yield from ((StepKind.SET, leaf) for leaf in changed_between(trace, number))
    yield from ((StepKind.SEED, place) for place in range(len(one.root)))
    kinds, targets, sent = trace.nodes.kind, trace.edges.target.view(), one.delivered.view()
    place = 0
    for id in one.calls:
        if kinds[id] == "leaf":
            yield StepKind.ACCUMULATE, id
            continue
        yield StepKind.CALL, id
        while place < len(sent) and targets[sent[place]] == id:
            yield StepKind.DELIVER, sent[place]
            place += 1


def changed_between(trace: Trace, number: int) -> tuple[int, ...]:
    """The leaves whose ``grad`` the program changed between this pass and the one before it."""
    if number == 0:
        return ()
    before, now = trace.passes[number - 1], trace.passes[number]
    had = dict(zip(now.leaves, now.had, strict=True))
    return tuple(
        leaf
        for leaf, left in left_behind(trace, before).items()
        if trace.tensors.get(left) != trace.tensors.get(had.get(leaf, NOTHING))
    )


def left_behind(trace: Trace, one: BackwardPass) -> dict[int, int]:
    """The ``grad`` of each leaf that a pass accumulated into, an index into `Tensors`."""
    if not one.accumulates:
        return {}
    kinds, starts = trace.nodes.kind, trace.node_columns.outputs
    fresh = {id: one.grad[starts[id]] for id in one.calls if kinds[id] == "leaf"}
    return fresh | dict(zip(one.leaves, one.has, strict=True))


def _stops(kinds: list[StepKind]) -> list[int]:
    """A node's call ends with the last share that it sends."""
    ends = [k for k, following in enumerate([*kinds[1:], None], start=1) if following is not StepKind.DELIVER]
    return [0, *ends]
