"""The private torch names we stand on, in one place; `tests/engine/test_torch_private.py` says what breaks.

- ``torch.utils._python_dispatch.TorchDispatchMode``: sees every operation below autograd.
- ``torch.utils._python_dispatch._pop_mode_temporarily``: switches a mode off where nothing needs it.
- ``torch.autograd._engine_run_backward``: what every backward pass started from Python goes through.
- ``Node._sequence_nr``: counts the nodes of a thread; it names a node without keeping it alive.
- ``Tensor._version``: counts changes in place. ``Tensor._base``: what a view is a view of.
- ``TorchDispatchMode._should_skip_dynamo``: torch wraps a mode's handler so that its first call imports
  the compiler (1.6 s measured), which nobody here compiles with.
- ``OpOverload._schema``: the names and types of an operation's arguments.
- ``Node._saved_*``, ``Node._raw_saved_*``: what a node saved, unpacked and packed; of a packed one ``data``
  is the tensor itself, and ``unpack_hook`` says whether a hook stands before it.
- ``torch._C._dynamo.eval_frame.set_code_exec_strategy``: keeps torch's compiler, where a program uses it,
  away from code of ours, without importing it.
- ``torch._C._functorch.maybe_current_level``: how many transforms such as `torch.func.grad` are running.
"""

import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter, methodcaller
from typing import Any

import torch
from torch.autograd.graph import GradientEdge, Node
from torch.utils._python_dispatch import (
    TorchDispatchMode,
    _get_current_dispatch_mode,  # pyright: ignore[reportPrivateUsage]
    _pop_mode_temporarily,  # pyright: ignore[reportPrivateUsage]
)

__all__ = [
    "NO_SEQUENCE",
    "RAW_SAVED",
    "SAVED",
    "BackwardCall",
    "DispatchMode",
    "Signature",
    "base_of",
    "hearing_backward",
    "is_transforming",
    "never_compile",
    "node_sequence",
    "node_sequences",
    "packed_by",
    "packed_content",
    "sequence_of",
    "signature",
    "unoverridden",
    "version_of",
]

NO_SEQUENCE = -1
"""What `node_sequence` gives for a node that no operation made, such as AccumulateGrad."""

_UNNUMBERED = 1 << 63
"""AccumulateGrad carries the largest unsigned number, so that it runs as soon as it can."""

sequence_of: Callable[[Node], int] = methodcaller("_sequence_nr")
"""The sequence number of a node that an operation made."""

version_of: Callable[[torch.Tensor], int] = attrgetter("_version")
"""How often a tensor was changed in place; it raises where torch does not count, in inference mode."""

SAVED, RAW_SAVED = "_saved_", "_raw_saved_"
"""What attributes of a node begin with that give what it saved, unpacked and packed."""

packed_content: Callable[[Any], Any] = attrgetter("data")
"""What a packed tensor holds: the tensor, None, or anything that a hook made of it."""

packed_by: Callable[[Any], Any] = attrgetter("unpack_hook")
"""The hook that unpacks a packed tensor, or None."""

base_of: Callable[[torch.Tensor], torch.Tensor | None] = attrgetter("_base")
"""What a tensor is a view of, or None."""


class DispatchMode(TorchDispatchMode):
    """A mode whose first operation does not wait for an import of torch's compiler."""

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False

    @contextmanager
    def paused(self) -> Generator[None]:
        """Hears nothing meanwhile; a mode entered inside of this one goes on hearing, and so does this."""
        if _get_current_dispatch_mode() is not self:
            yield
            return
        with _pop_mode_temporarily():
            yield


def node_sequence(node: Node) -> int:
    """The sequence number of `node`, or `NO_SEQUENCE`."""
    number = sequence_of(node)
    return number if number < _UNNUMBERED else NO_SEQUENCE


