"""Sees to it that a backward pass from the output was recorded."""

import torch

from nablascope.engine.record import Recorder
from nablascope.engine.recording import Pass


def differentiate(recorder: Recorder, root: torch.Tensor, seed: torch.Tensor | None = None) -> Pass:
    """The pass from `root` that the program ran, or else one run now.

    Args:
        recorder: has heard the program.
        root: a tensor that requires a gradient.
        seed: the gradient the pass starts from, shaped as `root`; None for ones.

    Raises:
        RuntimeError: what torch raises.
    """
    done = recorder.recording.pass_from(root)
    if done is not None:
        return done
    with recorder, recorder.paused():
        root.backward(_start(root, seed))
    return recorder.recording.passes[-1]


def _start(root: torch.Tensor, seed: torch.Tensor | None) -> torch.Tensor | None:
    """Ones, but left to torch where it makes them itself: given a gradient it first imports SymPy (0.4 s)."""
    if seed is not None or (root.numel() == 1 and not root.is_complex()):
        return seed
    return torch.ones_like(root)


def seed_notes(label: str, root: torch.Tensor) -> tuple[str, ...]:
    """What a reader must know of a pass that `differentiate` starts from ones."""
    if root.dim() == 0:
        return ()
    shape = tuple(root.shape)
    return (f"{label} has shape {shape}: backward starts from ones, so gradients are those of its sum.",)
