"""What a call costs beside what its result and its lists count for, in the budget's steps."""

from collections.abc import Mapping, Sequence

import torch
from torch import nn

from nablascope.core.language.spelling import FOLDS_IN_PYTHON
from nablascope.engine.language.budget import CHARACTERS_A_STEP, ELEMENTS_A_STEP, TORCH_STEPS
from nablascope.engine.language.guards import leaves
from nablascope.engine.language.handles import Function

COMPARISONS = 16
"""Of each item with others, in sorting a list as long as a list may be."""


def cost_of(function: Function, args: Sequence[object], kwargs: Mapping[str, object]) -> int:
    """The steps for texts, for the parts of a module, and for the rows of a tensor that is folded."""
    values = (*args, *kwargs.values())
    steps = sum(len(value) // CHARACTERS_A_STEP for value in values if isinstance(value, str))
    steps += sum(_of_module(value) for value in args[:1] if isinstance(value, nn.Module))
    if function.folds and not kwargs.keys() - FOLDS_IN_PYTHON:
        rows = sum(value.shape[0] for value in args if isinstance(value, torch.Tensor) and value.dim())
        steps += TORCH_STEPS * rows
    return steps


def cost_of_key(key: object) -> int:
    """The steps for comparing what a list is sorted by."""
    return COMPARISONS * sum(map(_of_comparing, leaves(key)))


def cost_of_parts(module: object) -> int:
    """The steps for calling a module, each part of which is an operation of torch at least."""
    return TORCH_STEPS * sum(1 for _ in module.modules()) if isinstance(module, nn.Module) else 0


def _of_comparing(value: object) -> int:
    if isinstance(value, torch.Tensor):
        return TORCH_STEPS
    return 1 + (len(value) // CHARACTERS_A_STEP if isinstance(value, str) else 0)


def _of_module(module: nn.Module) -> int:
    parts = sum(1 for _ in module.modules())
    return parts + sum(tensor.numel() for tensor in module.parameters()) // ELEMENTS_A_STEP
