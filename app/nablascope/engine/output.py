"""Chooses what is differentiated, and sees to it that it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeGuard

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.run import Run
from nablascope.engine.record import Pass, Recorder


@dataclass(frozen=True, slots=True)
class Output:
    """What is differentiated, and its name or text in the program."""

    label: str
    tensor: torch.Tensor


def choose_output(run: Run, recorder: Recorder, wanted: str | None) -> Output:
    """The wanted name; else what the program last called backward on; else its last differentiable result.

    Raises:
        LanguageError: if there is no such name or nothing that can be differentiated.
    """
    if wanted is not None:
        return _named(run.names, wanted)
    if recorder.recording.passes:
        root = recorder.recording.passes[-1].root
        return Output(_label(run, root), root)
    for result in reversed(run.results):
        if _differentiable(result.value):
            return Output(result.label, result.value)
    raise LanguageError(_nothing(run))


def _named(names: Mapping[str, object], wanted: str) -> Output:
    value = names.get(wanted)
    if value is None:
        raise LanguageError(Failure(f"the program has no {wanted}", f"its names are {', '.join(names)}"))
    if not _differentiable(value):
        raise LanguageError(Failure(f"{wanted} does not depend on anything that requires a gradient"))
    return Output(wanted, value)


def _differentiable(value: object) -> TypeGuard[torch.Tensor]:
    return isinstance(value, torch.Tensor) and value.requires_grad


def _label(run: Run, root: torch.Tensor) -> str:
    names = (name for name, value in reversed(list(run.names.items())) if value is root)
    return next(names, "output")


def _nothing(run: Run) -> Failure:
    if not run.results:
        return Failure("there is nothing to differentiate yet", "write an expression, e.g. x**2")
    return Failure(
        "nothing here depends on a tensor that requires a gradient",
        "use a free name such as x, or torch.tensor(3.0, requires_grad=True)",
        run.results[-1].span,
    )


def differentiate(
    recorder: Recorder, output: Output, seed: torch.Tensor | None = None
) -> tuple[Pass, str | None]:
    """The pass from `output`: the one the program ran, or else one run now, and a note on its seed.

    Args:
        recorder: has heard the program.
        output: the root.
        seed: the gradient the pass starts from, shaped as the output; None for ones.

    Raises:
        RuntimeError: what torch raises.
    """
    done = recorder.recording.pass_from(output.tensor)
    if done is not None:
        return done, None
    recorder.backward(output.tensor, partial(output.tensor.backward, _start(output.tensor, seed)))
    return recorder.recording.passes[-1], None if seed is not None else _seed_note(output)


def _start(root: torch.Tensor, seed: torch.Tensor | None) -> torch.Tensor | None:
    """Ones, but left to torch where it makes them itself: given a gradient it first imports SymPy (0.4 s)."""
    if seed is not None or (root.numel() == 1 and not root.is_complex()):
        return seed
    return torch.ones_like(root)


def _seed_note(output: Output) -> str | None:
    if output.tensor.dim() == 0:
        return None
    shape = tuple(output.tensor.shape)
    return f"{output.label} has shape {shape}: backward starts from ones, so gradients are those of its sum."
