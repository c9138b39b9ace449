"""Where a run computes, and in which default dtype: what was asked for, or what this machine has instead."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.wire.messages import Device, Evaluate

CPU = "cpu"


class Placement(NamedTuple):
    """A request that this machine can compute, and what was changed in it, in plain sentences."""

    request: Evaluate
    notes: tuple[str, ...]


def placed(request: Evaluate, devices: Sequence[Device]) -> Placement:
    """`request` on a device that is here; MPS computes in float32 alone.

    Raises:
        LanguageError: if its device is not among `devices`, and it may not fall back to the CPU.
    """
    known = [device.name for device in devices]
    if request.device not in known:
        return _on_cpu(request, known)
    if request.device.startswith("mps") and request.dtype == "float64":
        note = "The Apple GPU (MPS) has no float64: this is computed in float32."
        return Placement(replace(request, dtype="float32"), (note,))
    return Placement(request, ())


def _on_cpu(request: Evaluate, known: Sequence[str]) -> Placement:
    missing = f"his machine has no device {request.device}"
    if not request.fall_back:
        raise LanguageError(Failure(f"t{missing}", f"choose one of: {', '.join(known)}"))
    return Placement(replace(request, device=CPU), (f"T{missing}: this is computed on the CPU.",))
