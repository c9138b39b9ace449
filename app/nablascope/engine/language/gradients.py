"""Backward passes, as a program may start them; whoever records hears them by itself."""

from collections.abc import Sequence

import torch

from nablascope.core.language.failure import Failure, LanguageError

PASSES = frozenset({"backward", "torch.autograd.backward", "torch.autograd.grad"})
"""What starts a backward pass, by the name of its function."""


def of_tensor(root: torch.Tensor, *args: object, **kwargs: object) -> None:
    """``root.backward(...)``."""
    root.backward(*args, **kwargs)  # pyright: ignore[reportArgumentType]


def backward(tensors: object, *args: object, **kwargs: object) -> None:
    """``torch.autograd.backward(tensors, ...)``."""
    torch.autograd.backward(_roots(tensors), *args, **kwargs)  # pyright: ignore[reportArgumentType]


def grad(outputs: object, *args: object, **kwargs: object) -> object:
    """``torch.autograd.grad(outputs, inputs, ...)``."""
    return torch.autograd.grad(_roots(outputs), *args, **kwargs)  # pyright: ignore[reportCallIssue, reportArgumentType]


def _roots(outputs: object) -> tuple[torch.Tensor, ...]:
    given = tuple(outputs) if isinstance(outputs, Sequence) else (outputs,)
    roots = tuple(output for output in given if isinstance(output, torch.Tensor))
    if len(roots) != len(given) or not roots:
        raise LanguageError(Failure("only a tensor has gradients", "give it the output to differentiate"))
    return roots
