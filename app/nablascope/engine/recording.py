"""`Recording`: everything one run left behind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from weakref import ref

import torch
from torch.autograd.graph import GradientEdge, Node
from torch.utils.hooks import RemovableHandle

from nablascope.core.language.span import Span
from nablascope.engine.detail import Detail
from nablascope.engine.flow_log import FlowLog
from nablascope.engine.kept import Cut, Keeper
from nablascope.engine.operation import Code, Heard
from nablascope.engine.python_calls import CallLog
from nablascope.engine.snapshot import Snapshot, fetch
from nablascope.engine.taking import Taker
from nablascope.engine.torch_private import BackwardCall, node_sequence
from nablascope.engine.walk import Link, Walk


class SetHook(NamedTuple):
    """A hook that the program set on a result.

    Attributes:
        name: what people call it.
        handle: tells whether it was removed; None of what cannot be.
    """

    name: str
    handle: RemovableHandle | None


@dataclass(slots=True, eq=False)
class Pass:
    """One backward pass.

    Attributes:
        call: what it was asked to do.
        walk: the graph it ran over, as it was when it began.
        seeds: the gradient of each root.
        nested: whether another pass started it, as a checkpoint does.
        flows: in the order in which the engine called the nodes.
        newest: sequence number of the newest operation that was heard before it, or -1.
        captured: what the caller was given instead of ``grad``, by the node and output it arrived at.
        had: the ``grad`` of leaves before the pass, by index, where they had one.
        accumulated: the ``grad`` of the same leaves after the pass.
        details: of each node when the pass began, by index; none of a graph too large.
        hooks: that the program set, by the node's index.
        failure: torch's message, or None where it ran to its end.
        failed: index of the node whose call failed, or None where it is no node's.
    """

    call: BackwardCall
    walk: Walk
    seeds: tuple[Snapshot | None, ...]
    nested: bool
    newest: int = -1
    details: Sequence[Detail] = ()
    flows: FlowLog = field(default_factory=FlowLog)
    captured: dict[Link, Snapshot] = field(default_factory=dict[Link, Snapshot])
    had: dict[int, Snapshot] = field(default_factory=dict[int, Snapshot])
    accumulated: dict[int, Snapshot] = field(default_factory=dict[int, Snapshot])
    hooks: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    failure: str | None = None
    failed: int | None = None

    @property
    def roots(self) -> tuple[torch.Tensor | GradientEdge, ...]:
        """What it started from."""
        return self.call.roots


@dataclass(slots=True)
class Recording:
    """Everything one run left behind.

    Attributes:
        taker: takes its snapshots.
        keeper: leaves, constants and cuts.
        operations: by the sequence number of the node they made; see `Operation`.
        values: of outputs that no operation here has made, or not as a first one; each with its version.
        cuts: how tensors that autograd does not follow came from some that it does.
        tensor_names: names of leaves and constants, and where they were bound.
        result_names: names of results, by what made them.
        passes: backward passes in the order in which they ended.
        foreign: numbers of nodes that another thread made, since every thread counts its own.
        hooks: that the program set on results, by the number of the node; see `number`.
        calls: which functions ran when, where Python code was heard.
        backward_seconds: wall time inside of torch's backward passes.
    """

    taker: Taker
    keeper: Keeper
    operations: dict[int, Heard] = field(default_factory=dict[int, Heard])
    values: dict[Code, tuple[Snapshot, int]] = field(default_factory=dict[Code, tuple[Snapshot, int]])
    cuts: dict[ref[torch.Tensor], Cut] = field(default_factory=dict[ref[torch.Tensor], Cut])
    tensor_names: dict[ref[torch.Tensor], tuple[str, Span | None]] = field(
        default_factory=dict[ref[torch.Tensor], tuple[str, Span | None]]
    )
    result_names: dict[Code, str] = field(default_factory=dict[Code, str])
    passes: list[Pass] = field(default_factory=list[Pass])
    foreign: dict[Node, int] = field(default_factory=dict[Node, int])
    hooks: dict[int, list[SetHook]] = field(default_factory=dict[int, list[SetHook]])
    calls: CallLog | None = None
    backward_seconds: float = 0.0

    @classmethod
    def of(cls, limit: int | None) -> "Recording":
        """An empty one that takes the first `limit` elements of each tensor, or all for None."""
        taker = Taker(limit)
        return cls(taker, Keeper(taker.take))

    def number(self, node: Node) -> int:
        """What names a node here: its sequence number, where this thread made it."""
        known = self.foreign.get(node) if self.foreign else None
        return node_sequence(node) if known is None else known

    def cuts_used(self) -> bool:
        """Whether anything at all was cut off."""
        return bool(self.cuts)

    def settle(self) -> None:
        """Brings here what is still on other devices."""
        fetch(self.taker.elsewhere)
        self.taker.elsewhere.clear()

    def pass_from(self, root: torch.Tensor) -> Pass | None:
        """The newest backward pass that started at `root` and ran to its end, or None."""
        return next((p for p in reversed(self.passes) if p.failure is None and _starts(p, root)), None)

    def release(self) -> None:
        """Frees everything now, not when the garbage collector comes by."""
        walks = [finished.walk for finished in self.passes]
        held = (
            self.operations,
            self.values,
            self.cuts,
            self.tensor_names,
            self.passes,
            self.foreign,
            self.hooks,
        )
        for one in (*held, self.keeper.newest):
            one.clear()
        for walked in walks:
            walked.release()


def _starts(finished: Pass, root: torch.Tensor) -> bool:
    return _same_result(finished.roots[0], root)


def _same_result(one: torch.Tensor | GradientEdge, other: torch.Tensor) -> bool:
    if one is other:
        return True
    node, output = (
        (one.node, one.output_nr) if isinstance(one, GradientEdge) else (one.grad_fn, one.output_nr)
    )
    return node is not None and node is other.grad_fn and output == other.output_nr
