"""What flowed in a backward pass, by node and by link."""

from collections.abc import Sequence

from nablascope.core.graph.columns import NOTHING
from nablascope.engine.gathered import Gathered
from nablascope.engine.recording import Pass
from nablascope.engine.snapshot import Snapshot, Taken
from nablascope.engine.walk import NO_LINK, OUTPUT_BITS, OUTPUT_MASK, Link, Walk


class Flows:
    """The gradients of a pass, as indexes into the tensors of a trace.

    Args:
        finished: the pass.
        walked: its graph, maybe with more behind it.
        gathered: takes the tensors.

    Attributes:
        outputs: how many outputs each node has in the graph.
        called: for each node whether the engine called it.
        asked: the nodes that a node which was called leads to.
    """

    def __init__(self, finished: Pass, walked: Walk, gathered: Gathered) -> None:
        self._finished = finished
        self._gathered = gathered
        self.outputs = _output_counts(walked)
        count = len(walked.nodes)
        self._received: list[tuple[int, ...]] = [()] * count
        self._sent: list[tuple[int, ...]] = [()] * count
        self._links = walked.links
        self.called = bytearray(count)
        self.asked: set[int] = set()
        self._alone = _single_links(walked)
        self._arrived: dict[Link, tuple[Snapshot, int]] = {}
        self._keep_all()

    def received(self, index: int) -> tuple[int, ...]:
        """What arrived at each output of a node."""
        if self.called[index]:
            return self._received[index]
        captured = [self._captured(index, output) for output in range(self.outputs[index])]
        return tuple(captured)

    def sent(self, index: int) -> tuple[int, ...]:
        """What a node sent along each of its links; empty where it was not called."""
        return self._sent[index]

    def first_bad(self) -> int | None:
        """The first node that sent a NaN or an infinity without having received one."""
        bad = self._gathered.bad
        for index, *_ in self._finished.flows if bad else ():
            if not bad.isdisjoint(self._sent[index]) and bad.isdisjoint(self._received[index]):
                return index
        return None

    def _keep_all(self) -> None:
        """Producers come after their consumers: what a node alone sent is what the next received."""
        add = self._gathered.add
        arriving = self._arrived
        for index, sent, *received in self._finished.flows:
            self.called[index] = True
            base = index << OUTPUT_BITS
            self._received[index] = tuple(
                [self._again(base | output, one) for output, one in enumerate(received)]
            )
            places: list[int] = []
            for link, share in zip(self._links[index], sent, strict=False):
                place = _known(share, received, self._received[index])
                if place is None:
                    place = add(share)
                places.append(place)
                if link == NO_LINK:
                    continue
                self.asked.add(link >> OUTPUT_BITS)
                if share is not None:
                    arriving[link] = share, place
            self._sent[index] = tuple(places)

    def _again(self, link: Link, snapshot: Snapshot | None) -> int:
        if snapshot is None:
            return NOTHING
        before = self._arrived.get(link)
        if before is not None and link in self._alone and _same(before[0], snapshot):
            return before[1]
        return self._gathered.add(snapshot)

    def _captured(self, index: int, output: int) -> int:
        """What arrived where torch stopped: ``torch.autograd.grad`` takes a gradient without a call."""
        link = index << OUTPUT_BITS | output
        captured = self._finished.captured.get(link)
        if captured is not None:
            return self._gathered.add(captured)
        return self._arrived[link][1] if link in self._alone and link in self._arrived else NOTHING


def _same(one: Snapshot, other: Snapshot) -> bool:
    """Whether two snapshots are the same to the last bit; zeros have a sign."""
    if isinstance(one, Taken) or isinstance(other, Taken):
        return one is other
    return one[0] is other[0] and one[1] == other[1] != 0


def _known(
    share: Snapshot | None, received: Sequence[Snapshot | None], places: tuple[int, ...]
) -> int | None:
    if share is None:
        return NOTHING
    return next((place for one, place in zip(received, places, strict=True) if one is share), None)


def _single_links(walked: Walk) -> set[Link]:
    """The outputs that one consumer alone uses."""
    once: set[Link] = set()
    often: set[Link] = set()
    for links in walked.links:
        for link in links:
            (often if link in once else once).add(link)
    return once - often


def _output_counts(walked: Walk) -> list[int]:
    counts = [1] * len(walked.nodes)
    for link in walked.roots:
        counts[link >> OUTPUT_BITS] = max(counts[link >> OUTPUT_BITS], (link & OUTPUT_MASK) + 1)
    for links in walked.links:
        for link in links:
            if link != NO_LINK and link & OUTPUT_MASK >= counts[link >> OUTPUT_BITS]:
                counts[link >> OUTPUT_BITS] = (link & OUTPUT_MASK) + 1
    return counts
