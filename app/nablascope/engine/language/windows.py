"""How large results can be whose settings count once for every dimension, such as a convolution's padding.

The bounds are loose but cheap: the meta device, which knows exactly, costs a second of imports for these.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from math import inf, isfinite, prod

import torch

from nablascope.core.language.names import words

WINDOWS = words(
    """
    adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d adaptive_max_pool2d
    adaptive_max_pool3d conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d fold
    interpolate max_unpool1d max_unpool2d max_unpool3d unfold
    """
)
"""Functions of this kind."""

_DIMENSIONS = 2
"""Of what `fold` and `unfold` look at."""


def window_bound(name: str, given: Sequence[object]) -> float:
    """At most how many elements the result has.

    Args:
        name: of the function, such as ``conv2d``, or the module, such as ``Conv2d``.
        given: its tensors, the one it looks at first, and its settings.
    """
    tensors = [value for value in given if isinstance(value, torch.Tensor)]
    stem, digit = _parted(name)
    dimensions = int(digit) if digit else _dimensions(stem, tensors)
    if not tensors or not 0 < dimensions <= tensors[0].dim():
        return inf if tensors and tensors[0].dim() else 0.0
    largest = _largest(given)
    sizes = tensors[0].shape[-dimensions:]
    growth = _GROWTH[stem]
    grown = prod(
        growth(size, largest, _kernel(tensors, place - dimensions)) for place, size in enumerate(sizes)
    )
    return _lead(stem, tensors, sizes, largest) * grown


def _parted(name: str) -> tuple[str, str]:
    """``conv_transpose2d`` and ``ConvTranspose2d`` give ``convtranspose`` and ``2``."""
    match = re.fullmatch(r"(\D+)(?:(\d)d)?", name.replace("_", "").lower())
    assert match is not None, "a window's name ends with its dimensions, if it tells them"
    return match[1], match[2] or ""


def _dimensions(stem: str, tensors: Sequence[torch.Tensor]) -> int:
    folding = stem in {"fold", "unfold"}
    return _DIMENSIONS if folding or not tensors else tensors[0].dim() - 2


def _largest(given: Sequence[object]) -> float:
    numbers = [abs(value) for value in given if isinstance(value, int | float) and isfinite(value)]
    return max(1.0, *numbers) if numbers else 1.0


def _kernel(tensors: Sequence[torch.Tensor], place: int) -> int:
    weight = tensors[min(1, len(tensors) - 1)]
    return weight.shape[place] if weight.dim() >= -place else 1


def _lead(stem: str, tensors: Sequence[torch.Tensor], sizes: Sequence[int], largest: float) -> float:
    """How often the window's dimensions are there."""
    lead = tensors[0].numel() / max(1, prod(sizes))
    if not stem.startswith("conv") or len(tensors) < 2 or tensors[1].dim() < 2:
        return lead
    channels = tensors[0].shape[-len(sizes) - 1] if tensors[0].dim() > len(sizes) else 1
    weight = tensors[1].shape
    made = weight[0] if stem == "conv" else weight[1] * largest
    return lead / max(1, channels) * made


def _padded(size: int, largest: float, _kernel: int) -> float:
    return size + 2 * largest


def _spread(size: int, largest: float, kernel: int) -> float:
    return (size + kernel + 1) * largest


def _scaled(size: int, largest: float, _kernel: int) -> float:
    return max(1, size) * largest


def _fixed(size: int, largest: float, _kernel: int) -> float:
    return max(size, largest)


def _copied(size: int, largest: float, _kernel: int) -> float:
    return (size + 2 * largest) * largest


_GROWTH: Mapping[str, Callable[[int, float, int], float]] = {
    **dict.fromkeys(("adaptiveavgpool", "adaptivemaxpool", "fold"), _fixed),
    **dict.fromkeys(("conv", "circularpad", "constantpad", "reflectionpad", "replicationpad"), _padded),
    **dict.fromkeys(("interpolate", "upsample", "upsamplingbilinear", "upsamplingnearest"), _scaled),
    **dict.fromkeys(("convtranspose", "maxunpool"), _spread),
    "unfold": _copied,
    "zeropad": _padded,
}
"""By kind: at most how large a dimension becomes, by its size, the largest setting and the kernel's size."""
