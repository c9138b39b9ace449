"""What the elements of a large tensor are like, by few passes over them."""

from math import isfinite, nan, sqrt

import torch

from nablascope.core.graph.tensor import Statistics

_CANCELLED = 1e-3
"""Below this ratio of variance to squared mean, their difference has lost too many digits."""

_TINY = 1e-15
"""Squares of smaller numbers leave the range of float32."""

_HUGE = 1e15


def statistics_of(tensor: torch.Tensor) -> Statistics:
    """The statistics of a strided tensor with at least one element; of complex ones, of absolute values.

    Five reductions where every element is finite; without a copy for float32 and float64.
    """
    real = tensor.abs() if tensor.is_complex() else tensor
    if not real.is_floating_point():
        real = real.to(torch.float64)
    least, most = _extremes(real)
    if isfinite(least) and isfinite(most):
        return _of_finite(real, least, most)
    return _of_mixed(real)


def _extremes(real: torch.Tensor) -> tuple[float, float]:
    """In a third of the time of ``torch.aminmax``."""
    return real.amin().item(), real.amax().item()


def _of_finite(real: torch.Tensor, least: float, most: float, bad: tuple[int, int] = (0, 0)) -> Statistics:
    largest, count = max(abs(least), abs(most)), real.numel()
    precise = real.dtype == torch.float64 or not (largest == 0 or _TINY < largest < _HUGE)
    dtype = torch.float64 if precise else torch.float32
    mean = real.sum(dtype=dtype).item() / count
    norm = _norm(real, dtype)
    zero = 0 if least > 0 or most < 0 else count - int(torch.count_nonzero(real))
    return Statistics(least, most, mean, _deviation(real, mean, norm, dtype), norm, *bad, zero)


def _norm(real: torch.Tensor, dtype: torch.dtype) -> float:
    """Euclidean; as a dot product where that needs no copy, in half of the time of ``vector_norm``."""
    if real.dtype == dtype and real.is_contiguous():
        flat = real.reshape(-1)
        return sqrt(torch.dot(flat, flat).item())
    return torch.linalg.vector_norm(real, dtype=dtype).item()


def _deviation(real: torch.Tensor, mean: float, norm: float, dtype: torch.dtype) -> float:
    """Var = E[x²] − E[x]², unless the difference cancels; then by its definition."""
    variance = norm * norm / real.numel() - mean * mean
    if variance > _CANCELLED * mean * mean:
        return sqrt(variance)
    centred = real.to(dtype) - mean
    return torch.linalg.vector_norm(centred).item() / sqrt(real.numel())


def _of_mixed(real: torch.Tensor) -> Statistics:
    not_numbers, infinite = int(torch.isnan(real).sum()), int(torch.isinf(real).sum())
    finite = real[torch.isfinite(real)]
    if not finite.numel():
        return Statistics(nan, nan, nan, nan, nan, not_numbers, infinite, 0)
    least, most = _extremes(finite)
    return _of_finite(finite, least, most, (not_numbers, infinite))


def reductions(tensor: torch.Tensor) -> torch.Tensor:
    """What `from_reductions` needs, left on the tensor's device: not one of its numbers is waited for."""
    real = tensor.abs() if tensor.is_complex() else tensor
    wide = torch.float32 if real.device.type == "mps" else torch.float64
    real = real.to(wide)
    finite = torch.isfinite(real)
    kept = torch.where(finite, real, 0)
    count = finite.sum()
    mean = kept.sum() / count
    centred = torch.where(finite, real - mean, 0)
    parts = (
        torch.where(finite, real, torch.inf).amin(),
        torch.where(finite, real, -torch.inf).amax(),
        mean,
        torch.linalg.vector_norm(centred) / count.sqrt(),
        torch.linalg.vector_norm(kept),
        torch.isnan(real).sum(),
        torch.isinf(real).sum(),
        (real == 0).sum(),
    )
    return torch.stack([part.to(wide) for part in parts])


def from_reductions(parts: list[float]) -> Statistics:
    """The statistics that `reductions` computed elsewhere."""
    least, most, mean, deviation, norm, not_numbers, infinite, zero = parts
    bad = int(not_numbers), int(infinite)
    if least > most:
        return Statistics(nan, nan, nan, nan, nan, *bad, 0)
    return Statistics(least, most, mean, deviation, norm, *bad, int(zero))
