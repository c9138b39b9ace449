"""Which node's call ended a backward pass."""

from nablascope.engine.recording import Pass
from nablascope.engine.torch_private import NO_SEQUENCE
from nablascope.engine.walk import NO_LINK, Walk, index_of, links_to


def failed_node(failed: Pass) -> int | None:
    """Index of the node that the engine had called when the pass failed; None where that is not certain.

    Torch's engine calls, of the nodes whose consumers have all been called, the one of the highest
    sequence number, and an AccumulateGrad before any other (``ReadyQueue`` in
    ``torch/csrc/autograd/engine.cpp``). Two of the same number could have come in either order.
    """
    walked, called = failed.walk, {flow[0] for flow in failed.flows}
    asked = _asked(failed)
    ready = [i for i in _ready(walked, called, asked) if i in asked and i not in called]
    ranks = [_rank(walked, index) for index in ready]
    if not ready or ranks.count(max(ranks)) > 1:
        return None
    return ready[ranks.index(max(ranks))]


def _rank(walked: Walk, index: int) -> float:
    number = walked.sequence[index]
    return float("inf") if number == NO_SEQUENCE else number


def _asked(failed: Pass) -> set[int]:
    """The nodes that the pass has to call: all, or those on the way to the inputs it was given."""
    walked, inputs = failed.walk, failed.call.inputs
    if not inputs:
        return set(range(len(walked.nodes)))
    targets = [index_of(link) for link in links_to(walked, inputs) if link != NO_LINK]
    asked = _consumers(walked, targets)
    return asked | set(targets) if failed.call.accumulate else asked


def _consumers(walked: Walk, targets: list[int]) -> set[int]:
    """Everything that leads to one of `targets`."""
    direct: list[list[int]] = [[] for _ in walked.nodes]
    for index, links in enumerate(walked.links):
        for link in links:
            if link != NO_LINK:
                direct[index_of(link)].append(index)
    found: set[int] = set()
    waiting = list(targets)
    while waiting:
        new = [index for index in direct[waiting.pop()] if index not in found]
        found.update(new)
        waiting += new
    return found


def _ready(walked: Walk, called: set[int], asked: set[int]) -> list[int]:
    """Nodes all of whose consumers have been called; the engine passes over what it was not asked for."""
    waiting = _awaited(walked)
    ready = [index for index in {index_of(root) for root in walked.roots} if not waiting[index]]
    over = list(ready)
    while over:
        index = over.pop()
        if index in asked and index not in called:
            continue
        for link in walked.links[index]:
            if link != NO_LINK:
                waiting[index_of(link)] -= 1
                if not waiting[index_of(link)]:
                    ready.append(index_of(link))
                    over.append(index_of(link))
    return ready


def _awaited(walked: Walk) -> list[int]:
    """How many links lead to each node."""
    counts = [0] * len(walked.nodes)
    for links in walked.links:
        for link in links:
            if link != NO_LINK:
                counts[index_of(link)] += 1
    return counts
