"""Python's own functions, as far as the language has them; what is lazy in Python is a list here."""

from collections.abc import Callable, Mapping
from functools import partial
from types import NoneType

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.containers import drained
from nablascope.engine.language.guards import check_iterable
from nablascope.engine.language.handles import Function
from nablascope.engine.language.module_tables import MODULES
from nablascope.engine.language.printing import text_of, written

_FIRST = frozenset[int | str]({0})

_KINDS: Mapping[str, type | tuple[type, ...]] = {
    **{kind.__name__: kind for kind in (bool, int, float, complex, str, list, tuple, dict, set, range)},
    **{f"torch.nn.{kind.__name__}": kind for kind in MODULES},
    "torch.Tensor": torch.Tensor,
    "torch.nn.Parameter": torch.nn.Parameter,
}
"""What `isinstance` tells apart, by the name of the function that makes it."""


def _collected(kind: Callable[..., object], *values: object, **names: object) -> object:
    for value in values:
        check_iterable(value)
    return kind(*values, **names)


def _eager(iterate: Callable[..., object], *values: object, **settings: object) -> list[object]:
    return drained(iterate(*values, **settings))


def _is_instance(value: object, kinds: object) -> bool:
    return any(_is_kind(value, kind) for kind in (kinds if isinstance(kinds, tuple) else (kinds,)))  # pyright: ignore[reportUnknownVariableType]


def _is_kind(value: object, kind: object) -> bool:
    if kind is None:
        return isinstance(value, NoneType)
    known = _KINDS.get(kind.name) if isinstance(kind, Function) else None
    if known is None:
        raise LanguageError(Failure("this is not a type that is known here", "write e.g. torch.Tensor"))
    return isinstance(value, known)


def _sorted(values: object, *, key: object = None, reverse: bool = False) -> list[object]:
    return sorted(drained(values), key=key, reverse=reverse)  # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownVariableType]


def _backwards(values: object) -> list[object]:
    if isinstance(values, set):
        raise LanguageError(Failure("a set has no order", "write reversed(sorted(...))"))
    return drained(values)[::-1]


def _function(name: str, call: Callable[..., object], **settings: bool | frozenset[int | str]) -> Function:
    return Function(name, call, is_torch=False, **settings)  # pyright: ignore[reportArgumentType]


FUNCTIONS: Mapping[str, Function] = {
    function.name: function
    for function in (
        *(_function(kind.__name__, kind) for kind in (int, float, complex, bool)),
        *(_function(kind.__name__, partial(_collected, kind)) for kind in (list, tuple, dict, set)),
        *(_function(each.__name__, partial(_eager, each)) for each in (enumerate, zip)),
        *(_function(each.__name__, partial(_eager, each), takes=_FIRST) for each in (map, filter)),
        *(_function(fold.__name__, partial(_collected, fold)) for fold in (any, all)),
        _function("len", len, shallow=True),
        _function("range", range),
        _function("isinstance", _is_instance, shallow=True),
        _function("sorted", _sorted, takes=frozenset({"key"})),
        _function("reversed", _backwards),
        _function("repr", written),
        _function("str", text_of),
    )
}
"""By name; `print` belongs to a run."""
