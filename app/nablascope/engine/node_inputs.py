"""Which argument each entry of a node's ``next_functions`` is, and which arguments are constants."""

from dataclasses import dataclass

import torch
from torch.autograd.function import BackwardCFunction

from nablascope.engine.operation import Argument, Operation, Producer
from nablascope.engine.torch_private import NO_SEQUENCE
from nablascope.engine.walk import Link, Walk

_Origin = Producer | torch.Tensor
"""What a tensor comes from: its node's output, or the leaf tensor itself."""


@dataclass(frozen=True, slots=True)
class NodeInput:
    """One thing that goes into a node.

    Attributes:
        name: the parameter's name, or the position as text where torch does not tell.
        position: in ``next_functions``, or None for a constant.
        link: that entry, or None for a constant.
        constant: the argument outside of autograd, or None.
    """

    name: str
    position: int | None
    link: Link | None
    constant: Argument | None


def operation_of(walk: Walk, index: int, operations: dict[int, Operation]) -> Operation | None:
    """The operation that made the node; None for a custom Function, whose inside was seen instead."""
    if isinstance(walk.nodes[index], BackwardCFunction):
        return None
    return operations.get(walk.sequence[index])


def node_inputs(walk: Walk, index: int, operation: Operation | None) -> list[NodeInput]:
    """The inputs of a node in the order of its arguments; every link of ``next_functions`` stands once."""
    positions = _positions(walk, index)
    arguments = operation.arguments if operation else ()
    named = [_match(argument, walk.links[index], positions) for argument in arguments]
    left = sorted(p for waiting in positions.values() for p in waiting)
    return [i for i in named if i is not None] + [
        NodeInput(str(p), p, walk.links[index][p], None) for p in left
    ]


def _positions(walk: Walk, index: int) -> dict[_Origin, list[int]]:
    positions: dict[_Origin, list[int]] = {}
    for position, link in enumerate(walk.links[index]):
        if link is not None:
            positions.setdefault(_origin(walk, link), []).append(position)
    return positions


def _origin(walk: Walk, link: Link) -> _Origin:
    sequence = walk.sequence[link.index]
    if sequence != NO_SEQUENCE:
        return Producer(sequence, link.output)
    return getattr(walk.nodes[link.index], "variable", Producer(NO_SEQUENCE, link.index))


def _match(
    argument: Argument, links: tuple[Link | None, ...], positions: dict[_Origin, list[int]]
) -> NodeInput | None:
    if argument.constant is not None:
        return NodeInput(argument.name, None, None, argument)
    origin = argument.producer if argument.producer is not None else argument.origin
    waiting = positions.get(origin) if origin is not None else None
    if not waiting:
        return None
    position = waiting.pop(0)
    return NodeInput(argument.name, position, links[position], None)
