"""Checks on arguments before they reach Python's or torch's arithmetic."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import prod

import torch
from torch import nn
from torch.utils._python_dispatch import _disable_current_modes  # pyright: ignore[reportPrivateUsage]

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.budget import MAX_ITEMS, too_many_items
from nablascope.engine.language.handles import INTEGER_LIMIT
from nablascope.engine.language.tables import COMPARISONS, FILLED, POINTWISE
from nablascope.engine.language.values import OPAQUE, check_elements, check_integer_bits, is_node

MAX_ROUND_DIGITS = 1000

_NUMBERS = frozenset({bool, int, float, complex, str})

_ON_DATA = POINTWISE | COMPARISONS

_REFUSED_KEYWORDS = frozenset(
    {"check_invariants", "generator", "layout", "memory_format", "names", "out", "pin_memory", "sparse"}
)


def leaves(values: object) -> Iterator[object]:
    """The values inside nested lists, tuples, dicts, sets and slices, from left to right.

    Raises:
        LanguageError: if they are too many, as in a list that holds itself.
    """
    pending, seen = [values], 0
    while pending:
        value = pending.pop()
        seen += 1
        if seen > 2 * MAX_ITEMS:
            raise too_many_items()
        inner = _inner(value)
        if inner is None:
            yield value
        else:
            pending.extend(reversed(inner))


def _inner(value: object) -> Sequence[object] | None:
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, slice):
        return value.start, value.stop, value.step
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return [*value] if isinstance(value, set) else None


def holds_tensor(values: Sequence[object]) -> bool:
    """Whether a tensor is among `values`, nested ones included."""
    # Most are single numbers, and a loop asks often.
    return any(_has_tensor(value) for value in values if type(value) not in _NUMBERS)


def _has_tensor(value: object) -> bool:
    return any(isinstance(leaf, torch.Tensor) for leaf in leaves(value))


def check_torch_arguments(args: Sequence[object], kwargs: Mapping[str, object], limit: int) -> None:
    """Refuses what must not reach torch: handles, graph nodes, huge integers, and some keywords.

    Raises:
        LanguageError: naming what is refused.
    """
    for keyword in _REFUSED_KEYWORDS.intersection(kwargs):
        raise LanguageError(
            Failure(f"the argument {keyword} is not in the expression language", "leave it out")
        )
    for value in chain(leaves(tuple(args)), leaves(tuple(kwargs.values()))):
        _check_argument(value, limit)


def check_filled(name: str, args: Sequence[object]) -> None:
    """Refuses too large a tensor of sizes that are written out, before any is too large an integer.

    Raises:
        LanguageError: with the memory that it would take.
    """
    if name in FILLED:
        sizes = args[:1] if name == "full" else args
        check_elements(prod(size for size in leaves(tuple(sizes)) if type(size) is int))


def check_counts(name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> None:
    """Refuses a tensor of one huge integer where torch may take it for a count, as of a kernel's size.

    Raises:
        LanguageError: unless the operation `name` computes with every tensor it is given.
    """
    if name in _ON_DATA:
        return
    for value in chain(leaves(tuple(args[1:])), leaves(tuple(kwargs.values()))):
        if isinstance(value, torch.Tensor) and value.dtype is torch.int64 and value.numel() == 1:
            with _disable_current_modes():
                _check_argument(value.item(), INTEGER_LIMIT)


def _check_argument(value: object, limit: int) -> None:
    if isinstance(value, OPAQUE) or is_node(value):
        raise LanguageError(Failure(f"{_said(value)} is not a number or a tensor", "give it a value"))
    if isinstance(value, range):
        check_iterable(value)
    if type(value) is int and not -limit < value < limit:
        raise LanguageError(
            Failure("this integer is too large for torch", "use a smaller or a decimal number")
        )


def _said(value: object) -> str:
    """What the program calls a function, a module or a node."""
    return str(getattr(value, "name", None) or "this") if isinstance(value, OPAQUE) else "a node of the graph"


def check_power(base: object, exponent: object) -> None:
    """Refuses an integer power of too many digits."""
    if isinstance(base, int) and isinstance(exponent, int) and exponent > 0:
        check_integer_bits(0 if abs(base) <= 1 else base.bit_length() * exponent)


def check_product(left: object, right: object) -> None:
    """Refuses an integer product, a repetition that is too long, and a repeated module."""
    check_sum(left, right)
    if isinstance(left, int) and isinstance(right, int):
        check_integer_bits(left.bit_length() + right.bit_length())
    for sequence, count in ((left, right), (right, left)):
        if isinstance(sequence, str | list | tuple) and isinstance(count, int):
            _check_count(len(sequence) * count)


def check_sum(left: object, right: object) -> None:
    """Refuses to add modules up: torch would join, or repeat, the modules inside of them without end."""
    if isinstance(left, nn.Module) or isinstance(right, nn.Module):
        raise LanguageError(Failure("modules cannot be added up", "write nn.Sequential(first, second)"))


def check_shift(value: object, count: object) -> None:
    """Refuses a left shift of too many digits."""
    if isinstance(value, int) and isinstance(count, int) and count > 0:
        check_integer_bits(value.bit_length() + count)


def check_modulo(left: object, _right: object) -> None:
    """Refuses ``%`` on a text: it is a formatting language of its own."""
    if isinstance(left, str):
        raise LanguageError(Failure("% on a text is not in the expression language", 'write f"{x:.3f}"'))


def check_extension(left: object, right: object) -> None:
    """Refuses to make a list too long."""
    if isinstance(left, list):
        check_iterable(right)
        _check_count(len(left) + len(right) if isinstance(right, list | tuple | range) else len(left))


def check_round(value: object, digits: object = None) -> None:
    """Refuses to round to absurdly many digits."""
    if isinstance(digits, int) and abs(digits) > MAX_ROUND_DIGITS:
        raise LanguageError(Failure("this is too many digits to round to", f"at most {MAX_ROUND_DIGITS}"))


def check_iterable(value: object) -> None:
    """Refuses to walk over too many items."""
    if isinstance(value, str | list | tuple | range | dict | set):
        # The length of a huge range overflows len(); its ends do not.
        _check_count(_range_length(value) if isinstance(value, range) else len(value))
    elif isinstance(value, torch.Tensor) and value.dim():
        _check_count(value.shape[0])


def _range_length(value: range) -> int:
    return max(0, -(-(value.stop - value.start) // value.step))


def _check_count(count: int) -> None:
    if count > MAX_ITEMS:
        raise too_many_items()
