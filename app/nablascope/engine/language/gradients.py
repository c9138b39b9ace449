"""Backward passes: each goes through the watcher, which records it."""

from collections.abc import Sequence

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.watcher import Watcher


class Gradients:
    """``.backward()``, ``torch.autograd.backward`` and ``torch.autograd.grad``, watched."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher

    def of_tensor(self, root: torch.Tensor, *args: object, **kwargs: object) -> None:
        """``root.backward(...)``."""
        self._watcher.backward((root,), lambda: root.backward(*args, **kwargs))  # pyright: ignore[reportArgumentType]

    def backward(self, tensors: object, *args: object, **kwargs: object) -> None:
        """``torch.autograd.backward(tensors, ...)``."""
        run = torch.autograd.backward
        self._watcher.backward(_roots(tensors), lambda: run(tensors, *args, **kwargs))  # pyright: ignore[reportArgumentType]

    def grad(self, outputs: object, *args: object, **kwargs: object) -> object:
        """``torch.autograd.grad(outputs, inputs, ...)``."""
        grads: list[object] = []

        def run() -> None:
            grads.append(torch.autograd.grad(outputs, *args, **kwargs))  # pyright: ignore[reportCallIssue, reportArgumentType]

        self._watcher.backward(_roots(outputs), run)
        return grads[0]


def _roots(outputs: object) -> tuple[torch.Tensor, ...]:
    given = tuple(outputs) if isinstance(outputs, Sequence) else (outputs,)
    roots = tuple(output for output in given if isinstance(output, torch.Tensor))
    if len(roots) != len(given) or not roots:
        raise LanguageError(Failure("only a tensor has gradients", "give it the output to differentiate"))
    return roots
