"""Makes the tensors behind a program's free names."""

from math import prod

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.span import Span
from nablascope.core.wire.messages import Evaluate, Input

Free = tuple[tuple[str, Span], ...]
"""A text's free names, each with the span of its first use, in that order."""

DEFAULT_VALUE = 1.0
"""What a free name is when nobody gave it a value and the request asks to fill."""

_WIDE = (torch.float64, torch.complex128)
"""What MPS does not have."""


def complete_inputs(free: Free, request: Evaluate) -> tuple[Input, ...]:
    """One input for each free name, in the program's order.

    Raises:
        LanguageError: if a free name has no value, or a value has no free name.
    """
    given = {value.name: value for value in request.inputs}
    if not request.fill:
        _refuse_strangers(free, given)
        _refuse_missing(free, given)
    return tuple(given.get(name, Input(name, (DEFAULT_VALUE,))) for name, _ in free)


def _refuse_missing(free: Free, given: dict[str, Input]) -> None:
    for name, span in free:
        if name not in given:
            raise LanguageError(Failure(f"{name} has no value", f"give it one with --set {name}=1", span))


def _refuse_strangers(free: Free, given: dict[str, Input]) -> None:
    names = [name for name, _ in free]
    for name in given:
        if name not in names:
            known = f"its free names are {', '.join(names)}" if names else "it has no free names"
            raise LanguageError(Failure(f"{name} is not a free name of the program", known))


def make_tensor(given: Input, default: torch.dtype, device: str) -> torch.Tensor:
    """A leaf tensor of the input's shape, on `device`, of its own dtype or else of `default`.

    Raises:
        LanguageError: if the values do not fit the shape or the dtype, the dtype has no gradient, or the
            device does not have the dtype.
    """
    dtype = _dtype(given, default)
    if given.requires_grad and not (dtype.is_floating_point or dtype.is_complex):
        raise LanguageError(_no_gradient(given))
    if device.startswith("mps") and dtype in _WIDE:
        raise LanguageError(_too_wide(given))
    if len(given.values) != prod(given.shape):
        raise LanguageError(Failure(f"{given.name} has {len(given.values)} values for shape {given.shape}"))
    try:
        tensor = torch.tensor(given.values, dtype=dtype, device=device).reshape(given.shape)
    except (RuntimeError, OverflowError, ValueError) as error:
        raise LanguageError(Failure(f"{given.name} cannot be made: {error}".split("\n")[0])) from error
    return tensor.requires_grad_(given.requires_grad)


def _dtype(given: Input, default: torch.dtype) -> torch.dtype:
    if given.dtype is None:
        return default
    dtype = getattr(torch, given.dtype, None)
    if not isinstance(dtype, torch.dtype):
        raise LanguageError(Failure(f"{given.dtype} is not a dtype", "try float32 or float64"))
    return dtype


def _too_wide(given: Input) -> Failure:
    message = f"the Apple GPU (MPS) has no float64, and {given.name} is {given.dtype}"
    return Failure(message, f"choose float32 for {given.name}, or choose the CPU")


def _no_gradient(given: Input) -> Failure:
    return Failure(
        f"{given.name} is {given.dtype}, but only floating point and complex tensors can require gradients",
        f"choose float32 or float64 for {given.name}, or switch off its gradient",
    )
