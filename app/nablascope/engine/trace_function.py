"""Records a Python function: the engine behind `nablascope.trace`."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

from nablascope.engine.code_recording import CodeRecording


def trace_function(
    function: Callable[..., Any],
    inputs: tuple[Any, ...],
    names: Sequence[str] | None,
    output: object,
    *,
    whole: bool,
) -> tuple[CodeRecording, tuple[torch.Tensor, ...]]:
    """See `nablascope.trace`; gives what was heard, and the results to differentiate."""
    named = names_of(function, len(inputs)) if names is None else list(names)
    if len(named) != len(inputs):
        raise ValueError(f"{len(named)} names for {len(inputs)} inputs")
    arguments = differentiable(inputs)
    recording = CodeRecording(whole=whole)
    with recording:
        for name, value in zip(named, arguments, strict=True):
            recording.name(name, value)
        outputs = _chosen(function(*arguments), output)
    recording.name_variables({})
    return recording, outputs


def names_of(function: Callable[..., Any], count: int) -> list[str]:
    """The names of a function's first `count` positional parameters; ``x0``, ``x1`` ... where it has none."""
    called = function.forward if isinstance(function, torch.nn.Module) else function
    try:
        parameters = list(inspect.signature(called).parameters.values())
    except (TypeError, ValueError):
        parameters = []
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    known = [parameter.name for parameter in parameters if parameter.kind in positional][:count]
    return [*known, *(f"x{i}" for i in range(len(known), count))]


def differentiable(inputs: tuple[Any, ...]) -> tuple[Any, ...]:
    """The inputs with something to differentiate: numbers as leaves, all tensors where none requires it.

    Tensors that are given are not changed: one that must require a gradient is a detached view.
    """
    chosen = any(isinstance(value, torch.Tensor) and value.requires_grad for value in inputs)
    given = inputs if chosen else tuple(_requiring(value) for value in inputs)
    return tuple(_leaf(value) if _is_number(value) else value for value in given)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | complex) and not isinstance(value, bool)


def _leaf(number: complex) -> torch.Tensor:
    return torch.tensor(number if isinstance(number, complex) else float(number), requires_grad=True)


def _requiring(value: Any) -> Any:
    if isinstance(value, torch.Tensor) and (value.is_floating_point() or value.is_complex()):
        return value.detach().requires_grad_()
    return value


def _chosen(result: Any, output: Any) -> tuple[torch.Tensor, ...]:
    tensors = _several_of(result, output) if isinstance(output, tuple) else (_one_of(result, output),)
    for tensor in tensors:
        if not isinstance(tensor, torch.Tensor):
            raise TypeError(f"the function returned {type(tensor).__name__}, not a tensor")
        if not tensor.requires_grad:
            raise ValueError("the result does not depend on anything that requires a gradient")
    return tensors


def _several_of(result: Any, output: tuple[Any, ...]) -> tuple[Any, ...]:
    if not output:
        raise ValueError("output is empty: choose at least one result")
    return tuple(_one_of(result, one) for one in output)


def _one_of(result: Any, output: Any) -> Any:
    if not isinstance(result, tuple | list | Mapping):
        return result
    if output is not None:
        return result[output]  # pyright: ignore
    choices = list(result) if isinstance(result, Mapping) else list(range(len(result)))
    if not choices:
        raise ValueError("the function returned nothing to differentiate")
    if len(choices) != 1:
        raise ValueError(f"the function returned several results: choose one with output=, of {choices}")
    return result[choices[0]]  # pyright: ignore
