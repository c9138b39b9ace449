"""Gives every node of a trace its id: its position in the order in which the nodes ran."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from nablascope.engine.kept import Cut, Kept, Source
from nablascope.engine.node_inputs import Inputs, NodeInput
from nablascope.engine.operation import Operation, operand_of
from nablascope.engine.walk import NO_LINK, OUTPUT_BITS, OUTPUT_MASK, Walk

CONSTANT = -1
"""The node of what is no autograd node: a constant, a cut, a leaf that only cuts came from."""


class Place(NamedTuple):
    """A node of the trace.

    Attributes:
        node: index of the autograd node in the walk, or `CONSTANT`.
        given: a leaf, a constant or a cut as it was, or a number.
        operation: what made it, where known; of a constant, its first consumer.
    """

    node: int
    given: Kept | tuple[complex] | None
    operation: Operation | None


class Connection(NamedTuple):
    """An edge of the trace.

    Attributes:
        source: id of the producer.
        output: which of its outputs.
        target: id of the consumer.
        input: which argument of the consumer.
        consumer: index of the consumer in the walk, or `CONSTANT`.
        position: in its ``next_functions``, or -1.
    """

    source: int
    output: int
    target: int
    input: str
    consumer: int
    position: int


@dataclass(slots=True)
class Order:
    """All nodes by id, and all edges by consumer.

    Attributes:
        walk: the graph.
        ids: of each index of the walk.
        places: by id.
        connections: in the order of their targets.
    """

    walk: Walk
    inputs: Inputs
    ids: dict[int, int] = field(default_factory=dict[int, int])
    places: list[Place] = field(default_factory=list[Place])
    connections: list[Connection] = field(default_factory=list[Connection])
    _constants: dict[object, int] = field(default_factory=dict[object, int])
    _indices: dict[object, int] = field(default_factory=dict[object, int])

    def place_all(self, alone: Sequence[Kept]) -> None:
        """Operations in the order in which they ran; all else before its first consumer.

        Args:
            alone: cuts that nothing was computed from.
        """
        self._indices = {leaf: index for index, leaf in self.inputs.leaves.items()}
        operations = {i: self.inputs.operation(i) for i in range(len(self.walk.nodes))}
        given = {
            i: self.inputs.of(i, operation)
            for i, operation in operations.items()
            if i not in self.inputs.leaves
        }
        if any(_cut(one) for inputs in given.values() for one in inputs) or alone:
            self._indices |= {node: index for index, node in enumerate(self.walk.nodes)}
        for index in running_order(self.walk, given, self._sources_of):
            self._place_operation(index, operations[index], given[index])
        for index in self.inputs.leaves:
            self._leaf(index, None, None)
        for kept in alone:
            self._constant(kept, None, "")

    def _place_operation(self, index: int, operation: Operation | None, inputs: list[NodeInput]) -> None:
        links = self.walk.links[index]
        sources: list[tuple[int, int, str, int]] = []
        for name, position, given in inputs:
            if position < 0:
                assert given is not None, "an input is a link or a constant"
                sources.append((self._constant(given, operation, f"{index} {name}"), 0, name, position))
                continue
            link = links[position]
            producer = link >> OUTPUT_BITS
            known = self.ids.get(producer)
            if known is None:
                known = self._leaf(producer, given if isinstance(given, Kept) else None, operation)
            sources.append((known, link & OUTPUT_MASK, name, position))
        target = self.ids[index] = len(self.places)
        self.places.append(Place(index, None, operation))
        self.connections += [
            Connection(source, output, target, name, index, position)
            for source, output, name, position in sources
        ]

    def _leaf(self, index: int, given: Kept | None, consumer: Operation | None) -> int:
        known = self.ids.get(index)
        if known is None:
            known = self.ids[index] = len(self.places)
            self.places.append(Place(index, given, consumer))
        return known

    def _constant(self, given: Kept | tuple[complex], consumer: Operation | None, use: str) -> int:
        identity = _identity(given, consumer, use)
        known = self._constants.get(identity)
        if known is not None:
            return known
        cut = given.cut if isinstance(given, Kept) else None
        sources = [self._source(source) for source in cut.sources] if cut else []
        known = self._constants[identity] = len(self.places)
        self.places.append(Place(CONSTANT, given, consumer))
        for place, (source, output) in enumerate(sources):
            self.connections.append(Connection(source, output, known, str(place), CONSTANT, -1))
        return known

    def _source(self, source: Source | Kept) -> tuple[int, int]:
        if isinstance(source, Source):
            return self.ids[self._indices[source.node]], source.output
        index = self._indices.get(source.tensor)
        if index is None:
            return self._constant(source, None, ""), 0
        return self._leaf(index, source, None), 0

    def _sources_of(self, given: NodeInput) -> list[int]:
        """Indexes of the operations that a cut came from."""
        cut = _cut(given)
        sources = cut.sources if cut else ()
        return [self._indices[source.node] for source in sources if isinstance(source, Source)]


def _cut(given: NodeInput) -> Cut | None:
    return given.given.cut if isinstance(given.given, Kept) and given.position < 0 else None


def _identity(given: Kept | tuple[complex], consumer: Operation | None, use: str) -> object:
    """What makes two uses one constant: the same content, or an equal number under one name; else its use."""
    if isinstance(given, Kept):
        return given
    operand = operand_of(given[0], consumer.site if consumer else None)
    if operand is None or operand.name is None:
        return use
    return operand.name, type(given[0]), given[0]


def running_order(
    walked: Walk, given: dict[int, list[NodeInput]], sources_of: Callable[[NodeInput], list[int]]
) -> list[int]:
    """The nodes that are no leaves in topological order, ties broken by sequence number.

    Sequence numbers alone do but for views, whose nodes torch rebuilds late, after their consumers'.
    """
    running = sorted(given, key=walked.sequence.__getitem__)
    places = dict(zip(running, range(len(running)), strict=True))
    before: dict[int, list[int]] = {}
    ordered = True
    for index, inputs in given.items():
        needed = [link >> OUTPUT_BITS for link in walked.links[index] if link != NO_LINK]
        if any(one.position < 0 and isinstance(one.given, Kept) for one in inputs):
            needed += [source for one in inputs for source in sources_of(one)]
        before[index] = [source for source in needed if source in places]
        place = places[index]
        ordered = ordered and all(places[source] < place for source in before[index])
    return running if ordered else _sorted_by_need(before, walked.sequence)


def _sorted_by_need(before: dict[int, list[int]], rank: Sequence[int]) -> list[int]:
    """Kahn's algorithm, A. B. Kahn, "Topological sorting of large networks", CACM 5 (1962)."""
    consumers: dict[int, list[int]] = {index: [] for index in before}
    waiting = {index: len(needed) for index, needed in before.items()}
    for index, needed in before.items():
        for source in needed:
            consumers[source].append(index)
    ready = [(rank[index], index) for index, count in waiting.items() if not count]
    heapify(ready)
    ordered: list[int] = []
    while ready:
        _, index = heappop(ready)
        ordered.append(index)
        for consumer in consumers[index]:
            waiting[consumer] -= 1
            if not waiting[consumer]:
                heappush(ready, (rank[consumer], consumer))
    return ordered
