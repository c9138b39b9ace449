"""One recorded operation: its arguments as they were when it ran, and its outputs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Argument:
    """One tensor or number given to an operation.

    Attributes:
        name: the parameter's name in torch's schema, with an index where it is a list of tensors.
        producer: the node it came from, or None for a leaf and a constant.
        origin: a leaf's or a constant's own tensor, which tells it apart from others; else None.
        constant: the tensor or number autograd does not follow, as it was; None for all others.
        label: the name under which the program wrote it, or None.
        span: where the program wrote it, or None.
    """

    name: str
    producer: Producer | None
    origin: torch.Tensor | None
    constant: torch.Tensor | complex | None
    label: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Operation:
    """What ran under one sequence number; `function` is torch's own name, e.g. ``sin`` or ``add_``."""

    function: str
    site: Site | None
    arguments: tuple[Argument, ...]
    outputs: tuple[torch.Tensor | None, ...]

    def with_output(self, index: int, value: torch.Tensor) -> "Operation":
        """This operation, its output `index` replaced by `value` and the others unknown."""
        count = max(index + 1, 1)
        return replace(self, outputs=tuple(value if i == index else None for i in range(count)))


def data_of(operation: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[tuple[str, Datum]]:
    """The tensors, and the numbers that are data, given to an ``OpOverload``, named and in schema order."""
    declared = parameters(operation)
    given = [*zip(declared, args, strict=False), *((p, kwargs[p.name]) for p in declared if p.name in kwargs)]
    return [named for parameter, value in given for named in _flat(parameter, value)]


def outputs_of(result: Any) -> tuple[torch.Tensor | None, ...]:
    """An operation's outputs in autograd's numbering; None where an output is no tensor."""
    several = result if isinstance(result, tuple | list) else (result,)
    return tuple(o if isinstance(o, torch.Tensor) else None for o in several)


def _flat(parameter: Parameter, value: Any) -> Iterator[tuple[str, Datum]]:
    if isinstance(value, list | tuple):
        yield from ((f"{parameter.name}[{i}]", v) for i, v in enumerate(value) if isinstance(v, torch.Tensor))
    elif isinstance(value, torch.Tensor) or (parameter.drawn and isinstance(value, int | float | complex)):
        yield parameter.name, value


def argument(name: str, datum: Datum, site: Site | None) -> Argument:
    """Describes `datum` as it is now, before its operation runs."""
    written = _written(datum, site)
    label, span = (written.name, written.span) if written else (None, None)
    if not isinstance(datum, torch.Tensor):
        return Argument(name, None, None, datum, label, span)
    if not datum.requires_grad:
        return Argument(name, None, datum, snapshot(datum), label, span)
    if datum.grad_fn is None:
        return Argument(name, None, datum, None, label, span)
    return Argument(name, Producer(node_sequence(datum.grad_fn), datum.output_nr), None, None, label, span)


def snapshot(tensor: torch.Tensor) -> torch.Tensor:
    """A copy that later in-place operations cannot change."""
    return tensor.detach().clone()


def _written(datum: Datum, site: Site | None) -> Operand | None:
    operands = site.operands if site else ()
    return next((operand for operand in operands if _same(operand.value, datum)), None)


def _same(written: object, datum: Datum) -> bool:
    if written is datum:
        return True
    if isinstance(datum, torch.Tensor) or type(written) is not type(datum):
        return False
    return written == datum
