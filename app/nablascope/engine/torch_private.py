"""The private torch names we stand on, in one place; `tests/engine/test_torch_private.py` says what breaks.

- ``torch.utils._python_dispatch.TorchDispatchMode``: sees every operation below autograd.
- ``Node._sequence_nr``: counts the nodes of a thread; it names a node without keeping it alive.
- ``TorchDispatchMode._should_skip_dynamo``: torch wraps a mode's handler so that its first call imports
  the compiler (1.6 s measured), which nobody here compiles with.
- ``OpOverload._schema``: the names and types of an operation's arguments.
- ``Variable._execution_engine``: every backward pass of a process is started on it, by whatever function.
- ``torch._C._functorch.maybe_current_level``: how many transforms such as `torch.func.grad` are running.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import torch
from torch.autograd.graph import Node
from torch.autograd.variable import Variable
from torch.utils._python_dispatch import TorchDispatchMode

__all__ = [
    "NO_SEQUENCE",
    "DispatchMode",
    "Parameter",
    "autograd_engine",
    "is_transforming",
    "node_sequence",
    "parameters",
    "set_autograd_engine",
]

NO_SEQUENCE = -1
"""What `node_sequence` gives for a node that no operation made, such as AccumulateGrad."""

_UNNUMBERED = 1 << 63
"""AccumulateGrad carries the largest unsigned number, so that it runs as soon as it can."""


class DispatchMode(TorchDispatchMode):
    """A mode whose first operation does not wait for an import of torch's compiler."""

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False


def node_sequence(node: Node) -> int:
    """The sequence number of `node`, or `NO_SEQUENCE`."""
    number: int = node._sequence_nr()  # noqa: SLF001  # pyright: ignore
    return number if number < _UNNUMBERED else NO_SEQUENCE


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation; `drawn` says that a number given for it is data, not a setting."""

    name: str
    drawn: bool


@cache
def parameters(operation: Any) -> tuple[Parameter, ...]:
    """The parameters of an ``OpOverload``, in the order of its schema."""
    return tuple(Parameter(a.name, _is_data(str(a.type))) for a in operation._schema.arguments)  # noqa: SLF001


def _is_data(kind: str) -> bool:
    return kind.removeprefix("Optional[").removesuffix("]") in {"Tensor", "number"}


def autograd_engine() -> Any:
    """What backward passes are started on, by its ``run_backward``."""
    return Variable._execution_engine  # noqa: SLF001  # pyright: ignore


def set_autograd_engine(engine: Any) -> None:
    """Lets every backward pass of this process start on `engine`."""
    Variable._execution_engine = engine  # noqa: SLF001  # pyright: ignore


def is_transforming() -> bool:
    """Whether a transform of `torch.func`, such as ``vmap`` or ``grad``, is running."""
    level: int | None = torch._C._functorch.maybe_current_level()  # noqa: SLF001  # pyright: ignore
    return level is not None
