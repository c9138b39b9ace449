"""Which argument each entry of a node's ``next_functions`` is, and which arguments are constants."""

from typing import NamedTuple
from weakref import ref

import torch
from torch.autograd.function import BackwardCFunction

from nablascope.engine.kept import Kept
from nablascope.engine.operation import Code, Operation, arguments_of
from nablascope.engine.recording import Recording
from nablascope.engine.torch_private import NO_SEQUENCE
from nablascope.engine.walk import NO_LINK, OUTPUT_BITS, OUTPUT_MASK, Link, Walk, is_leaf, leaf_tensor

Origin = Code | ref[torch.Tensor]
"""What a tensor comes from: its node's output, or the leaf tensor itself."""


class NodeInput(NamedTuple):
    """One thing that goes into a node.

    Attributes:
        name: the parameter's name, or the position as text where torch does not tell.
        position: in ``next_functions``, or -1 for a constant.
        given: a leaf or a constant as it was, or a number; None for what another node made, and where
            torch does not tell.
    """

    name: str
    position: int
    given: Kept | tuple[complex] | None


class Inputs:
    """Reads the inputs of the nodes of a walk.

    Attributes:
        leaves: for each index of a leaf its tensor, weakly.
    """

    def __init__(self, recording: Recording, walked: Walk) -> None:
        self._operations = recording.operations
        self._links = walked.links
        self._nodes = walked.nodes
        self.leaves = {
            index: ref(leaf_tensor(walked, index))
            for index, number in enumerate(walked.sequence)
            if number == NO_SEQUENCE and is_leaf(walked, index)
        }
        numbers = walked.sequence if not recording.foreign else list(map(recording.number, walked.nodes))
        self._origins: list[Origin] = [number << OUTPUT_BITS for number in numbers]
        for index, leaf in self.leaves.items():
            self._origins[index] = leaf
        self.numbers = numbers

    def operation(self, index: int) -> Operation | None:
        """What made the node; None for a custom Function, whose inside was seen instead."""
        heard = self._operations.get(self.numbers[index])
        if heard is None or isinstance(self._nodes[index], BackwardCFunction):
            return None
        return Operation._make(heard)

    def of(self, index: int, operation: Operation | None) -> list[NodeInput]:
        """The inputs of a node in the order of its arguments; every link stands once."""
        links = self._links[index]
        if operation is None:
            return [NodeInput(str(i), i, None) for i, link in enumerate(links) if link != NO_LINK]
        arguments = arguments_of(operation)
        waiting = [NO_LINK if link == NO_LINK else self._origin(link) for link in links]
        found: list[NodeInput] = []
        materialised = _materialised(arguments, links)
        for place, (name, given) in enumerate(arguments):
            position = materialised[place] if place in materialised else _position(given, waiting)
            if position >= 0:
                waiting[position] = NO_LINK
                found.append(NodeInput(name, position, given if isinstance(given, Kept) else None))
            elif isinstance(given, tuple) or (isinstance(given, Kept) and not given.followed):
                found.append(NodeInput(name, -1, given))
        return found + [NodeInput(str(i), i, None) for i, left in enumerate(waiting) if left != NO_LINK]

    def _origin(self, link: Link) -> Origin:
        origin = self._origins[link >> OUTPUT_BITS]
        return origin | (link & OUTPUT_MASK) if isinstance(origin, int) else origin


def _position(given: object, waiting: list[Origin]) -> int:
    """Where an argument stands in ``next_functions``; -1 where it does not."""
    if isinstance(given, Kept):
        origin = given.tensor if given.followed else None
    else:
        origin = given if isinstance(given, int) else None
    if origin is None:
        return -1
    return next((i for i, other in enumerate(waiting) if other is origin or other == origin), -1)


def _materialised(
    arguments: list[tuple[str, Code | Kept | tuple[complex]]], links: tuple[Link, ...]
) -> dict[int, int]:
    """Arguments that look like constants but are followed, with their positions in ``next_functions``.

    Torch hands an operation a copy of a lazily conjugated or negated tensor. Where it has as many links
    as tensors, both stand in one order, and the copy is told by its link.
    """
    if not any(isinstance(given, Kept) and not given.followed for _, given in arguments):
        return {}
    tensors = [i for i, (_, given) in enumerate(arguments) if not isinstance(given, tuple)]
    if len(tensors) != len(links):
        return {}
    return {
        i: p
        for p, i in enumerate(tensors)
        if isinstance(given := arguments[i][1], Kept) and not given.followed and links[p] != NO_LINK
    }
