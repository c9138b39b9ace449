"""Transforms of functions without torch's compiler; see the package."""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch._functorch import eager_transforms

from nablascope.engine.torch_private.replacement import Replacement, before

_FOLDER = "TORCHINDUCTOR_CACHE_DIR"
_Tensors = Sequence[torch.Tensor]


@contextmanager
def transforming() -> Generator[None]:
    """Lets ``torch.func`` differentiate meanwhile as `torch.autograd.grad` does.

    A derivative forward over backward imports the compiler all the same, which makes a folder for what it
    never compiles here; it is told one that is there, since the engine must not make any.
    """
    ours = _FOLDER not in os.environ
    os.environ.setdefault(_FOLDER, str(Path.cwd()))
    try:
        with _replacement.put():
            yield
    finally:
        if ours:
            os.environ.pop(_FOLDER, None)


def _gradients(
    _torchs: Callable[..., Any],
    outputs: _Tensors,
    inputs: _Tensors,
    grad_outputs: _Tensors | None = None,
    retain_graph: bool = False,
    create_graph: bool = True,
) -> tuple[torch.Tensor, ...]:
    seeds = [None] * len(outputs) if grad_outputs is None else grad_outputs
    pairs = [pair for pair in zip(outputs, seeds, strict=True) if pair[0].requires_grad]
    if not pairs:
        return tuple(torch.zeros_like(given) for given in inputs)
    return torch.autograd.grad(
        [output for output, _ in pairs],
        inputs,
        [seed for _, seed in pairs],
        retain_graph=retain_graph,
        create_graph=create_graph,
        allow_unused=True,
        materialize_grads=True,
    )


_replacement = Replacement(eager_transforms, "_autograd_grad", before(_gradients))
