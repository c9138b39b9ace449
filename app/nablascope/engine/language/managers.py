"""Context managers as the language sees them: opaque, entered by ``with`` alone."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.handles import Function

_Make = Callable[..., AbstractContextManager[object]]


@dataclass(frozen=True, slots=True, eq=False)
class Manager:
    """What a ``with`` statement enters.

    Attributes:
        name: as a program writes it, e.g. ``torch.no_grad``.
        context: torch's own, as the call made it.
    """

    name: str
    context: AbstractContextManager[object]

    def __repr__(self) -> str:
        return f"<{self.name}>"


def _made(name: str, make: _Make, *args: object, **kwargs: object) -> Manager:
    # Given a function, torch would decorate it.
    if not all(isinstance(value, bool) for value in (*args, *kwargs.values())):
        raise LanguageError(Failure(f"{name} takes True or False at most", f"write with {name}(...):"))
    return Manager(name, make(*args, **kwargs))


def _functions(prefix: str, kinds: Mapping[str, _Make]) -> dict[str, Function]:
    return {
        name: Function(f"{prefix}.{name}", partial(_made, f"{prefix}.{name}", make), is_torch=False)
        for name, make in kinds.items()
    }


TORCH = _functions(
    "torch",
    {
        "no_grad": torch.no_grad,
        "enable_grad": torch.enable_grad,
        "set_grad_enabled": torch.set_grad_enabled,
    },
)
AUTOGRAD = _functions(
    "torch.autograd",
    {
        "no_grad": torch.no_grad,
        "enable_grad": torch.enable_grad,
        "detect_anomaly": torch.autograd.detect_anomaly,
        "set_detect_anomaly": torch.autograd.set_detect_anomaly,
    },
)
