"""Traces one program of the operator database and compares the trace with torch."""

from contextlib import nullcontext

import torch
from tests.full.exceptions import OTHER_PATH
from tests.full.oracle import Agreement, compare
from tests.full.samples import NoViews, seed_for
from torch.utils._python_dispatch import TorchDispatchMode

import nablascope


class Refused(Exception):
    """Torch itself does not run or differentiate the program; the text is torch's."""


class EmptyMode(TorchDispatchMode):
    """Does nothing but be there, which is enough to send torch some other ways."""

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        return operation(*args, **(kwargs or {}))


def plain_run(program):
    """The result of a run that nobody records, and the gradient to start from.

    Raises:
        Refused: what torch raises, also in the backward pass.
    """
    surroundings = EmptyMode() if program.run.operation in OTHER_PATH else nullcontext()
    try:
        with surroundings:
            root = program.forward()
        if root is None:
            raise Refused("nothing in the result requires a gradient")
        seed = seed_for(root)
        torch.autograd.grad(root, _leaves(program), seed, allow_unused=True, retain_graph=True)
    except (RuntimeError, NoViews) as error:
        raise Refused(str(error)) from error
    return root, seed


def agreement_of(program) -> Agreement:
    """What the trace of a program shows, against what torch says.

    Raises:
        Refused: if torch does not run or differentiate it.
    """
    root, seed = plain_run(program)
    trace = nablascope.trace(program.forward, grad_output=seed, whole=True)
    return compare(trace, root, seed)


def _leaves(program):
    tensors = []
    waiting = [program.sample.input, *program.sample.args, *program.sample.kwargs.values()]
    while waiting:
        item = waiting.pop()
        if isinstance(item, torch.Tensor) and item.requires_grad:
            tensors.append(item)
        elif isinstance(item, tuple | list):
            waiting += item
    return tensors
