"""A backward pass of our own, from outputs that the program did not differentiate itself."""

from contextlib import nullcontext
from typing import cast

import torch

from nablascope.engine.record import Recorder
from nablascope.engine.recording import Pass
from nablascope.engine.walk import Walk, is_leaf, leaf_tensor, walk

Seeds = tuple[torch.Tensor | None, ...]
"""The gradient of each output; None for ones."""


def run_pass(recorder: Recorder, outputs: tuple[torch.Tensor, ...], seeds: Seeds, *, entered: bool) -> Pass:
    """A pass of our own, which leaves the graph usable.

    It takes the gradients of leaves instead of letting them be accumulated: so every ``grad`` stays as it
    is, and what is set off by an accumulation, such as a step of an optimizer or the exchange between ranks,
    does not happen.

    Args:
        recorder: hears it.
        outputs: what it starts from.
        seeds: the gradient of each; None for ones.
        entered: whether the recorder is listening already.

    Raises:
        RuntimeError: what torch raises.
    """
    walked = walk(outputs)
    leaves = _leaves(walked)
    walked.release()
    inputs = [leaf for _, leaf in leaves]
    starts = [start_of(output, seed) for output, seed in zip(outputs, seeds, strict=True)]
    with nullcontext() if entered else recorder, recorder.paused():
        grads = torch.autograd.grad(outputs, inputs, starts, retain_graph=True, allow_unused=True)
    finished = recorder.recording.passes.pop()
    with recorder.paused():
        for (index, _), grad in zip(leaves, cast("Seeds", grads), strict=True):
            if grad is not None:
                finished.flows.append((index, (), recorder.recording.taker.take(grad)))
    return finished


def _leaves(walked: Walk) -> list[tuple[int, torch.Tensor]]:
    return [
        (index, leaf_tensor(walked, index)) for index in range(len(walked.nodes)) if is_leaf(walked, index)
    ]


def start_of(root: torch.Tensor, seed: torch.Tensor | None) -> torch.Tensor | None:
    """Ones, but left to torch where it makes them itself: given a gradient it first imports SymPy (0.4 s)."""
    if seed is not None or (root.numel() == 1 and not root.is_complex()):
        return seed
    return torch.ones_like(root)


def seed_notes(label: str, root: torch.Tensor) -> tuple[str, ...]:
    """What a reader must know of a pass that `run_pass` starts from ones."""
    if root.dim() == 0:
        return ()
    shape = tuple(root.shape)
    return (f"{label} has shape {shape}: backward starts from ones, so gradients are those of its sum.",)
