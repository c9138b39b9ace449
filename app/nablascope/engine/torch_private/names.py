"""What torch knows of nodes, tensors and operations; see the package."""

from array import array
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from operator import attrgetter, methodcaller
from typing import Any

import torch
from torch._tensor_str import get_printoptions
from torch.autograd.graph import Node
from torch.utils._python_dispatch import (
    TorchDispatchMode,
    _get_current_dispatch_mode,  # pyright: ignore[reportPrivateUsage]
    _pop_mode_temporarily,  # pyright: ignore[reportPrivateUsage]
)

NO_SEQUENCE = -1
"""What `node_sequence` gives for a node that no operation made, such as AccumulateGrad."""

_UNNUMBERED = 1 << 63
"""AccumulateGrad carries the largest unsigned number, so that it runs as soon as it can."""

sequence_of: Callable[[Node], int] = methodcaller("_sequence_nr")
"""The sequence number of a node that an operation made."""

next_sequence: Callable[[], int] = torch.autograd._get_sequence_nr  # noqa: SLF001  # pyright: ignore
"""The sequence number that this thread's next node gets."""

version_of: Callable[[torch.Tensor], int] = attrgetter("_version")
"""How often a tensor was changed in place; it raises where torch does not count, in inference mode."""

SAVED, RAW_SAVED = "_saved_", "_raw_saved_"
"""What attributes of a node begin with that give what it saved, unpacked and packed."""

packed_content: Callable[[Any], Any] = attrgetter("data")
"""What a packed tensor holds: the tensor, None, or anything that a hook made of it."""

packed_by: Callable[[Any], Any] = attrgetter("unpack_hook")
"""The hook that unpacks a packed tensor, or None."""

print_options: Callable[[], dict[str, Any]] = get_printoptions
"""How tensors are printed now, as `torch.set_printoptions` takes it."""

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


def node_sequences(nodes: Iterable[Node]) -> Sequence[int]:
    """`node_sequence` of each, in a flat array."""
    return array("q", [number if number < _UNNUMBERED else NO_SEQUENCE for number in map(sequence_of, nodes)])


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of an operation, whatever it is called with.

    Attributes:
        function: torch's own name, e.g. ``add_``.
        names: of its parameters, in the order of its schema.
        drawn: for each parameter whether a number given for it is data, not a setting.
        changes: whether it changes an argument in place.
        elementwise: whether each element of its result comes from one element of each argument.
        run: the operation itself, without the frame that its class puts around it.
    """

    function: str
    names: tuple[str, ...]
    drawn: tuple[bool, ...]
    changes: bool
    elementwise: bool
    run: Callable[..., Any]


@cache
def signature(operation: Any) -> Signature:
    """The signature of an ``OpOverload``."""
    schema = operation._schema  # noqa: SLF001
    return Signature(
        operation.overloadpacket.__name__,
        tuple(argument.name for argument in schema.arguments),
        tuple(_is_data(str(argument.type)) for argument in schema.arguments),
        schema.is_mutable,
        torch.Tag.pointwise in operation.tags,
        operation._op,  # noqa: SLF001
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
