"""When torch's engine handed over the gradients that the caller of ``torch.autograd.grad`` asked for.

It calls no node there, so no hook of a node hears of it. But it takes them from the queue of the calls
(``ReadyQueue`` in ``torch/csrc/autograd/engine.cpp``): of what is ready, leaves come first, and then what
has the highest sequence number.
"""

from collections.abc import Sequence

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
    order, waiting = list[int](), list[int]()
    for index, new in zip(called, ready, strict=False):
        waiting += new
        taken = [one for one in waiting if _rank(walked, one) > _rank(walked, index)] if waiting else []
        order += [*sorted(taken, key=lambda one: -_rank(walked, one)), index]
        waiting = [one for one in waiting if one not in taken]
    waiting += ready[-1]
    return [*order, *sorted(waiting, key=lambda one: -_rank(walked, one))]


def _rank(walked: Walk, index: int) -> float:
    return float("inf") if _is_first(walked, index) else walked.sequence[index]
