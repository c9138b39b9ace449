"""Optimizers of ``torch.optim``: made of a list of tensors, stepped without a closure."""

from collections.abc import Callable, Mapping
from functools import partial

from torch import nn

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.names import words
from nablascope.engine.language.handles import Function
from nablascope.engine.language.values import OPTIMIZERS, TENSORS
from nablascope.engine.torch_private import make_optimizer, step, zero_grad

_NUMBERS = words(
    """
    alpha amsgrad betas centered dampening decoupled_weight_decay eps etas initial_accumulator_value lr
    lr_decay maximize momentum momentum_decay nesterov rho step_sizes weight_decay
    """
)
"""Settings, all of them numbers. How torch computes is left out: capturable, foreach, fused and the like."""


def constructors() -> dict[str, Function]:
    """The members of ``torch.optim``."""
    return {
        kind.__name__: Function(f"torch.optim.{kind.__name__}", partial(_constructed, kind), measured=False)
        for kind in OPTIMIZERS
    }


def _constructed(kind: type, params: object, *args: object, **kwargs: object) -> object:
    known = isinstance(params, list | tuple) and all(type(one) in TENSORS for one in params)
    if not known:
        hint = "write model.parameters()" if isinstance(params, nn.Module) else "write e.g. [w, b]"
        raise LanguageError(Failure("an optimizer is given a list of tensors", hint))
    for name in kwargs.keys() - _NUMBERS:
        raise LanguageError(Failure(f"there is no argument named {name} here", "check its spelling"))
    for value in (*args, *kwargs.values()):
        _check_number(value)
    return make_optimizer(kind, params, *args, **kwargs)


def _check_number(value: object) -> None:
    parts = value if isinstance(value, tuple | list) else (value,)
    if not all(part is None or isinstance(part, bool | int | float) for part in parts):
        raise LanguageError(Failure("the settings of an optimizer are numbers", "write e.g. lr=0.1"))


METHODS: Mapping[str, Callable[..., object]] = {"step": step, "zero_grad": zero_grad}
