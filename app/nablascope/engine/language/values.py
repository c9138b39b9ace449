"""The closed set of values a program can hold; every result is checked against it."""

import types
from collections.abc import Sequence

import torch
import torch.optim

from nablascope.core.language.article import with_article
from nablascope.core.language.bounds import MAX_INTEGER_BITS
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language import tables
from nablascope.engine.language.budget import (
    MAX_ELEMENTS,
    MAX_ITEMS,
    MAX_NESTING,
    Budget,
    too_many_items,
)
from nablascope.engine.language.functions import Closure
from nablascope.engine.language.handles import Function, Module
from nablascope.engine.language.managers import Manager
from nablascope.engine.language.module_tables import MODULES

STRUCTURES: frozenset[type] = frozenset(
    value
    for value in vars(torch.return_types).values()
    if isinstance(value, type) and issubclass(value, tuple)
)
"""What torch returns where it returns several tensors by name, e.g. ``torch.return_types.max``."""

TENSORS: frozenset[type] = frozenset({torch.Tensor, torch.nn.Parameter})

SEQUENCES: frozenset[type] = frozenset({list, tuple, torch.Size}) | STRUCTURES

OPTIMIZERS: frozenset[type] = frozenset(getattr(torch.optim, name) for name in tables.OPTIMIZERS)
CONTAINERS: frozenset[type] = SEQUENCES | {dict, set}

OPAQUE = (Function, Module, Closure, Manager)
"""They have no attributes, and nothing of torch ever sees them."""

_ATOMS: frozenset[type] = frozenset(
    {
        *(types.NoneType, bool, int, float, complex, str, range, types.EllipsisType),
        *(torch.dtype, torch.device, *OPAQUE),
        *MODULES,
        *OPTIMIZERS,
    }
)


_SIMPLE = frozenset({types.NoneType, bool, float})


def checked(value: object, budget: Budget) -> object:
    """`value` itself, once it and all it holds are known to be values of the language.

    Whatever looks inside of a list must be given it checked: lists can change, and hold themselves.

    Raises:
        LanguageError: for a value of another type, one that is too big or nested too deeply.
    """
    if type(value) in _SIMPLE:
        budget.spend()
        return value
    items = 0
    pending = [(value, 0)]
    while pending:
        item, depth = pending.pop()
        items += len(item) if isinstance(item, str) else 1
        if items > MAX_ITEMS:
            raise too_many_items()
        if depth > MAX_NESTING:
            raise LanguageError(Failure("lists are nested too deeply here", "a list may hold itself"))
        pending.extend((part, depth + 1) for part in _parts(item))
    budget.spend(items)
    return value


def skimmed(value: object, budget: Budget) -> object:
    """`value` itself, checked but for what it holds, which was when it was put there.

    Raises:
        LanguageError: for a value of another type, or one that is too big.
    """
    parts = _parts(value)
    budget.spend(len(value) if isinstance(value, str) else 1 + len(parts))
    return value


def is_node(value: object) -> bool:
    """Whether `value` is a node of torch's autograd graph."""
    return isinstance(value, torch.autograd.graph.Node)


def _parts(item: object) -> Sequence[object]:
    if type(item) in CONTAINERS:
        return _short(item)
    if isinstance(item, slice):
        # In an index alone; no container keeps one.
        return (item.start, item.stop, item.step)
    if isinstance(item, torch.Tensor):
        check_tensor(item)
    elif type(item) is int:
        check_integer_bits(item.bit_length())
    elif type(item) not in _ATOMS and not is_node(item):
        kind = with_article(type(item).__name__)
        raise LanguageError(Failure(f"{kind} is not a value of the expression language"))
    return ()


def _short(container: object) -> Sequence[object]:
    assert isinstance(container, list | tuple | dict | set)
    if len(container) > MAX_ITEMS:
        raise too_many_items()
    if isinstance(container, dict):
        return [*container.keys(), *container.values()]
    return [*container] if isinstance(container, set) else container


def check_integer_bits(bits: int) -> None:
    """Refuses an integer of more than `MAX_INTEGER_BITS`.

    Raises:
        LanguageError: if `bits` are too many.
    """
    if bits > MAX_INTEGER_BITS:
        raise LanguageError(Failure("this integer is too long", "use floating point numbers, e.g. 10.0**50"))


def check_tensor(tensor: torch.Tensor) -> None:
    """Refuses a tensor of a subclass, one that is not dense, and one that is too big.

    Raises:
        LanguageError: if `tensor` is one.
    """
    if (
        type(tensor) not in TENSORS
        or tensor.layout is not torch.strided
        or tensor.is_quantized
        or tensor.is_meta
    ):
        raise LanguageError(Failure("only plain, dense tensors are in the expression language"))
    check_elements(tensor.numel())


def memory_of(count: int) -> str:
    """How much memory `count` elements take, in words."""
    size = float(count * torch.get_default_dtype().itemsize)
    for unit in ("bytes", "KB", "MB", "GB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:,.0f} TB"


def check_elements(count: int) -> None:
    """Refuses a tensor of more than `MAX_ELEMENTS`.

    Raises:
        LanguageError: if `count` is too many.
    """
    if count > MAX_ELEMENTS:
        message = (
            f"this tensor would have {count:,} elements ({memory_of(count)}); the limit is {MAX_ELEMENTS:,}"
        )
        hint = f"make it smaller: {MAX_ELEMENTS:,} elements take {memory_of(MAX_ELEMENTS)}"
        raise LanguageError(Failure(message, hint))
