"""`Recording`: everything one run left behind."""

from dataclasses import dataclass, field

import torch

from nablascope.core.language.span import Span
from nablascope.engine.operation import Argument, Datum, Operation, Producer, producer_of, written
from nablascope.engine.walk import Walk
from nablascope.engine.watcher import Site

Gradients = tuple[torch.Tensor | None, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """One call of a node in a backward pass: what arrived at its outputs, what it sent along each link."""

    index: int
    received: Gradients
    sent: Gradients


@dataclass(frozen=True, slots=True)
class Pass:
    """One backward pass; the flows are in the order in which the engine called the nodes."""

    roots: tuple[torch.Tensor, ...]
    walk: Walk
    flows: tuple[Flow, ...]


@dataclass
class Recording:
    """Everything one run left behind.

    Attributes:
        operations: by the sequence number of the node they made.
        values: snapshots of results, by what made them.
        kept: the newest snapshot of leaves and constants. Keys here and in `tensor_names` are tensors,
            held alive, since an ``id`` is given again after its owner dies.
        tensor_names: names of leaves and constants, and where they were bound.
        result_names: names of results, by what made them.
        passes: backward passes in the order in which they ran.
        backward_seconds: wall time inside of torch's backward passes.
    """

    operations: dict[int, Operation] = field(default_factory=dict[int, Operation])
    values: dict[Producer, torch.Tensor] = field(default_factory=dict[Producer, torch.Tensor])
    kept: dict[torch.Tensor, torch.Tensor] = field(default_factory=dict[torch.Tensor, torch.Tensor])
    tensor_names: dict[torch.Tensor, tuple[str, Span | None]] = field(
        default_factory=dict[torch.Tensor, tuple[str, Span | None]]
    )
    result_names: dict[Producer, str] = field(default_factory=dict[Producer, str])
    passes: list[Pass] = field(default_factory=list[Pass])
    backward_seconds: float = 0.0

    def argument(self, name: str, datum: Datum, site: Site | None) -> Argument:
        """Describes `datum` as it is now, before its operation runs."""
        operand = written(datum, site)
        label, span = (operand.name, operand.span) if operand else (None, None)
        if not isinstance(datum, torch.Tensor):
            return Argument(name, None, None, datum, label, span)
        producer = producer_of(datum)
        if producer is not None:
            return Argument(name, producer, None, None, label, span)
        return Argument(name, None, datum, self.keep(datum), label, span)

    def keep(self, tensor: torch.Tensor) -> torch.Tensor:
        """A snapshot of a leaf or a constant: the same one as before, unless its content has changed."""
        kept = self.kept.get(tensor)
        if kept is None or not _same_content(kept, tensor):
            kept = self.kept[tensor] = snapshot(tensor)
        return kept

    def pass_from(self, root: torch.Tensor) -> Pass | None:
        """The newest backward pass that started at `root`, or None."""
        return next((p for p in reversed(self.passes) if _same_result(p.roots[0], root)), None)

    def release(self) -> None:
        """Frees everything now and in this thread: roots first, then nodes; see `Walk.release`.

        Left to the garbage collector, a deep graph would be freed by whichever thread it runs in, and
        torch needs the stack of the engine's.
        """
        walks = [finished.walk for finished in self.passes]
        for held in (self.passes, self.operations, self.values, self.kept, self.tensor_names):
            held.clear()
        for walked in walks:
            walked.release()


def snapshot(tensor: torch.Tensor) -> torch.Tensor:
    """A copy that later in-place operations cannot change; made unrecorded, also while a recorder listens."""
    with torch.no_grad():
        return tensor.clone()


def _same_content(kept: torch.Tensor, tensor: torch.Tensor) -> bool:
    """Compared and not told by the version counter, which a change through ``.data`` leaves as it is."""
    if tensor.layout != torch.strided or kept.shape != tensor.shape or kept.dtype != tensor.dtype:
        return False
    if tensor.is_floating_point() or tensor.is_complex():
        return torch.allclose(kept, tensor.detach(), rtol=0, atol=0, equal_nan=True)
    return torch.equal(kept, tensor)


def _same_result(one: torch.Tensor, other: torch.Tensor) -> bool:
    if one is other:
        return True
    return one.grad_fn is not None and one.grad_fn is other.grad_fn and one.output_nr == other.output_nr
