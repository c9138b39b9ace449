"""The columns of a trace's backward passes: what each did to the graph that is drawn."""

from collections.abc import Iterator

from nablascope.core.graph.backward_pass import MOST_PASSES, BackwardPass
from nablascope.core.graph.columns import NOTHING, Ints
from nablascope.engine.capture_order import calls_and_captures
from nablascope.engine.flows import Flows
from nablascope.engine.gathered import Gathered
from nablascope.engine.order import Order
from nablascope.engine.recording import Pass, Recording
from nablascope.engine.snapshot import Snapshot
from nablascope.engine.walk import Link, index_of, output_of


def shown_passes(recording: Recording, finished: Pass, order: Order) -> list[Pass]:
    """The passes that started in what is drawn, up to the one whose gradients are shown."""
    passes = recording.passes
    until = next((place for place, one in enumerate(passes) if one is finished), len(passes))
    candidates = [one for one in passes[:until] if not one.nested]
    drawn = set(order.walk.nodes) if candidates else set[object]()
    earlier = [one for one in candidates if not drawn.isdisjoint(_started(one))]
    return [*earlier, finished][-MOST_PASSES:]


def _started(one: Pass) -> set[object]:
    return {one.walk.nodes[index_of(root)] for root in one.walk.roots}


class PassRows:
    """Brings the numbering of each pass to that of the trace.

    Args:
        order: which nodes and edges there are.
        lengths: how many outputs each node of the trace has, by id.
        gathered: takes the tensors.
    """

    def __init__(self, order: Order, lengths: list[int], gathered: Gathered) -> None:
        self._order = order
        self._lengths = lengths
        self._gathered = gathered
        self._edges = {(one.consumer, one.position): edge for edge, one in enumerate(order.connections)}

    def columns(self, one: Pass, flows: Flows | None = None) -> BackwardPass:
        """What `one` did; `flows` are its own where they are known already."""
        indices = self._indices(one)
        flows = flows or Flows(one, one.walk, self._gathered)
        leaves = self._leaves(indices) if one.call.accumulate else []
        starts = [(id, link, seed) for id, link, seed in self._roots(one, indices) if id != NOTHING]
        return BackwardPass(
            root=Ints.of([id for id, _, _ in starts]),
            output=Ints.of([output_of(link) for _, link, _ in starts]),
            seed=Ints.of([self._gathered.add(seed) for _, _, seed in starts]),
            before=self._before(one, indices),
            calls=Ints.of(dict.fromkeys(self._calls(one, indices))),
            delivered=Ints.of(self._delivered(one, indices)),
            grad=Ints.of(self._grads(flows, indices)),
            share=Ints.of(self._shares(flows, indices)),
            accumulates=one.call.accumulate,
            leaves=Ints.of([self._id(indices, index) for index in leaves]),
            had=Ints.of([self._gathered.add(one.had.get(index)) for index in leaves]),
            has=Ints.of([self._left(one, flows, index) for index in leaves]),
        )

    def _roots(self, one: Pass, indices: list[int]) -> Iterator[tuple[int, Link, Snapshot | None]]:
        """Each root's id, or `NOTHING` where it is not drawn."""
        links = one.walk.roots
        ids = [self._id(indices, index_of(link)) for link in links]
        return zip(ids, links, one.seeds, strict=True)

    def _leaves(self, indices: list[int]) -> list[int]:
        drawn = self._order.inputs.leaves
        return [index for index, place in enumerate(indices) if place in drawn]

    def _left(self, one: Pass, flows: Flows, index: int) -> int:
        """What a leaf's ``grad`` is after the pass: without one before, what arrived."""
        if index in one.had:
            return self._gathered.add(one.accumulated.get(index))
        return flows.received(index)[0] if flows.called[index] else NOTHING

    def _indices(self, one: Pass) -> list[int]:
        """Of each index of the pass's walk the index in the drawn one, or `NOTHING`."""
        count = len(one.walk.nodes)
        if self._order.walk.nodes[:count] == one.walk.nodes:
            return list(range(count))
        drawn = {node: index for index, node in enumerate(self._order.walk.nodes)}
        return [drawn.get(node, NOTHING) for node in one.walk.nodes]

    def _id(self, indices: list[int], index: int) -> int:
        return self._order.ids.get(indices[index], NOTHING)

    def _before(self, one: Pass, indices: list[int]) -> int:
        """Sequence numbers count up: what has a higher one was made after the pass began.

        A view's node may be made anew for the pass, with a higher number than what used the view.
        """
        newest = max(one.newest, max(one.walk.sequence))
        numbers, places = self._order.inputs.numbers, self._order.places
        later = (id for id, place in enumerate(places) if place.node >= 0 and numbers[place.node] > newest)
        reached = max(self._order.ids.get(index, NOTHING) for index in indices)
        return max(next(later, len(places)), reached + 1)

    def _calls(self, one: Pass, indices: list[int]) -> Iterator[int]:
        ids = (self._id(indices, index) for index in calls_and_captures(one))
        return (id for id in ids if id != NOTHING)

    def _delivered(self, one: Pass, indices: list[int]) -> Iterator[int]:
        """A drawn node's inputs are links in the same order in every walk."""
        for index, sent, *_ in one.flows:
            for position, share in enumerate(sent):
                edge = self._edges.get((indices[index], position))
                if share is not None and edge is not None:
                    yield edge

    def _grads(self, flows: Flows, indices: list[int]) -> Iterator[int]:
        walked = {index: place for place, index in enumerate(indices)}
        for place, length in zip(self._order.places, self._lengths, strict=True):
            index = walked.get(place.node, NOTHING) if place.node >= 0 else NOTHING
            received = flows.received(index)[:length] if index != NOTHING else ()
            yield from received
            yield from [NOTHING] * (length - len(received))

    def _shares(self, flows: Flows, indices: list[int]) -> Iterator[int]:
        walked = {index: place for place, index in enumerate(indices)}
        for one in self._order.connections:
            index = walked.get(one.consumer, NOTHING) if one.position >= 0 else NOTHING
            sent = flows.sent(index) if index != NOTHING else ()
            yield sent[one.position] if sent else NOTHING
