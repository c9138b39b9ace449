"""Hears the backward passes that are started from Python; see the package."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch.autograd import functional
from torch.autograd.graph import GradientEdge

from nablascope.engine.torch_private.replacement import Replacement, before


@dataclass(frozen=True, slots=True)
class BackwardCall:
    """What a backward pass was asked to do.

    Attributes:
        roots: what it starts from.
        seeds: the gradient of each root; None where torch found none to make.
        retain_graph: whether the graph can be used again.
        create_graph: whether the pass itself is recorded by autograd.
        inputs: what gradients are wanted of; empty for all leaves.
        accumulate: whether gradients go into ``grad``; else the caller is given them.
        is_part: whether it is one of those by which ``torch.autograd.functional`` computes something else.
    """

    roots: tuple[torch.Tensor | GradientEdge, ...]
    seeds: tuple[torch.Tensor | None, ...]
    retain_graph: bool
    create_graph: bool
    inputs: tuple[torch.Tensor | GradientEdge, ...]
    accumulate: bool
    is_part: bool = False


Run = Callable[[], Any]
"""Runs a backward pass and gives what torch gives."""

Hear = Callable[[BackwardCall, Run], Any]
"""Is told of a backward pass and must run it; its result and its errors are the caller's."""


class _Listeners(threading.local):
    """Who hears the backward passes of this thread, the one that came first at the front."""

    def __init__(self) -> None:
        self.hears: list[Hear] = []
        self.parts = 0


_listeners = _Listeners()


@contextmanager
def hearing_backward(hear: Hear) -> Generator[None]:
    """Passes every backward pass that this thread starts meanwhile through `hear`."""
    with _RUN_BACKWARD.put(), _FUNCTIONAL.put():
        _listeners.hears.append(hear)
        try:
            yield
        finally:
            _listeners.hears.remove(hear)


def _run(torchs: Any, roots: Any, *args: Any, **kwargs: Any) -> Any:
    run: Run = partial(torchs, roots, *args, **kwargs)
    if not _listeners.hears:
        return run()
    call = _call(tuple(roots), *args, **kwargs)
    for hear in _listeners.hears:
        run = partial(hear, call, run)
    return run()


def _run_part(torchs: Any, *args: Any, **kwargs: Any) -> Any:
    _listeners.parts += 1
    try:
        return torchs(*args, **kwargs)
    finally:
        _listeners.parts -= 1


def _call(
    roots: tuple[Any, ...],
    seeds: Any,
    retain_graph: bool,
    create_graph: bool,
    inputs: Any,
    _allow_unreachable: bool = True,
    accumulate_grad: bool = True,
    **_others: Any,
) -> BackwardCall:
    asked = () if inputs is None else tuple(inputs)
    kept, created, is_part = bool(retain_graph), bool(create_graph), _listeners.parts > 0
    return BackwardCall(roots, tuple(seeds), kept, created, asked, accumulate_grad, is_part)


_RUN_BACKWARD = Replacement(torch.autograd, "_engine_run_backward", before(_run))
_FUNCTIONAL = Replacement(functional, "_autograd_grad", before(_run_part))
