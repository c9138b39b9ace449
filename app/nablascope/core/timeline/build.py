"""From a trace to its timeline."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.columns import NOTHING, Ints
from nablascope.core.graph.tensors import Tensors
from nablascope.core.graph.trace import Trace
from nablascope.core.timeline.timeline import StepKind, Timeline

GIVEN = frozenset(("leaf", "constant"))
"""The kinds of nodes that no step computes: they are there from the start."""


def build_timeline(trace: Trace) -> Timeline:
    """The steps of `trace`: what its program computed and what its backward passes did, as it happened."""
    steps, begins, ends, ran = _Steps(), list[int](), list[int](), 0
    for number, one in enumerate(trace.passes):
        steps.add(StepKind.FORWARD, _computed(trace, ran, one.before))
        ran = max(ran, one.before)
        begins.append(len(steps.subjects))
        _add_pass(steps, trace, number)
        ends.append(len(steps.subjects))
    steps.add(StepKind.FORWARD, _computed(trace, ran, len(trace.nodes)))
    kinds, subjects = Ints("b", bytes(steps.kinds)), Ints.of(steps.subjects)
    return Timeline(kinds, subjects, Ints.of(begins), Ints.of(ends), Ints.of(steps.stops))


@dataclass(slots=True)
class _Steps:
    kinds: bytearray = field(default_factory=bytearray)
    subjects: list[int] = field(default_factory=list[int])
    stops: list[int] = field(default_factory=lambda: [0])

    def add(self, kind: StepKind, subjects: Collection[int]) -> None:
        """Steps that are each a whole one at either grain."""
        first = len(self.subjects) + 1
        self.kinds += bytes((kind,)) * len(subjects)
        self.subjects += subjects
        self.stops += range(first, first + len(subjects))

    def add_calls(self, called: Iterable[tuple[int, StepKind]], sent: list[int], senders: list[int]) -> None:
        """Each call with what the node sends; runs for every step, so it calls no function of ours."""
        kinds, subjects, stops, place = self.kinds, self.subjects, self.stops, 0
        for id, kind in called:
            kinds.append(kind)
            subjects.append(id)
            while senders[place] == id:
                kinds.append(StepKind.DELIVER)
                subjects.append(sent[place])
                place += 1
            stops.append(len(subjects))


def _computed(trace: Trace, start: int, end: int) -> list[int]:
    kinds = trace.nodes.kind
    given = {place for place, word in enumerate(kinds.table) if word in GIVEN}
    return [id for id, kind in enumerate(kinds.index.view()[start:end], start) if kind not in given]


def _add_pass(steps: _Steps, trace: Trace, number: int) -> None:
    """Nothing of a pass that never ran, which the graph of a program that failed hangs on."""
    one = trace.passes[number]
    if not one.calls and all(seed == NOTHING for seed in one.seed):
        return
    steps.add(StepKind.SET, changed_between(trace, number))
    steps.add(StepKind.SEED, range(len(one.root)))
    kinds, targets = trace.nodes.kind, trace.edges.target.view()
    does = [StepKind.ACCUMULATE if word == "leaf" else StepKind.CALL for word in kinds.table]
    index, sent = kinds.index.view(), list(one.delivered)
    called = ((id, does[index[id]]) for id in one.calls.view())
    steps.add_calls(called, sent, [*(targets[edge] for edge in sent), NOTHING])


def changed_between(trace: Trace, number: int) -> tuple[int, ...]:
    """The leaves whose ``grad`` the program changed between this pass and the last one that saw them."""
    left: dict[int, int] = {}
    for before in trace.passes[:number]:
        left |= left_behind(before)
    now = trace.passes[number]
    had = ((leaf, grad) for leaf, grad in zip(now.leaves, now.had, strict=True) if leaf in left)
    return tuple(leaf for leaf, grad in had if not _same(trace.tensors, left[leaf], grad))


def left_behind(one: BackwardPass) -> dict[int, int]:
    """The ``grad`` of each leaf of a pass after it, an index into `Tensors`, or `NOTHING`."""
    return dict(zip(one.leaves, one.has, strict=True))


def _same(tensors: Tensors, one: int, other: int) -> bool:
    """A NaN is the same as another one here: it is still what the pass left."""
    if NOTHING in (one, other):
        return one == other
    left, now = tensors[one], tensors[other]
    return left == now or repr(left) == repr(now)
