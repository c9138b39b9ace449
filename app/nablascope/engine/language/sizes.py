"""No torch call may make a tensor over the limit: its size is worked out before it runs.

A bound that is cheap to compute, the product of all sizes and numbers given, settles nearly every
call. Where it is over the limit, the call is made on torch's meta device, which computes shapes and
touches no memory.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from math import isfinite, prod

import torch
from torch.utils._python_dispatch import _disable_current_modes  # pyright: ignore[reportPrivateUsage]

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.names import words
from nablascope.engine.language.budget import MAX_ELEMENTS, MAX_ITEMS, too_many_items
from nablascope.engine.language.guards import leaves
from nablascope.engine.language.values import check_elements

_NEVER_GROW = words("masked_select nonzero unique manual_seed item backward")
"""Their result is never larger than an argument; the meta device cannot know it."""

_SQUARE = words("corrcoef cov diag diag_embed diagflat eye lstsq pinv qr svd tril_indices triu_indices")
"""Their result can be as large as the square of what they are given."""

_SIZED_BY_DATA = words("one_hot repeat_interleave")
"""Their result is as large as the numbers in an integer tensor say."""

_PIECES = words("chunk split unbind")
"""They give a tuple of up to as many tensors as a dimension has elements."""


INDEXING = "getitem"
"""The name of ``x[index]`` here; with a mask it never grows, and the meta device cannot know it."""


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
    if short in _NEVER_GROW or _bound(short, given) <= MAX_ELEMENTS:
        return
    if name == INDEXING and any(_is_mask(value) for value in given):
        return
    for result in leaves(_on_meta(call, args, kwargs)):
        if isinstance(result, torch.Tensor):
            check_elements(result.numel())


def _is_mask(value: object) -> bool:
    return isinstance(value, torch.Tensor) and value.dtype is torch.bool


def _check_items(name: str, given: Sequence[object]) -> None:
    """Refuses a list or a tuple that would be too long."""
    for value in given:
        if isinstance(value, torch.Tensor):
            sizes = [max(1, size) for size in value.shape]
            if (name == "tolist" and prod(sizes) > MAX_ITEMS) or (
                name in _PIECES and max(sizes, default=1) > MAX_ITEMS
            ):
                raise too_many_items()


def _bound(name: str, given: Sequence[object]) -> float:
    bound = 1.0
    for value in given:
        bound *= _factor(value)
        if name in _SIZED_BY_DATA:
            bound *= _largest(value)
    return bound * bound if name in _SQUARE else bound


def _largest(value: object) -> float:
    """The largest number of an integer tensor, at least 1."""
    if not isinstance(value, torch.Tensor) or value.is_floating_point() or not value.numel():
        return 1.0
    with _disable_current_modes():
        return max(1.0, float(value.max()))


def _factor(value: object) -> float:
    if isinstance(value, torch.Tensor):
        return max(1, value.numel())
    if isinstance(value, int | float) and value and isfinite(value):
        # A small step makes a range long.
        return max(abs(value), 1 / abs(value))
    return 1.0


def _on_meta(call: Callable[..., object], args: Sequence[object], kwargs: Mapping[str, object]) -> object:
    shadows = {key: _shadow(value) for key, value in kwargs.items() if key not in ("device", "requires_grad")}
    try:
        with _disable_current_modes(), torch.no_grad(), torch.device("meta"):
            return call(*[_shadow(value) for value in args], **shadows)
    except RuntimeError as error:
        if "meta" not in str(error):
            raise
    raise LanguageError(Failure("this may be too large to compute", "use smaller tensors or numbers"))


def _shadow(value: object) -> object:
    if isinstance(value, torch.Tensor):
        return torch.empty_like(value, device="meta", requires_grad=False)
    if isinstance(value, list | tuple):
        shadows = [_shadow(item) for item in value]
        return shadows if isinstance(value, list) else tuple(shadows)
    return value
