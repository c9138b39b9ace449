"""From live tensors to `TensorSummary`, the only form in which a tensor leaves the engine."""

import torch

from nablascope.core.graph.tensor import Element, TensorSummary


def dtype_name(dtype: torch.dtype) -> str:
    """Torch's name of a dtype without its prefix, e.g. ``float32``."""
    return str(dtype).removeprefix("torch.")


def summarise(tensor: torch.Tensor, limit: int | None) -> TensorSummary:
    """Describes `tensor` and takes its first `limit` elements in row-major order, or all for None."""
    dense = tensor.detach()
    if dense.layout != torch.strided:
        dense = dense.to_dense()
    elements = dense.resolve_conj().resolve_neg().reshape(-1)[:limit].tolist()
    return TensorSummary(
        tuple(tensor.shape), dtype_name(tensor.dtype), str(tensor.device), _travelling(elements)
    )


def summarise_number(number: complex) -> TensorSummary:
    """Describes a Python number that took part in an operation; it keeps its full precision."""
    return TensorSummary((), dtype_name(torch.tensor(number).dtype), "cpu", _travelling([number]))


def _travelling(elements: list[complex]) -> tuple[Element, ...]:
    return tuple(str(e) if isinstance(e, complex) else e for e in elements)
