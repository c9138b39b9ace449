"""Strength: how large a share of the gradient is beside the largest one of its pass, in five levels.

Levels are decades: 5 is the largest share and what comes near it, 1 what is ten thousand times smaller, and
zero. One rule for graphs of any size; `core.scene.many.magnitude` has it for thousands of shares at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf, isfinite, log10

from nablascope.core.graph.magnitude import magnitude
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.tensors import Tensors
from nablascope.core.scene.display_list import Colour, Pen
from nablascope.core.scene.theme import Theme

LEVELS = 5
NONE, EVEN, BAD = 0, LEVELS + 1, LEVELS + 2
"""Nothing flows; all shares are alike; there is a NaN or an infinity."""

ALIKE = 1e-9
"""Shares that differ by no more than this part of the largest are alike."""

_WIDTHS = (2.2, 1.0, 1.5, 2.0, 2.5, 3.0, 2.2, 3.4)
"""By strength; a NaN or an infinity is the widest, so that it lies over whatever shares its way."""
_BAD_DASH = (3.0, 3.0)


@dataclass(frozen=True, slots=True)
class Range:
    """The smallest and the largest share that are finite and not zero; both are zero where there is none."""

    least: float = 0.0
    most: float = 0.0

    @property
    def even(self) -> bool:
        """Whether all shares are alike."""
        return self.least >= self.most * (1.0 - ALIKE)


def range_of(sizes: Iterable[float]) -> Range:
    """The range of shares of these sizes."""
    known = [size for size in sizes if 0.0 < size < inf]
    return Range(min(known), max(known)) if known else Range()


def size_of(share: TensorSummary) -> float:
    """The largest absolute value in it; infinity where one of them is not finite."""
    statistics = share.statistics
    if statistics is not None and (statistics.nan or statistics.infinite):
        return inf
    size = magnitude(share) if share.size else 0.0
    return size if isfinite(size) and _all_finite(share) else inf


def strength(size: float, shares: Range) -> int:
    """How strong a share of that size is among others."""
    if not isfinite(size):
        return BAD
    if size == 0.0:
        return 1
    if shares.even:
        return EVEN
    return min(max(round(LEVELS + log10(size) - log10(shares.most)), 1), LEVELS)


def strengths(tensors: Tensors, shares: Mapping[int, int]) -> tuple[dict[int, int], Range]:
    """Of each edge how strong its share is, and among which; `shares` are indexes into `tensors`."""
    sizes = {tensor: size_of(tensors[tensor]) for tensor in {*shares.values()}}
    among = range_of(sizes.values())
    return {edge: strength(sizes[tensor], among) for edge, tensor in shares.items()}, among


def share_pen(theme: Theme, strong: int = EVEN) -> Pen:
    """The line of a share of that strength."""
    dash = _BAD_DASH if strong == BAD else theme.gradient_dash
    return Pen(share_colour(theme, strong), _WIDTHS[strong], dash)


def share_colour(theme: Theme, strong: int) -> Colour:
    """Its colour; by its strength where the theme says so."""
    if strong == BAD:
        return theme.error
    if not theme.coloured:
        return theme.gradient
    return theme.gradient_scale[strong - 1 if 0 < strong <= LEVELS else -1]


def _all_finite(share: TensorSummary) -> bool:
    return all(isfinite(abs(complex(one) if isinstance(one, str) else one)) for one in share.values)
