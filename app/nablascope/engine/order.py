"""Gives every node of a trace its id: its position in the order in which the nodes ran."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch

from nablascope.engine.node_inputs import NodeInput, node_inputs, operation_of
from nablascope.engine.operation import Argument, Datum, Operation
from nablascope.engine.walk import Walk, is_leaf, running_order

_Identity = torch.Tensor | tuple[str, type, Datum] | tuple[int, str]
"""What makes two uses one constant: the same snapshot, or an equal number under one name; else its use."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the trace.

    Attributes:
        index: of the autograd node in the walk; None for a constant.
        argument: a constant, or a leaf as its first consumer was given it; None for an operation.
    """

    index: int | None
    argument: Argument | None


@dataclass(frozen=True, slots=True)
class Connection:
    """An edge of the trace, by the ids of its ends, with the consumer's index in the walk."""

    source: int
    target: int
    consumer: int
    given: NodeInput


@dataclass(frozen=True, slots=True)
class Order:
    """All nodes by id, all edges by consumer, and the id of each index of the walk."""

    places: list[Place]
    connections: list[Connection]
    ids: dict[int, int]


def order(walk: Walk, operations: dict[int, Operation]) -> Order:
    """Operations in the order in which they ran; a leaf or a constant stands before its first consumer."""
    running = running_order(walk)
    inputs = {i: node_inputs(walk, i, operation_of(walk, i, operations)) for i in running}
    ids: dict[int, int] = {}
    constants: dict[_Identity, int] = {}
    places: list[Place] = []
    for index in running or [0]:
        for given in inputs.get(index, []):
            _place_source(walk, index, given, places, ids, constants)
        ids[index] = len(places)
        places.append(Place(index, None))
    return Order(places, list(_connections(inputs, ids, constants)), ids)


def _place_source(
    walk: Walk,
    consumer: int,
    given: NodeInput,
    places: list[Place],
    ids: dict[int, int],
    constants: dict[_Identity, int],
) -> None:
    if given.link is not None:
        if is_leaf(walk, given.link.index) and given.link.index not in ids:
            ids[given.link.index] = len(places)
            places.append(Place(given.link.index, given.argument))
    elif given.argument is not None and (identity := _identity(consumer, given.argument)) not in constants:
        constants[identity] = len(places)
        places.append(Place(None, given.argument))


def _identity(consumer: int, constant: Argument) -> _Identity:
    if isinstance(constant.value, torch.Tensor):
        return constant.value
    if constant.label is None or constant.value is None:
        return consumer, constant.name
    return constant.label, type(constant.value), constant.value


def _connections(
    inputs: dict[int, list[NodeInput]], ids: dict[int, int], constants: dict[_Identity, int]
) -> Iterator[Connection]:
    for index, given in ((i, g) for i, several in inputs.items() for g in several):
        if given.link is not None:
            yield Connection(ids[given.link.index], ids[index], index, given)
        elif given.argument is not None:
            yield Connection(constants[_identity(index, given.argument)], ids[index], index, given)
