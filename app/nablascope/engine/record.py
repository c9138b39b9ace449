"""`Recorder`: hears what a program does and keeps what is needed to draw it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import Any

import torch
from torch.autograd.function import BackwardCFunction

from nablascope.core.language.span import Span
from nablascope.engine.operation import Datum, Operation, Producer, argument, data_of, outputs_of, snapshot
from nablascope.engine.torch_private import DispatchMode, node_sequence, running_sequence
from nablascope.engine.walk import Walk, walk
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
    """One backward pass from `root`; the flows are in the order in which the engine called the nodes."""

    root: torch.Tensor
    walk: Walk
    flows: tuple[Flow, ...]


@dataclass
class Recording:
    """Everything one run left behind. Tensors here are snapshots, save for the keys.

    Attributes:
        operations: by autograd sequence number.
        leaves: leaf tensors with their value when they were first seen.
        tensor_names: names of tensors without an autograd node of their own: leaves and constants.
            Keys are tensors, held alive here, since an ``id`` is given again after its owner dies.
        result_names: names of results, by the sequence number and output of their node.
        passes: backward passes in the order in which they ran.
        backward_seconds: wall time inside of torch's backward passes.
    """

    operations: dict[int, Operation] = field(default_factory=dict[int, Operation])
    leaves: dict[torch.Tensor, torch.Tensor] = field(default_factory=dict[torch.Tensor, torch.Tensor])
    tensor_names: dict[torch.Tensor, tuple[str, Span | None]] = field(
        default_factory=dict[torch.Tensor, tuple[str, Span | None]]
    )
    result_names: dict[Producer, str] = field(default_factory=dict[Producer, str])
    passes: list[Pass] = field(default_factory=list[Pass])
    backward_seconds: float = 0.0

    def pass_from(self, root: torch.Tensor) -> Pass | None:
        """The newest backward pass that started at `root`, or None."""
        return next((p for p in reversed(self.passes) if _same_result(p.root, root)), None)

    def release(self) -> None:
        """Frees everything now and in this thread: roots first, then nodes; see `Walk.release`.

        Left to the garbage collector, a deep graph would be freed by whichever thread it runs in, and
        torch needs the stack of the engine's.
        """
        walks = [finished.walk for finished in self.passes]
        for kept in (self.passes, self.operations, self.leaves, self.tensor_names, self.result_names):
            kept.clear()
        for walked in walks:
            walked.release()


class Recorder(DispatchMode):
    """Snapshots every operation's outputs under its autograd sequence number, while entered.

    It is the `Watcher` of an evaluator; without one, `locate` says where an operation stands.

    Args:
        locate: asked for the site of each recorded operation; None takes the one last given to `at`.
    """

    def __init__(self, locate: Callable[[], Site | None] | None = None) -> None:
        super().__init__()
        self.recording = Recording()
        self._site: Site | None = None
        self._locate = locate
        self._newest = running_sequence()

    def at(self, site: Site) -> None:
        """See `Watcher.at`."""
        self._site = site

    def bind(self, name: str, value: object, span: Span | None) -> None:
        """See `Watcher.bind`."""
        if not isinstance(value, torch.Tensor):
            return
        if value.grad_fn is not None:
            producer = Producer(node_sequence(value.grad_fn), value.output_nr)
            self.recording.result_names.setdefault(producer, name)
        else:
            self.recording.tensor_names.setdefault(value, (name, span))
            self._keep_leaf(value)

    def backward(self, root: torch.Tensor, run: Callable[[], None]) -> None:
        """See `Watcher.backward`; a pass that fails is not kept.

        Raises:
            RuntimeError: what torch raises.
        """
        self._see(root)
        walked = walk(root)
        flows: list[Flow] = []
        handles = [
            node.register_hook(partial(_note, flows, index)) for index, node in enumerate(walked.nodes)
        ]
        start = perf_counter()
        try:
            run()
        finally:
            self.recording.backward_seconds += perf_counter() - start
            for handle in handles:
                handle.remove()
        self.recording.passes.append(Pass(root, walked, tuple(flows)))

    def __torch_dispatch__(
        self, operation: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Runs `operation` and keeps its arguments and outputs if it made an autograd node."""
        sequence = running_sequence()
        if sequence == self._newest:
            return operation(*args, **(kwargs or {}))
        self._newest = sequence
        site = self._site if self._locate is None else self._locate()
        data = data_of(operation, args, kwargs or {})
        for _, datum in data:
            self._see(datum)
        arguments = tuple(argument(name, datum, site) for name, datum in data)
        result = operation(*args, **(kwargs or {}))
        outputs = tuple(None if o is None else snapshot(o) for o in outputs_of(result))
        self.recording.operations[sequence] = Operation(
            operation.overloadpacket.__name__, site, arguments, outputs
        )
        return result

    def _see(self, datum: Datum) -> None:
        if isinstance(datum, torch.Tensor):
            self._keep_leaf(datum)
            self._mend_custom(datum)

    def _keep_leaf(self, tensor: torch.Tensor) -> None:
        if tensor.requires_grad and tensor.is_leaf and tensor not in self.recording.leaves:
            self.recording.leaves[tensor] = snapshot(tensor)

    def _mend_custom(self, tensor: torch.Tensor) -> None:
        """Takes a custom Function's output from its first use: the operation seen first was inside of it."""
        node = tensor.grad_fn
        if isinstance(node, BackwardCFunction):
            kept = self.recording.operations.get(node_sequence(node))
            if kept is not None:
                self.recording.operations[node_sequence(node)] = kept.with_output(
                    tensor.output_nr, snapshot(tensor)
                )


def _same_result(one: torch.Tensor, other: torch.Tensor) -> bool:
    if one is other:
        return True
    return one.grad_fn is not None and one.grad_fn is other.grad_fn and one.output_nr == other.output_nr


def _note(flows: list[Flow], index: int, sent: Gradients, received: Gradients) -> None:
    flows.append(Flow(index, tuple(map(_copy, received)), tuple(map(_copy, sent))))


def _copy(gradient: torch.Tensor | None) -> torch.Tensor | None:
    return None if gradient is None else snapshot(gradient)
