"""When torch's engine handed over the gradients that the caller of ``torch.autograd.grad`` asked for.

It calls no node there, so no hook of a node hears of it. But it takes them from the queue of the calls
(``ReadyQueue`` in ``torch/csrc/autograd/engine.cpp``): of what is ready, leaves come first, and then what
has the highest sequence number.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import count

from nablascope.engine.flow_log import Flow
from nablascope.engine.recording import Pass
from nablascope.engine.torch_private import NO_SEQUENCE
from nablascope.engine.walk import Walk, index_of


def calls_and_captures(one: Pass) -> list[int]:
    """Indexes of the nodes that the engine called or took a gradient at, in that order."""
    walked, captured = one.walk, set(map(index_of, one.captured))
    flows = [flow for flow in one.flows if not (flow[0] in captured and _is_first(walked, flow[0]))]
    called = [index for index, *_ in flows]
    captured.difference_update(called)
    return _merged(walked, called, _ready(walked, flows, captured)) if captured else called


def _is_first(walked: Walk, index: int) -> bool:
    return walked.sequence[index] == NO_SEQUENCE


def _ready(walked: Walk, flows: Sequence[Flow], captured: set[int]) -> list[list[int]]:
    """For each number of calls, from 0 on, the captured nodes that were ready after so many."""
    last = {root: 0 for root in map(index_of, walked.roots) if root in captured}
    for place, (index, sent, *_) in enumerate(flows, start=1):
        links = zip(walked.links[index], sent, strict=False)
        for target in captured.intersection(index_of(link) for link, share in links if share is not None):
            last[target] = place
    ready: list[list[int]] = [[] for _ in range(len(flows) + 1)]
    for target, place in last.items():
        ready[place].append(target)
    return ready


def _merged(walked: Walk, called: Sequence[int], ready: Sequence[list[int]]) -> list[int]:
    order, waiting = list[int](), _Waiting(walked)
    for index, new in zip(called, ready, strict=False):
        waiting.add(new)
        order += [*waiting.taken_before(index), index]
    waiting.add(ready[-1])
    return [*order, *waiting.taken()]


class _Waiting:
    """What is ready, to be taken by its rank and then in the order in which it came."""

    def __init__(self, walked: Walk) -> None:
        self._walked = walked
        self._numbers = count()
        self._heap: list[tuple[float, int, int]] = []

    def add(self, indexes: Sequence[int]) -> None:
        for index in indexes:
            heappush(self._heap, (-_rank(self._walked, index), next(self._numbers), index))

    def taken_before(self, index: int) -> Iterator[int]:
        """What has a higher rank."""
        return self._taken_above(_rank(self._walked, index)) if self._heap else iter(())

    def taken(self) -> Iterator[int]:
        """All of it."""
        return self._taken_above(float("-inf"))

    def _taken_above(self, rank: float) -> Iterator[int]:
        while self._heap and -self._heap[0][0] > rank:
            yield heappop(self._heap)[2]


def _rank(walked: Walk, index: int) -> float:
    return float("inf") if _is_first(walked, index) else walked.sequence[index]
