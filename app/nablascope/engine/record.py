"""`Recorder`: hears what a program does and keeps what is needed to draw it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any, Protocol

import torch

from nablascope.core.language.span import Span
from nablascope.engine.operation import Datum, Operation, data_of, outputs_of, producer_of
from nablascope.engine.recording import Flow, Gradients, Pass, Recording, snapshot
from nablascope.engine.torch_private import DispatchMode
from nablascope.engine.walk import walk
from nablascope.engine.watcher import Site


class Sites(Protocol):
    """Knows where in the program an operation stands."""

    def locate(self) -> Site | None:
        """The site of the operation that is about to run."""
        ...

    def made(self, sequence: int) -> None:
        """The operation last located made the node of this sequence number."""
        ...


class ToldSites:
    """The site that an evaluator told last."""

    def __init__(self) -> None:
        self.site: Site | None = None

    def locate(self) -> Site | None:
        """See `Sites.locate`."""
        return self.site

    def made(self, sequence: int) -> None:
        """See `Sites.made`; an evaluator binds names itself."""


@dataclass(frozen=True, slots=True)
class _Pending:
    """An operation that ran, before torch has set the ``grad_fn`` of its results."""

    operation: Operation
    results: tuple[torch.Tensor, ...]


class Recorder(DispatchMode):
    """Records, while entered, every operation that makes an autograd node.

    Below autograd, where a dispatch mode stands, a result has no ``grad_fn`` yet; it has when the next
    operation begins, and nothing can have changed the result until then. So what an operation made is
    read off its results one operation later, which is exact also for in-place operations and views.

    It is the `Watcher` of an evaluator.

    Args:
        sites: asked for the site of each operation; None takes the one last given to `at`.
    """

    def __init__(self, sites: Sites | None = None) -> None:
        super().__init__()
        self.recording = Recording()
        self._told = ToldSites()
        self._sites = sites or self._told
        self._pending: _Pending | None = None

    def at(self, site: Site) -> None:
        """See `Watcher.at`."""
        self._told.site = site

    def bind(self, name: str, value: object, span: Span | None) -> None:
        """See `Watcher.bind`."""
        if not isinstance(value, torch.Tensor):
            return
        producer = producer_of(value)
        if producer is not None:
            self.recording.result_names.setdefault(producer, name)
        else:
            self.recording.tensor_names.setdefault(value, (name, span))

    def backward(self, roots: Sequence[torch.Tensor], run: Callable[[], None]) -> None:
        """See `Watcher.backward`; a pass that fails is not kept.

        Raises:
            RuntimeError: what torch raises.
        """
        if not all(root.requires_grad for root in roots):
            run()
            return
        self._settle()
        for root in roots:
            self._see(root)
        self.recording.passes.append(self._watched(roots, run))

    def _watched(self, roots: Sequence[torch.Tensor], run: Callable[[], None]) -> Pass:
        walked = walk(roots)
        flows: list[Flow] = []
        handles = [node.register_hook(partial(_note, flows, i)) for i, node in enumerate(walked.nodes)]
        start = perf_counter()
        try:
            run()
        finally:
            self.recording.backward_seconds += perf_counter() - start
            for handle in handles:
                handle.remove()
        return Pass(tuple(roots), walked, tuple(flows))

    def __exit__(self, *exception: Any) -> None:
        """Reads off the last operation."""
        super().__exit__(*exception)
        self._settle()

    def __torch_dispatch__(
        self, operation: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Runs `operation`; keeps it where autograd follows one of its arguments."""
        self._settle()
        data = data_of(operation, args, kwargs or {})
        if not torch.is_grad_enabled() or not any(_followed(datum) for _, datum in data):
            return operation(*args, **(kwargs or {}))
        site = self._sites.locate()
        for _, datum in data:
            self._see(datum)
        arguments = tuple(self.recording.argument(name, datum, site) for name, datum in data)
        result = operation(*args, **(kwargs or {}))
        made = Operation(operation.overloadpacket.__name__, site, arguments)
        self._pending = _Pending(made, outputs_of(result))
        return result

    def _settle(self) -> None:
        pending, self._pending = self._pending, None
        if pending is None:
            return
        for result in pending.results:
            producer = producer_of(result)
            if producer is not None:
                self.recording.operations[producer.sequence] = pending.operation
                self.recording.values[producer] = snapshot(result)
                self._sites.made(producer.sequence)

    def _see(self, datum: Datum) -> None:
        """Takes a value from its use where its making was not seen, as inside of a custom Function."""
        producer = producer_of(datum) if isinstance(datum, torch.Tensor) else None
        if producer is not None and producer not in self.recording.values:
            self.recording.values[producer] = snapshot(datum)  # pyright: ignore[reportArgumentType]


def _followed(datum: Datum) -> bool:
    return isinstance(datum, torch.Tensor) and datum.requires_grad


def _note(flows: list[Flow], index: int, sent: Gradients, received: Gradients) -> None:
    flows.append(Flow(index, tuple(map(_copy, received)), tuple(map(_copy, sent))))


def _copy(gradient: torch.Tensor | None) -> torch.Tensor | None:
    return None if gradient is None else snapshot(gradient)