def node_sequences(nodes: Iterable[Node]) -> list[int]:
    """`node_sequence` of each."""
    return [number if number < _UNNUMBERED else NO_SEQUENCE for number in map(sequence_of, nodes)]


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of an operation, whatever it is called with.

    Attributes:
        function: torch's own name, e.g. ``add_``.
        names: of its parameters, in the order of its schema.
        drawn: for each parameter whether a number given for it is data, not a setting.
        changes: whether it changes an argument in place.
    """

    function: str
    names: tuple[str, ...]
    drawn: tuple[bool, ...]
    changes: bool


@cache
def signature(operation: Any) -> Signature:
    """The signature of an ``OpOverload``."""
    schema = operation._schema  # noqa: SLF001
    return Signature(
        operation.overloadpacket.__name__,
        tuple(argument.name for argument in schema.arguments),
        tuple(_is_data(str(argument.type)) for argument in schema.arguments),
        schema.is_mutable,
    )


def _is_data(kind: str) -> bool:
    return kind.removeprefix("Optional[").removesuffix("]") in {"Tensor", "number"}


def unoverridden() -> AbstractContextManager[None]:
    """Meanwhile reading a tensor of a subclass does not call the subclass."""
    return torch._C.DisableTorchFunctionSubclass()  # noqa: SLF001  # pyright: ignore


def never_compile(function: Callable[..., Any]) -> None:
    """Lets ``torch.compile`` pass over `function` and all that it calls, for good."""
    frames = torch._C._dynamo.eval_frame  # noqa: SLF001  # pyright: ignore
    skip = frames._FrameAction.SKIP  # noqa: SLF001  # pyright: ignore
    frames.set_code_exec_strategy(function.__code__, frames._FrameExecStrategy(skip, skip))  # noqa: SLF001  # pyright: ignore


def is_transforming() -> bool:
    """Whether a transform of `torch.func`, such as ``vmap`` or ``grad``, is running."""
    level: int | None = torch._C._functorch.maybe_current_level()  # noqa: SLF001  # pyright: ignore
    return level is not None


@dataclass(frozen=True, slots=True)
class BackwardCall:
    """What a backward pass was asked to do.

    Attributes:
        roots: what it starts from.
        seeds: the gradient of each root; None where torch found none to make.
        retain_graph: whether the graph can be used again.
        create_graph: whether the pass itself is recorded by autograd.
        inputs: what gradients are wanted of; empty for all leaves.
        accumulate: whether gradients go into ``grad``; else the caller is given them.
    """

    roots: tuple[torch.Tensor | GradientEdge, ...]
    seeds: tuple[torch.Tensor | None, ...]
    retain_graph: bool
    create_graph: bool
    inputs: tuple[torch.Tensor | GradientEdge, ...]
    accumulate: bool


Run = Callable[[], Any]
"""Runs a backward pass and gives what torch gives."""

Hear = Callable[[BackwardCall, Run], Any]
"""Is told of a backward pass and must run it; its result and its errors are the caller's."""


class _Listeners(threading.local):
    """Who hears the backward passes of this thread, the one that came first at the front."""

    def __init__(self) -> None:
        self.hears: list[Hear] = []


_listeners = _Listeners()
_lock = threading.Lock()
_installed: list[tuple[Any, Any]] = []
"""Once for each listener of any thread: torch's function, and ours in its place."""


@contextmanager
def hearing_backward(hear: Hear) -> Generator[None]:
    """Passes every backward pass that this thread starts meanwhile through `hear`."""
    _install()
    _listeners.hears.append(hear)
    try:
        yield
    finally:
        _listeners.hears.remove(hear)
        _uninstall()


def _install() -> None:
    with _lock:
        if _installed:
            _installed.append(_installed[0])
            return
        torchs = torch.autograd._engine_run_backward  # noqa: SLF001  # pyright: ignore
        ours = partial(_run, torchs)
        _installed.append((torchs, ours))
        torch.autograd._engine_run_backward = ours  # noqa: SLF001  # pyright: ignore


def _uninstall() -> None:
    """Whoever put a function of his own over ours meanwhile keeps it; ours then only calls torch's."""
    with _lock:
        torchs, ours = _installed.pop()
        if not _installed and torch.autograd._engine_run_backward is ours:  # noqa: SLF001  # pyright: ignore
            torch.autograd._engine_run_backward = torchs  # noqa: SLF001  # pyright: ignore


def _run(torchs: Any, roots: Any, *args: Any, **kwargs: Any) -> Any:
    run: Run = partial(torchs, roots, *args, **kwargs)
    if not _listeners.hears:
        return run()
    call = _call(tuple(roots), *args, **kwargs)
    for hear in _listeners.hears:
        run = partial(hear, call, run)
    return run()


def _call(
    roots: tuple[Any, ...],
    seeds: Any,
    retain_graph: bool,
    create_graph: bool,
    inputs: Any,
    _allow_unreachable: bool = True,
    accumulate_grad: bool = True,
    **_others: Any,
) -> BackwardCall:
    asked = () if inputs is None else tuple(inputs)
    return BackwardCall(roots, tuple(seeds), bool(retain_graph), bool(create_graph), asked, accumulate_grad)
