"""Bare mathematics: ``sin(x)`` is torch's where `x` is a tensor, Python's where it is a number."""

import builtins
import math
from collections.abc import Callable
from functools import partial, reduce
from typing import Any

import torch
from torch.utils._python_dispatch import _disable_current_modes  # pyright: ignore[reportPrivateUsage]

from nablascope.core.language import spelling
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.names import FUNCTIONS
from nablascope.engine.language.guards import (
    check_iterable,
    check_power,
    check_round,
    check_torch_arguments,
    holds_tensor,
)
from nablascope.engine.language.handles import DATA_LIMIT, Function
from nablascope.engine.language.sizes import check_size


def bare_functions() -> dict[str, Function]:
    """Every name of `core.language.names.FUNCTIONS` with what it calls."""
    return {name: _pythons(name) or Function(name, _callable(name), limit=DATA_LIMIT) for name in FUNCTIONS}


def _pythons(name: str) -> Function | None:
    """A function that Python has too, and that does there what it does in Python."""
    call = _BUILTIN.get(name)
    takes = frozenset[int | str]({"key"})
    folds = name in spelling.FOLDS
    return call and Function(name, partial(_guarded, name, call), is_torch=False, takes=takes, folds=folds)


def _guarded(name: str, call: Callable[..., object], *args: object, **kwargs: object) -> object:
    if holds_tensor((args, tuple(kwargs.values()))):
        check_torch_arguments(args, kwargs, DATA_LIMIT)
        check_size(name, call, args, kwargs)
    return call(*args, **kwargs)


def _callable(name: str) -> Callable[..., object]:
    return partial(_dispatched, _of_tensors(name), _of_numbers(name))


def _of_tensors(name: str) -> Callable[..., object]:
    _, *path = spelling.ON_TENSORS[name].split(".")
    function: Any = reduce(getattr, path, torch)
    return partial(_with_tensors, function) if name in spelling.TENSOR_OPERANDS else function


def _of_numbers(name: str) -> Callable[..., object]:
    if name in spelling.IN_FLOAT64:
        return partial(_in_float64, _of_tensors(name))
    if name in spelling.ON_NUMBERS:
        return getattr(math, spelling.ON_NUMBERS[name].removeprefix("math."))
    return _of_tensors(name)


def _dispatched(
    tensors: Callable[..., object], numbers: Callable[..., object], *args: object, **kwargs: object
) -> object:
    chosen = tensors if holds_tensor((args, tuple(kwargs.values()))) else numbers
    return chosen(*args, **kwargs)


def _with_tensors(function: Callable[..., object], *args: object, **kwargs: object) -> object:
    example = next(value for value in args if isinstance(value, torch.Tensor))
    return function(*(_like(value, example) for value in args), **kwargs)


def _like(value: object, example: torch.Tensor) -> object:
    return example.new_tensor(value) if isinstance(value, int | float) else value


def _in_float64(function: Callable[..., object], value: float, *args: object, **kwargs: object) -> object:
    with _disable_current_modes():
        tensor = torch.tensor(value, dtype=torch.float64, device="cpu")
        result = function(tensor, *args, **kwargs)
    return result.item() if isinstance(result, torch.Tensor) else result


def _round(value: object, digits: int | None = None) -> object:
    check_round(value, digits)
    if isinstance(value, torch.Tensor):
        return torch.round(value, decimals=digits or 0)
    return round(value, digits)  # pyright: ignore[reportCallIssue, reportArgumentType]


def _power(base: object, exponent: object, *modulus: object) -> object:
    if not modulus:
        check_power(base, exponent)
    return builtins.pow(base, exponent, *modulus)  # pyright: ignore[reportCallIssue, reportArgumentType]


def _folded(
    python: Callable[..., object], tensors: Callable[..., object], *args: object, **kwargs: object
) -> object:
    """As Python does, row by row, unless an argument such as ``dim=`` tells that torch's is meant."""
    if kwargs.keys() - spelling.FOLDS_IN_PYTHON:
        return tensors(*args, **kwargs)
    for value in args:
        check_iterable(value)
    try:
        return python(*args, **kwargs)
    except (RuntimeError, TypeError):
        if len(args) != 1 or not isinstance(args[0], torch.Tensor):
            raise
    raise LanguageError(_not_row_by_row(args[0], tensors.__name__))


def _not_row_by_row(tensor: torch.Tensor, name: str) -> Failure:
    if tensor.dim():
        return Failure(
            f"{name} compares the rows of this tensor, and a row has no order", f"write torch.{name}(x)"
        )
    return Failure(
        f"{name} goes through the elements of a tensor, and this is a single number", "use it as it is"
    )


_BUILTIN: dict[str, Callable[..., object]] = {
    "abs": abs,
    "round": _round,
    "pow": _power,
    "sum": partial(_folded, sum, torch.sum),
    "max": partial(_folded, max, torch.max),
    "min": partial(_folded, min, torch.min),
}
