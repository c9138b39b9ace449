"""Snapshots: what a tensor was at one moment, apart from anything that happens to it later."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import torch

from nablascope.core.graph.tensor import Statistics
from nablascope.core.graph.tensors import Form
from nablascope.engine.forms import form_of, stored_dtype
from nablascope.engine.statistics import from_reductions, reductions, statistics_of
from nablascope.engine.torch_private import unoverridden


@dataclass(slots=True, eq=False)
class Taken:
    """What was taken of a tensor that is no scalar on the CPU.

    Attributes:
        form: what it has in common with others.
        data: its first elements, as `form` says.
        statistics: of all its elements; None where all are here, and where torch could not tell.
        waiting: on another device, its first elements until `fetch` brings them here; else None.
        reduced: there, what the statistics are made from; see `statistics.reductions`.
    """

    form: Form
    data: bytes
    statistics: Statistics | None = None
    waiting: torch.Tensor | None = None
    reduced: torch.Tensor | None = None


Snapshot = tuple[Form, complex] | Taken
"""A scalar is its form and its number; anything else is `Taken`."""


def form_in(snapshot: Snapshot) -> Form:
    """What a snapshot says beside its elements."""
    return snapshot.form if isinstance(snapshot, Taken) else snapshot[0]


Take = Callable[[torch.Tensor], Snapshot]
"""Takes a snapshot. To be called where no mode listens."""

PLAIN: frozenset[type] = frozenset((torch.Tensor, torch.nn.Parameter, torch.nn.Buffer))
"""Tensors that behave as torch's own."""

UNREADABLE = (RuntimeError, TypeError, ValueError)
"""What torch raises for a tensor whose elements cannot be read, such as one inside of a ``vmap``."""


def read(tensor: torch.Tensor, limit: int | None, like: Taken | None = None) -> Taken:
    """A snapshot of any tensor; it never raises.

    Args:
        tensor: is not changed.
        limit: how many of its first elements to take, in row-major order; None for all.
        like: a snapshot of a tensor with the same elements, maybe in another order, whose statistics hold.
    """
    if not _holds_elements(type(tensor)) or tensor.is_meta or tensor.is_nested:
        return described(tensor)
    with torch.no_grad(), unoverridden():
        try:
            return _read(tensor, limit, like)
        except UNREADABLE:
            return described(tensor)


@cache
def _holds_elements(kind: type) -> bool:
    """Whether tensors of a class have memory of their own; of one that dispatches, only the shape is read."""
    own = torch.Tensor.__torch_dispatch__  # pyright: ignore[reportAttributeAccessIssue]
    return kind in PLAIN or getattr(kind, "__torch_dispatch__", None) == own


def described(tensor: torch.Tensor) -> Taken:
    """Shape and dtype alone."""
    return Taken(_form(tensor), b"")


def _form(tensor: torch.Tensor) -> Form:
    layout = str(tensor.layout).removeprefix("torch.")
    return form_of(_shape(tensor), tensor.dtype, str(tensor.device), layout)


def _shape(tensor: torch.Tensor) -> tuple[int, ...]:
    """Nested tensors have none that numbers could tell."""
    try:
        return tuple(map(int, tensor.shape))
    except UNREADABLE:
        return ()


def _read(tensor: torch.Tensor, limit: int | None, like: Taken | None) -> Taken:
    form, dense = _form(tensor), _strided(tensor)
    first = _first(dense, limit)
    cut_short = dense.numel() > first.numel()
    if not dense.is_cpu:
        return Taken(form, b"", None, first.clone(), reductions(dense) if cut_short else None)
    if like is not None and like.statistics is not None and cut_short:
        return Taken(form, memory_of(first), like.statistics)
    return Taken(form, memory_of(first), statistics_of(dense) if cut_short else None)


def _strided(tensor: torch.Tensor) -> torch.Tensor:
    """The elements as an ordinary tensor that shares memory with `tensor` where that is possible."""
    dense = tensor.detach()
    if dense.is_quantized:
        dense = dense.dequantize()
    elif dense.layout is not torch.strided:
        dense = dense.to_dense()
    return dense.resolve_conj().resolve_neg()


def _first(dense: torch.Tensor, limit: int | None) -> torch.Tensor:
    """The first elements, without a copy of all of a tensor that does not lie in row-major order."""
    while limit is not None and dense.dim() > 0 and dense.numel() > limit:
        rest = dense.numel() // dense.shape[0]
        if rest < limit:
            dense = dense[: -(-limit // rest)]
            break
        dense = dense[0]
    return dense.reshape(-1)[:limit]


def memory_of(flat: torch.Tensor) -> bytes:
    """The elements of a flat tensor of the CPU, as `Form.code` says.

    Raises:
        TypeError: if torch cannot convert its dtype to one that a trace holds.
    """
    dtype = stored_dtype(flat.dtype)
    if dtype is None:
        raise TypeError(f"a trace holds no {flat.dtype}")
    if not flat.numel():
        return b""
    buffer = bytearray(flat.numel() * dtype.itemsize)
    torch.frombuffer(buffer, dtype=dtype).copy_(flat)
    return bytes(buffer)


def fetch(waiting: Sequence[Taken]) -> None:
    """Brings what is on other devices here: one transfer a dtype and device, not one a tensor."""
    elements = [(taken, taken.waiting) for taken in waiting if taken.waiting is not None]
    for taken, here in _together(elements):
        taken.data, taken.waiting = memory_of(here), None
    reduced = [(taken, taken.reduced) for taken in waiting if taken.reduced is not None]
    for taken, here in _together(reduced):
        taken.statistics, taken.reduced = from_reductions(here.tolist()), None


def _together(parts: list[tuple[Taken, torch.Tensor]]) -> Iterator[tuple[Taken, torch.Tensor]]:
    groups: dict[tuple[torch.dtype, torch.device], list[tuple[Taken, torch.Tensor]]] = {}
    for taken, part in parts:
        groups.setdefault((part.dtype, part.device), []).append((taken, part))
    for group in groups.values():
        lengths = [part.numel() for _, part in group]
        here = torch.cat([part for _, part in group]).cpu().split(lengths)
        yield from ((taken, part) for (taken, _), part in zip(group, here, strict=True))
