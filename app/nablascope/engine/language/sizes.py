"""No torch call may make a tensor over the limit: its size is worked out before it runs.

Shapes settle nearly every call (`shapes`). Where they do not, the call is made on torch's meta device,
which computes shapes and touches no memory; its first use costs a second of imports.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from math import prod

import torch
from torch.utils._python_dispatch import _disable_current_modes  # pyright: ignore[reportPrivateUsage]

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.names import words
from nablascope.engine.language.budget import MAX_ELEMENTS, MAX_ITEMS, too_many_items
from nablascope.engine.language.guards import leaves
from nablascope.engine.language.shapes import bound, known_size
from nablascope.engine.language.values import check_elements

INDEXING = "getitem"
"""The name of ``x[index]`` here; with a mask it never grows, and the meta device cannot know it."""

_SECTIONS = words("dsplit hsplit tensor_split vsplit")
"""They give as many tensors as they are told, however few elements there are."""

_PIECES = words("chunk split unbind")
"""They give a tuple of up to as many tensors as a dimension has elements."""


def check_size(
    name: str, call: Callable[..., object], args: Sequence[object], kwargs: Mapping[str, object]
) -> None:
    """Refuses a call whose result would be too large.

    Raises:
        LanguageError: if a tensor of the result has more than `MAX_ELEMENTS`, or if it cannot be known.
    """
    short = name.rpartition(".")[2]
    given = [*chain(leaves(tuple(args)), leaves(tuple(kwargs.values())))]
    _check_items(short, given)
    known = known_size(short, given)
    if known is not None:
        check_elements(known)
    elif bound(short, given) > MAX_ELEMENTS and not _is_masking(name, given):
        check_on_meta(call, args, kwargs)


def _is_masking(name: str, given: Sequence[object]) -> bool:
    masks = (isinstance(value, torch.Tensor) and value.dtype is torch.bool for value in given)
    return name == INDEXING and any(masks)


def _check_items(name: str, given: Sequence[object]) -> None:
    """Refuses a list or a tuple that would be too long."""
    for value in given:
        sections = name in _SECTIONS and isinstance(value, int) and value > MAX_ITEMS
        if sections or (isinstance(value, torch.Tensor) and _items(name, value) > MAX_ITEMS):
            raise too_many_items()


def _items(name: str, tensor: torch.Tensor) -> int:
    """At most how many items the list or tuple has that the operation makes of `tensor`."""
    sizes = [max(1, size) for size in tensor.shape]
    if name == "tolist":
        return prod(sizes)
    return max(sizes, default=1) if name in _PIECES else 1


def check_on_meta(call: Callable[..., object], args: Sequence[object], kwargs: Mapping[str, object]) -> None:
    """Refuses a call whose result would be too large, made on the meta device to find out.

    Raises:
        LanguageError: as `check_size`.
    """
    for result in leaves(_on_meta(call, args, kwargs)):
        if isinstance(result, torch.Tensor):
            check_elements(result.numel())


def _on_meta(call: Callable[..., object], args: Sequence[object], kwargs: Mapping[str, object]) -> object:
    shadows = {key: _shadow(value) for key, value in kwargs.items() if key not in ("device", "requires_grad")}
    try:
        with _disable_current_modes(), torch.no_grad(), torch.device("meta"):
            return call(*[_shadow(value) for value in args], **shadows)
    except RuntimeError as error:
        if "meta" not in str(error):
            raise
    except OSError:
        # Some shape rules of torch import modules that look for a folder to write to.
        pass
    raise LanguageError(Failure("this may be too large to compute", "use smaller tensors or numbers"))


def _shadow(value: object) -> object:
    if isinstance(value, torch.Tensor):
        return torch.empty_like(value, device="meta", requires_grad=False)
    if isinstance(value, list | tuple):
        shadows = [_shadow(item) for item in value]
        return shadows if isinstance(value, list) else tuple(shadows)
    return value
