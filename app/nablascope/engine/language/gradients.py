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
        self._watcher.backward(root, lambda: root.backward(*args, **kwargs))  # pyright: ignore[reportArgumentType]

    def backward(self, tensors: object, *args: object, **kwargs: object) -> None:
        """``torch.autograd.backward(tensors, ...)``."""
        run = torch.autograd.backward
        self._watcher.backward(_root(tensors), lambda: run(tensors, *args, **kwargs))  # pyright: ignore[reportArgumentType]

    def grad(self, outputs: object, *args: object, **kwargs: object) -> object:
        """``torch.autograd.grad(outputs, inputs, ...)``."""
        grads: list[object] = []

        def run() -> None:
            grads.append(torch.autograd.grad(outputs, *args, **kwargs))  # pyright: ignore[reportCallIssue, reportArgumentType]

        self._watcher.backward(_root(outputs), run)
        return grads[0]


def _root(outputs: object) -> torch.Tensor:
    first = outputs[0] if isinstance(outputs, Sequence) and outputs else outputs
    if isinstance(first, torch.Tensor):
        return first
    raise LanguageError(Failure("only a tensor has gradients", "give it the output to differentiate"))
