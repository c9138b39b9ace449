"""Which devices torch can compute on here."""

import torch

from nablascope.core.language.failure import Failure
from nablascope.core.wire.messages import Device


def devices() -> tuple[Device, ...]:
    """What torch reports: the CPU, then CUDA devices, then Apple's MPS."""
    return (Device("cpu", "CPU"), *_cuda(), *_mps())


def _cuda() -> list[Device]:
    if not torch.cuda.is_available():
        return []
    return [Device(f"cuda:{i}", torch.cuda.get_device_name(i)) for i in range(torch.cuda.device_count())]


def _mps() -> list[Device]:
    return [Device("mps", "Apple GPU (MPS)")] if torch.backends.mps.is_available() else []


def is_broken(failure: Failure | None) -> bool:
    """Whether CUDA reported an error that may stay for as long as the process lives.

    A lack of memory is none: torch gets over it.

    Args:
        failure: of the newest run, or None where it ran to its end.
    """
    if failure is None or not torch.cuda.is_initialized():
        return False
    try:
        torch.cuda.synchronize()
    except RuntimeError:
        return True
    return "CUDA error" in failure.message
