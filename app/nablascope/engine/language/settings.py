"""Torch's own settings, as a program may change them; `isolation` puts them back."""

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.budget import MAX_ITEMS

MAX_PRECISION = 100
"""Digits; printing takes longer with every one."""

MAX_EDGE = 1000
"""Elements printed on either side of a long dimension."""


def manual_seed(seed: int) -> None:
    """Seeds what `isolation` restores; torch's own would queue a call for a CUDA that never starts."""
    torch.default_generator.manual_seed(seed)
    if torch.cuda.is_initialized():
        torch.cuda.manual_seed_all(seed)
    if torch.backends.mps.is_available():
        torch.mps.manual_seed(seed)


def set_default_device(device: object) -> None:
    """``torch.set_default_device(device)``.

    Raises:
        LanguageError: if it is no device that holds numbers.
        RuntimeError: if torch does not have it here.
    """
    if not isinstance(device, str | torch.device) or torch.device(device).type == "meta":
        raise LanguageError(Failure("this is not a device to compute on", "write e.g. 'cpu'"))
    torch.empty(0, device=device)
    torch.set_default_device(device)


def set_print_options(
    precision: int | None = None,
    threshold: float | None = None,
    edgeitems: int | None = None,
    linewidth: int | None = None,
    profile: str | None = None,
    sci_mode: bool | None = None,
) -> None:
    """``torch.set_printoptions(...)``, which never prints a tensor at any length whole.

    Raises:
        LanguageError: for a number that would print without end.
    """
    for value, most in ((precision, MAX_PRECISION), (edgeitems, MAX_EDGE), (linewidth, MAX_ITEMS)):
        if value is not None and not (type(value) is int and 0 <= value <= most):
            raise LanguageError(Failure("this is not a number to print with", f"use one of 0 to {most:,}"))
    full = profile == "full" or threshold is not None
    most = MAX_ITEMS if threshold is None else min(MAX_ITEMS, max(0, threshold))
    torch.set_printoptions(precision, most if full else None, edgeitems, linewidth, profile, sci_mode)
