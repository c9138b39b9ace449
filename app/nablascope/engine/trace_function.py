"""Records a Python function: the engine behind `nablascope.trace`."""

import inspect
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import torch

from nablascope.core.graph.trace import Trace
from nablascope.engine.assemble import Heading, assemble
from nablascope.engine.differentiate import differentiate, seed_notes
from nablascope.engine.modules import ModulePaths, ModuleTracker
from nablascope.engine.operation import Producer
from nablascope.engine.python_sites import PythonSites
from nablascope.engine.record import Recorder
from nablascope.engine.summary import dtype_name
from nablascope.engine.walk import is_leaf, leaf_tensor, walk


def trace_function(
    function: Callable[..., Any],
    inputs: tuple[Any, ...],
    names: Sequence[str] | None,
    grad_output: object,
    output: int | str | None,
) -> Trace:
    """See `nablascope.trace`."""
    if grad_output is not None and not isinstance(grad_output, torch.Tensor):
        raise TypeError(f"grad_output is {type(grad_output).__name__}, not a tensor")
    named = names_of(function, len(inputs)) if names is None else list(names)
    if len(named) != len(inputs):
        raise ValueError(f"{len(named)} names for {len(inputs)} inputs")
    sites = PythonSites(ModuleTracker(ModulePaths()))
    recorder = Recorder(sites, None)
    arguments = differentiable(inputs)
    start = perf_counter()
    with recorder:
        for name, value in [*zip(named, arguments, strict=True), *_parameters(function)]:
            recorder.bind(name, value, None)
        result = _chosen(function(*arguments), output)
    forward = perf_counter() - start
    _take_names(recorder, sites)
    try:
        return _trace(recorder, result, grad_output, forward)
    finally:
        del result
        recorder.recording.release()


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


def _parameters(function: Callable[..., Any]) -> list[tuple[str, torch.Tensor]]:
    return list(function.named_parameters()) if isinstance(function, torch.nn.Module) else []


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


def _chosen(result: Any, output: int | str | None) -> torch.Tensor:
    tensor = _one_of(result, output)
    if not isinstance(tensor, torch.Tensor):
        raise TypeError(f"the function returned {type(tensor).__name__}, not a tensor")
    if not tensor.requires_grad:
        raise ValueError("the result does not depend on anything that requires a gradient")
    return tensor


def _one_of(result: Any, output: int | str | None) -> Any:
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


def _take_names(recorder: Recorder, sites: PythonSites) -> None:
    for sequence, name in sites.names.items():
        recorder.recording.result_names.setdefault(Producer(sequence, 0), name)
    sites.release()


def _trace(
    recorder: Recorder, result: torch.Tensor, grad_output: torch.Tensor | None, forward: float
) -> Trace:
    with grads_kept(result):
        finished = differentiate(recorder, result, grad_output)
    notes = seed_notes("the output", result) if grad_output is None else ()
    heading = Heading(None, str(result.device), dtype_name(result.dtype), forward, (), notes)
    return assemble(recorder.recording, finished, heading)


@contextmanager
def grads_kept(root: torch.Tensor) -> Generator[None]:
    """Leaves every leaf's ``grad`` as it was, though a backward pass from `root` runs inside."""
    walked = walk((root,))
    leaves = [leaf_tensor(walked, index) for index in range(len(walked.nodes)) if is_leaf(walked, index)]
    walked.release()
    kept = [leaf.grad for leaf in leaves]
    for leaf in leaves:
        leaf.grad = None
    try:
        yield
    finally:
        for leaf, grad in zip(leaves, kept, strict=True):
            leaf.grad = grad
