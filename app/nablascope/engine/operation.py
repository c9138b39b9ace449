"""One recorded operation: its arguments as they were when it ran, and its outputs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import torch

from nablascope.core.language.span import Span
from nablascope.engine.torch_private import Parameter, node_sequence, parameters
from nablascope.engine.watcher import Operand, Site

Datum = torch.Tensor | complex
"""A tensor or a Python number."""


class Producer(NamedTuple):
    """The output of a node: what a tensor with a grad_fn is to autograd."""

    sequence: int
    output: int


def producer_of(tensor: torch.Tensor) -> Producer | None:
    """What made `tensor`; None for a leaf and a constant.

    Reading the ``grad_fn`` of a view whose base was changed in place makes torch build a new node.
    """
    node = tensor.grad_fn
    return None if node is None else Producer(node_sequence(node), tensor.output_nr)


@dataclass(frozen=True, slots=True)
class Argument:
    """One tensor or number given to an operation.

    Attributes:
        name: the parameter's name in torch's schema, with an index where it is a list of tensors.
        producer: the node it came from, or None for a leaf and a constant.
        origin: a leaf's or a constant's own tensor; None for a number and a result.
        value: a leaf or a constant as it was: the same snapshot for the same content; None for a result.
        label: the name under which the program wrote it, or None.
        span: where the program wrote it, or None.
    """

    name: str
    producer: Producer | None
    origin: torch.Tensor | None
    value: Datum | None
    label: str | None
    span: Span | None

    @property
    def constant(self) -> bool:
        """Whether autograd does not follow it."""
        return self.producer is None and not (self.origin is not None and self.origin.requires_grad)


@dataclass(frozen=True, slots=True)
class Operation:
    """What made a node; `function` is torch's own name, e.g. ``sin`` or ``add_``."""

    function: str
    site: Site | None
    arguments: tuple[Argument, ...]


def data_of(operation: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[tuple[str, Datum]]:
    """The tensors, and the numbers that are data, given to an ``OpOverload``, named and in schema order."""
    declared = parameters(operation)
    given = [*zip(declared, args, strict=False), *((p, kwargs[p.name]) for p in declared if p.name in kwargs)]
    return [named for parameter, value in given for named in _flat(parameter, value)]


def outputs_of(result: Any) -> tuple[torch.Tensor, ...]:
    """The tensors among an operation's outputs."""
    several = result if isinstance(result, tuple | list) else (result,)
    return tuple(output for output in several if isinstance(output, torch.Tensor))


def _flat(parameter: Parameter, value: Any) -> Iterator[tuple[str, Datum]]:
    if isinstance(value, list | tuple):
        yield from ((f"{parameter.name}[{i}]", v) for i, v in enumerate(value) if isinstance(v, torch.Tensor))
    elif isinstance(value, torch.Tensor) or (parameter.drawn and isinstance(value, int | float | complex)):
        yield parameter.name, value


def written(datum: Datum, site: Site | None) -> Operand | None:
    """The operand that the program wrote for `datum`, where its evaluator told."""
    operands = site.operands if site else ()
    return next((operand for operand in operands if _same(operand.value, datum)), None)


def _same(written: object, datum: Datum) -> bool:
    if written is datum:
        return True
    if isinstance(datum, torch.Tensor) or type(written) is not type(datum):
        return False
    return written == datum
