"""Optimizers of ``torch.optim``: made of a list of tensors or groups of them, stepped without a closure."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from torch import nn
from torch.optim import Optimizer

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.names import words
from nablascope.engine.language.handles import Function
from nablascope.engine.language.values import OPTIMIZERS, TENSORS
from nablascope.engine.torch_private import make_optimizer, step, zero_grad

_NUMBERS = words(
    """
    alpha amsgrad betas centered dampening decoupled_weight_decay eps etas initial_accumulator_value lambd lr
    lr_decay maximize momentum momentum_decay nesterov rho step_sizes t0 weight_decay
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
    for value in args:
        _check_number(value)
    _check_settings(kwargs)
    return make_optimizer(kind, _parameters(params), *args, **kwargs)


def _parameters(params: object) -> Sequence[object]:
    if isinstance(params, list | tuple) and params and all(isinstance(one, dict) for one in params):
        return [_group(one) for one in params]
    return _tensors(params)


def _group(given: Mapping[str, object]) -> dict[str, object]:
    """Tensors and settings of their own; a copy, since torch keeps and completes what it is given."""
    _check_settings({name: value for name, value in given.items() if name != "params"})
    params = given.get("params")
    return {**given, "params": _tensors([params] if type(params) in TENSORS else params)}


def _tensors(params: object) -> Sequence[object]:
    if isinstance(params, list | tuple) and all(type(one) in TENSORS for one in params):
        return params
    hint = "write model.parameters()" if isinstance(params, nn.Module) else "write e.g. [w, b]"
    raise LanguageError(Failure("an optimizer is given a list of tensors", hint))


def _check_settings(settings: Mapping[str, object]) -> None:
    for name in settings.keys() - _NUMBERS:
        raise LanguageError(Failure(f"there is no argument named {name} here", "check its spelling"))
    for value in settings.values():
        _check_number(value)


def _check_number(value: object) -> None:
    parts = value if isinstance(value, tuple | list) else (value,)
    if not all(part is None or isinstance(part, bool | int | float) for part in parts):
        raise LanguageError(Failure("the settings of an optimizer are numbers", "write e.g. lr=0.1"))


def _step(optimizer: Optimizer) -> None:
    _check_groups(optimizer)
    step(optimizer)


def _zero_grad(optimizer: Optimizer, set_to_none: bool = True) -> None:
    _check_groups(optimizer)
    zero_grad(optimizer, set_to_none)


def _check_groups(optimizer: Optimizer) -> None:
    """A program may have changed them: torch must meet tensors and numbers, and its own defaults."""
    for group in optimizer.param_groups:
        _check_group(group)


def _check_group(group: object) -> None:
    if not isinstance(group, dict) or any(group[name] for name in group.keys() - _NUMBERS - {"params"}):
        raise LanguageError(Failure("this group is not as torch made it", "change its lr and the like alone"))
    _check_settings({name: group[name] for name in _NUMBERS & group.keys()})
    _tensors(group.get("params"))


METHODS: Mapping[str, Callable[..., object]] = {"step": _step, "zero_grad": _zero_grad}
