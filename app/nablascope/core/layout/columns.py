"""Columns: where the layers are from left to right, and each card in its layer."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Columns:
    """Places along the direction in which the graph is read.

    Attributes:
        layer: of each card.
        left: each card's left side; `right` its right side.
        layer_left: each layer's left side; `layer_right` its right side.
    """

    layer: Sequence[int]
    left: Sequence[float]
    right: Sequence[float]
    layer_left: Sequence[float]
    layer_right: Sequence[float]


def columns_of(layer: Sequence[int], widths: Sequence[float], at_end: Sequence[bool], gap: float) -> Columns:
    """The columns of cards of those widths; those `at_end` end with their layer, near what uses them."""
    widest = [0.0] * (max(layer, default=-1) + 1)
    for column, width in zip(layer, widths, strict=True):
        widest[column] = max(widest[column], width)
    starts = [0.0, *accumulate(width + gap for width in widest)]
    ends = [start + width for start, width in zip(starts, widest, strict=False)]
    left = [
        ends[column] - width if ends_there else starts[column]
        for column, width, ends_there in zip(layer, widths, at_end, strict=True)
    ]
    right = [x + width for x, width in zip(left, widths, strict=True)]
    return Columns(layer, left, right, starts[:-1], ends)
