"""Which argument each entry of a node's ``next_functions`` is, and which arguments are constants."""

from dataclasses import dataclass

import torch
from torch.autograd.function import BackwardCFunction

from nablascope.engine.operation import Argument, Operation, Producer
from nablascope.engine.walk import Link, Walk, is_leaf, leaf_tensor

_Origin = Producer | torch.Tensor
"""What a tensor comes from: its node's output, or the leaf tensor itself."""


@dataclass(frozen=True, slots=True)
class NodeInput:
    """One thing that goes into a node.

    Attributes:
        name: the parameter's name, or the position as text where torch does not tell.
        position: in ``next_functions``, or None for a constant.
        link: that entry, or None for a constant.
        argument: as the operation was given it, or None where torch does not tell.
    """

    name: str
    position: int | None
    link: Link | None
    argument: Argument | None


def operation_of(walk: Walk, index: int, operations: dict[int, Operation]) -> Operation | None:
    """The operation that made the node; None for a custom Function, whose inside was seen instead."""
    if isinstance(walk.nodes[index], BackwardCFunction):
        return None
    return operations.get(walk.sequence[index])


def node_inputs(walk: Walk, index: int, operation: Operation | None) -> list[NodeInput]:
    """The inputs of a node in the order of its arguments; every link of ``next_functions`` stands once."""
    links = walk.links[index]
    arguments = operation.arguments if operation else ()
    waiting = _positions(walk, index)
    materialised = _materialised(arguments, links)
    named = [
        _take(argument, materialised[i], links, waiting)
        if i in materialised
        else _match(argument, links, waiting)
        for i, argument in enumerate(arguments)
    ]
    left = sorted(position for positions in waiting.values() for position in positions)
    return [i for i in named if i is not None] + [NodeInput(str(p), p, links[p], None) for p in left]


def _materialised(arguments: tuple[Argument, ...], links: tuple[Link | None, ...]) -> dict[int, int]:
    """Arguments that look like constants but are followed, with their positions in ``next_functions``.

    Torch hands an operation a copy of a lazily conjugated or negated tensor. Where it has as many links
    as tensors, both stand in one order, and the copy is told by its link.
    """
    tensors = [
        i for i, argument in enumerate(arguments) if not isinstance(argument.value, int | float | complex)
    ]
    if len(tensors) != len(links):
        return {}
    return {i: p for p, i in enumerate(tensors) if arguments[i].constant and links[p] is not None}


def _take(
    argument: Argument, position: int, links: tuple[Link | None, ...], waiting: dict[_Origin, list[int]]
) -> NodeInput:
    for positions in waiting.values():
        if position in positions:
            positions.remove(position)
    return NodeInput(argument.name, position, links[position], None)


def _positions(walk: Walk, index: int) -> dict[_Origin, list[int]]:
    positions: dict[_Origin, list[int]] = {}
    for position, link in enumerate(walk.links[index]):
        if link is not None:
            positions.setdefault(_origin(walk, link), []).append(position)
    return positions


def _origin(walk: Walk, link: Link) -> _Origin:
    if is_leaf(walk, link.index):
        return leaf_tensor(walk, link.index)
    return Producer(walk.sequence[link.index], link.output)


def _match(
    argument: Argument, links: tuple[Link | None, ...], positions: dict[_Origin, list[int]]
) -> NodeInput | None:
    if argument.constant:
        return NodeInput(argument.name, None, None, argument)
    origin = argument.producer if argument.producer is not None else argument.origin
    waiting = positions.get(origin) if origin is not None else None
    if not waiting:
        return None
    position = waiting.pop(0)
    return NodeInput(argument.name, position, links[position], argument)
