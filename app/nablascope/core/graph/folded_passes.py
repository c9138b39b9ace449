"""The backward passes of a folded trace: a group is called once, when the last call inside has ended."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from nablascope.core.graph.backward_pass import BackwardPass
from nablascope.core.graph.columns import NOTHING, Ints
from nablascope.core.graph.folded_edges import Crossing
from nablascope.core.graph.folded_nodes import Arrived, folded_grads, seeds_of
from nablascope.core.graph.seen import Seen
from nablascope.core.graph.trace import Trace


def folded_passes(trace: Trace, seen: Seen, across: Crossing) -> tuple[BackwardPass, ...]:
    """The passes of `trace` as they are seen."""
    return tuple(_folded(one, trace, seen, across) for one in trace.passes)


def _folded(one: BackwardPass, trace: Trace, seen: Seen, across: Crossing) -> BackwardPass:
    shown_by, share = seen.shown_by, one.share.view()
    sent = _sent(one, trace, seen, across)
    calls = _calls(one, trace, seen, sent)
    alone = [place for place, leaf in enumerate(one.leaves.view()) if seen.group[shown_by[leaf]] == NOTHING]
    roots = zip(one.root.view(), one.output.view(), strict=True)
    return replace(
        one,
        root=Ints.of(shown_by[id] for id in one.root.view()),
        output=Ints.of(across.output(seen, id, output) for id, output in roots),
        before=bisect_left(seen.last, one.before),
        calls=Ints.of(calls),
        delivered=Ints.of(across.place[edge] for id in calls for edge in sent.get(id, ())),
        grad=Ints.of(folded_grads(trace, seen, across, Arrived(one.grad, one.share, seeds_of(one)))),
        share=Ints.of(share[edge] for edge in across.edges),
        leaves=Ints.of(shown_by[one.leaves[place]] for place in alone),
        had=Ints.of(one.had[place] for place in alone),
        has=Ints.of(one.has[place] for place in alone),
    )


def _sent(one: BackwardPass, trace: Trace, seen: Seen, across: Crossing) -> dict[int, list[int]]:
    """By node the edges along which it sends shares to other nodes, in their order."""
    sent: dict[int, list[int]] = {}
    targets, shown_by, place = trace.edges.target.view(), seen.shown_by, across.place
    for edge in one.delivered.view():
        if place[edge] != NOTHING:
            sent.setdefault(shown_by[targets[edge]], []).append(edge)
    return sent


def _calls(one: BackwardPass, trace: Trace, seen: Seen, sent: dict[int, list[int]]) -> list[int]:
    """Each node at its last call, but none before all that it waits for was sent."""
    last = {seen.shown_by[id]: place for place, id in enumerate(one.calls.view())}
    calls = sorted(last, key=last.__getitem__)
    sources, shown_by = trace.edges.source.view(), seen.shown_by
    receivers = {id: [shown_by[sources[edge]] for edge in edges] for id, edges in sent.items()}
    waits = [(id, receiver) for id in calls for receiver in receivers.get(id, ()) if receiver in last]
    if all(last[id] < last[receiver] for id, receiver in waits):
        return calls
    return list(_delayed(last, receivers, waits))


def _delayed(
    last: dict[int, int], receivers: dict[int, list[int]], waits: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """In the order of `last` as far as can be: A. B. Kahn's algorithm (1962)."""
    waiting = dict.fromkeys(last, 0)
    for _, receiver in waits:
        waiting[receiver] += 1
    ready = [(last[id], id) for id, count in waiting.items() if not count]
    heapify(ready)
    while ready:
        _, id = heappop(ready)
        yield id
        for receiver in receivers.get(id, ()):
            if receiver in waiting:
                waiting[receiver] -= 1
                if not waiting[receiver]:
                    heappush(ready, (last[receiver], receiver))
