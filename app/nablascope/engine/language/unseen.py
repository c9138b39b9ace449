"""Changes that autograd does not see: of the numbers alone, never of what a backward pass reads as places.

Torch's backward functions read saved integers, such as the places a pool took its largest elements from,
without looking at them again. A change that their version counter does not tell of would let torch write
wherever they say.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch.nn.utils import vector_to_parameters

from nablascope.core.language.failure import Failure, LanguageError


def is_unseen(value: object) -> bool:
    """Whether a change through ``value.data`` is not seen by autograd."""
    return isinstance(value, torch.Tensor) and _holds_numbers(value.dtype)


def data_of(tensor: torch.Tensor) -> torch.Tensor:
    """``tensor.data``; of integers ``tensor.detach()``, whose changes are seen."""
    return tensor.data if is_unseen(tensor) else tensor.detach()


def accepts_data(target: object, _name: str, value: object) -> bool:
    """Whether ``target.data = value`` leaves the shape, the dtype and all integers as they are."""
    if not isinstance(target, torch.Tensor) or not isinstance(value, torch.Tensor) or not is_unseen(target):
        return False
    return (target.shape, target.dtype, target.device) == (value.shape, value.dtype, value.device)


def viewed(tensor: torch.Tensor, *args: Any, **kwargs: Any) -> torch.Tensor:
    """``tensor.view(...)``.

    Raises:
        LanguageError: where integers would share their memory with numbers that can change unseen.
    """
    for dtype in (*args, *kwargs.values()):
        if isinstance(dtype, torch.dtype) and _holds_numbers(dtype) is not _holds_numbers(tensor.dtype):
            raise LanguageError(
                Failure("integers and decimal numbers cannot share their memory", f"write .to({dtype})")
            )
    return tensor.view(*args, **kwargs)


def put_vector_into(vector: torch.Tensor, parameters: Sequence[torch.Tensor]) -> None:
    """``torch.nn.utils.vector_to_parameters(vector, parameters)``, among tensors of one dtype.

    Raises:
        LanguageError: for integers, and where a tensor would get another dtype.
    """
    if not is_unseen(vector) or any(one.dtype is not vector.dtype for one in parameters):
        raise LanguageError(
            Failure("the vector and the parameters have different dtypes", "write e.g. vector.float()")
        )
    vector_to_parameters(vector, parameters)


def _holds_numbers(dtype: torch.dtype) -> bool:
    return dtype.is_floating_point or dtype.is_complex
