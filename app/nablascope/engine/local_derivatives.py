"""The derivative of a node's output by each of its inputs, from torch itself."""

import warnings
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import lru_cache
from math import prod
from typing import cast

import torch
from torch.autograd.function import BackwardCFunction
from torch.autograd.graph import Node

from nablascope.core.graph.tensors import Form
from nablascope.engine.detail import Locals
from nablascope.engine.forms import dtype_in
from nablascope.engine.operation import Heard
from nablascope.engine.recording import Recording
from nablascope.engine.saved_tensors import is_packed
from nablascope.engine.snapshot import Snapshot, Take, form_in

MOST_ELEMENTS = 4096
"""Of an output, up to which its diagonal is asked for: it costs as much as the node's part of a pass."""

_RAISED = (RuntimeError, TypeError, ValueError, LookupError, AssertionError, MemoryError)
"""What torch raises where a node has lost what it saved, or that has changed in the meantime."""

_VIEW_CHANGED = "CopySlices"


def local_derivatives(recording: Recording, node: Node) -> Locals:
    """Calls `node` on the basis gradient of its output.

    The VJP of ones is the derivative itself where the output is one number, and the diagonal of the
    Jacobian where the operation is elementwise; another operation's derivative is no tensor of that shape.
    Calling a node runs no hooks and frees nothing. Nothing is told of complex numbers, whose VJP is a
    conjugate, and of nodes that would run code of the program: a custom Function and unpacking hooks.

    Args:
        recording: knows the operation.
        node: has not been freed; else nothing is told.

    To be called inside of `quietly`.
    """
    heard = recording.operations.get(recording.number(node))
    form = None if heard is None else _form(node, heard)
    if form is None:
        return ()
    try:
        call = cast("Callable[[torch.Tensor], object]", node)
        sent = call(_ones(form.shape, dtype_in(form), form.device))
    except _RAISED:
        return ()
    shares = sent if isinstance(sent, tuple) else (sent,)
    return tuple([_derivative(share, form, recording.taker.take) for share in shares])


@contextmanager
def quietly() -> Generator[None]:
    """Lets nodes be called without a graph of their gradients, and without telling a warning twice."""
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _form(node: Node, heard: Heard) -> Form | None:
    """The form of the output, where the node can tell; else None."""
    value = heard[4]
    if value is None or isinstance(node, BackwardCFunction) or node.name() == _VIEW_CHANGED:
        return None
    form = form_in(value)
    if form.code not in {"f", "d"} or form.device == "meta" or is_packed(node):
        return None
    small = not form.shape or (heard[0].elementwise and prod(form.shape) <= MOST_ELEMENTS)
    return form if small else None


def _derivative(share: object, form: Form, take: Take) -> Snapshot | None:
    if not isinstance(share, torch.Tensor) or tuple(share.shape) != form.shape or share.is_complex():
        return None
    return take(share)


@lru_cache(64)
def _ones(shape: tuple[int, ...], dtype: torch.dtype, device: str) -> torch.Tensor:
    return torch.ones(shape, dtype=dtype, device=device)
