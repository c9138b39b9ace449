"""Code that an error ended: what it had made by then, and where it stopped."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import torch

from nablascope.core.language.failure import Failure
from nablascope.engine.operation import code_of
from nablascope.engine.python_sites import is_of_users, site_at
from nablascope.engine.variables import variables_of
from nablascope.engine.walk import walk


@dataclass(frozen=True, slots=True)
class Stop:
    """How an error ended the code.

    Attributes:
        failure: what happened.
        results: what a graph so far starts from, the newest first.
    """

    failure: Failure
    results: tuple[torch.Tensor, ...]


def stop_of(error: BaseException) -> Stop:
    """How `error` ended the code; to be asked while the error passes by, since it holds what is left."""
    return Stop(_failure(error), results_of(error))


def results_of(error: BaseException) -> tuple[torch.Tensor, ...]:
    """The tensors that the code held in variables, save those that another of them came from."""
    made = {code: value for value in _held(error) if (code := code_of(value)) is not None}
    ends: list[torch.Tensor] = []
    seen: set[object] = set()
    for code in sorted(made, reverse=True):
        value = made[code]
        if value.grad_fn not in seen:
            ends.append(value)
            seen.update(walk((value,)).nodes)
    return tuple(ends)


def _failure(error: BaseException) -> Failure:
    """What happened, with the line of the user's code that did not run to its end."""
    said = " ".join(str(error).split()) or type(error).__name__
    for frame, offset in reversed(list(_frames(error))):
        if is_of_users(frame.f_code):
            site = site_at(frame.f_code, offset)
            place = f"{Path(frame.f_code.co_filename).name}, line {frame.f_lineno}"
            return Failure(f"{said} ({type(error).__name__}, {place})", span=site and site.span)
    return Failure(f"{said} ({type(error).__name__})")


def _held(error: BaseException) -> Iterator[torch.Tensor]:
    for frame, _ in _frames(error):
        for value in variables_of(frame).values():
            if isinstance(value, torch.Tensor):
                yield value


def _frames(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    """The frames from where the error was caught to where it was raised, and the offset of each."""
    traceback = error.__traceback__
    while traceback is not None:
        yield traceback.tb_frame, traceback.tb_lasti
        traceback = traceback.tb_next
