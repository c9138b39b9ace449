"""Chooses what of a program is differentiated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

import torch

from nablascope.core.language.failure import Failure, LanguageError, NothingToDraw
from nablascope.engine.language.run import Result, Run
from nablascope.engine.language.torch_errors import NOTHING_HERE
from nablascope.engine.language.transforms import OWN_WAY
from nablascope.engine.recording import Pass, Recording


@dataclass(frozen=True, slots=True)
class Output:
    """What is differentiated, its name or text in the program, and why it is not what one expects."""

    label: str
    tensor: torch.Tensor
    notes: tuple[str, ...] = ()


def choose_output(
    run: Run, recording: Recording, wanted: str | None, unfollowed: Sequence[str] = ()
) -> Output:
    """The wanted name; else what the program last called backward on; else its last differentiable result.

    Args:
        run: what the program gave.
        recording: what it did.
        wanted: a name, or None.
        unfollowed: inputs that do not require a gradient, to name where nothing else does.

    Raises:
        LanguageError: if there is no such name or nothing that can be differentiated.
    """
    if wanted is not None:
        return _named(run.names, wanted)
    passes = [done for done in recording.passes if not done.nested]
    roots = _roots([done for done in passes if not done.call.is_part]) or _roots(passes)[-1:]
    if roots:
        return Output(_label(run, roots[-1]), roots[-1], _earlier_passes(len(roots), _label(run, roots[-1])))
    shown = [result for result in run.results if result.value is not None]
    for result in reversed(shown):
        if is_followed(result.value):
            return Output(result.label, result.value, _passed_over(shown[-1], result))
    raise NothingToDraw(_nothing(run, unfollowed))


def _roots(passes: Sequence[Pass]) -> list[torch.Tensor]:
    """What each backward pass started from."""
    roots = (done.roots[0] for done in passes)
    return [root for root in roots if isinstance(root, torch.Tensor)]


def _passed_over(last: Result, chosen: Result) -> tuple[str, ...]:
    if last is chosen:
        return ()
    return (f"{last.label} does not require a gradient; {chosen.label} is shown.",)


def _named(names: Mapping[str, object], wanted: str) -> Output:
    value = names.get(wanted)
    if value is None:
        raise LanguageError(Failure(f"the program has no {wanted}", f"its names are {', '.join(names)}"))
    if not is_followed(value):
        raise LanguageError(Failure(f"{wanted} does not depend on anything that requires a gradient"))
    return Output(wanted, value)


def is_followed(value: object) -> TypeGuard[torch.Tensor]:
    """Whether `value` is a tensor with a gradient."""
    return isinstance(value, torch.Tensor) and value.requires_grad


def _label(run: Run, root: torch.Tensor) -> str:
    names = (name for name, value in reversed(list(run.names.items())) if value is root)
    return next(names, "output")


def _earlier_passes(count: int, label: str) -> tuple[str, ...]:
    if count == 1:
        return ()
    return (
        f"The program ran backward {count} times; the last time, from {label}, is shown."
        " Step through the run to see them all.",
    )


def _nothing(run: Run, unfollowed: Sequence[str]) -> Failure:
    transformed = next((note for note in run.notes if OWN_WAY in note), None)
    if transformed is not None:
        message = f"{transformed.partition(':')[0]}: its result cannot be drawn"
        return Failure(message, "to see a graph, write y = f(x) and y.backward()")
    if run.results and unfollowed:
        names = ", ".join(unfollowed)
        return Failure(
            f"{names} does not require a gradient, so there is nothing to differentiate", "switch it on"
        )
    if not run.results:
        return Failure("there is nothing to differentiate yet", "write an expression, e.g. x**2")
    return Failure(
        NOTHING_HERE,
        "use a free name such as x, or torch.tensor(3.0, requires_grad=True)",
        run.results[-1].span,
    )
