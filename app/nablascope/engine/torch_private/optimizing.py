"""Optimizers without torch's compiler; see the package."""

from collections.abc import Callable
from inspect import unwrap
from typing import Any

import torch
from torch.optim import Optimizer

from nablascope.engine.torch_private.replacement import Replacement

_adding = Replacement(Optimizer, "add_param_group", unwrap)


def make_optimizer(kind: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What ``kind(...)`` gives."""
    with _adding.put():
        return kind(*args, **kwargs)


def step(optimizer: Optimizer) -> None:
    """``optimizer.step()``, apart from its hooks."""
    with torch.no_grad():
        unwrap(type(optimizer).step)(optimizer)


def zero_grad(optimizer: Optimizer, set_to_none: bool = True) -> None:
    """``optimizer.zero_grad(set_to_none)``."""
    unwrap(Optimizer.zero_grad)(optimizer, set_to_none)
