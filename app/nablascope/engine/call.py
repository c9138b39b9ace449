"""What goes into one call of an operation, and what comes out."""

from collections.abc import Iterable, Iterator
from typing import Any

import torch

from nablascope.engine.torch_private import Signature


def tensors_in(values: Iterable[Any]) -> Iterator[torch.Tensor]:
    """The tensors among an operation's arguments or results, also inside of lists."""
    for value in values:
        if isinstance(value, torch.Tensor):
            yield value
        elif isinstance(value, list | tuple):
            yield from tensors_in(value)


def follows(args: tuple[Any, ...], kwargs: dict[str, Any] | None) -> bool:
    """Whether autograd follows an argument."""
    for value in args:
        if isinstance(value, torch.Tensor):
            if value.requires_grad:
                return True
        elif isinstance(value, list | tuple) and any(tensor.requires_grad for tensor in tensors_in(value)):
            return True
    return bool(kwargs) and any(tensor.requires_grad for tensor in tensors_in(kwargs.values()))


def results_of(known: Signature, args: tuple[Any, ...], result: Any) -> list[torch.Tensor]:
    """What an operation gave; of one that gives nothing, what it changed."""
    results = list(tensors_in((result,)))
    return list(tensors_in(args[:1])) if not results and known.changes else results
