"""How large tensors are: what edges are drawn wide by, and what vanishing and exploding mean."""

from collections.abc import Iterable
from math import isfinite, nan

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.tensor import Element, TensorSummary
from nablascope.core.graph.tensors import Tensors


def magnitudes(tensors: Tensors, indexes: Iterable[int]) -> dict[int, float]:
    """The magnitude of each of the tensors that `indexes` name, `NOTHING` left out."""
    return {index: magnitude(tensors[index]) for index in {*indexes} - {NOTHING}}


def magnitude(tensor: TensorSummary) -> float:
    """The largest absolute value among the finite elements; NaN where there is none."""
    if tensor.statistics is not None:
        ends = tensor.statistics.least, tensor.statistics.most
    else:
        ends = tuple(map(_absolute, tensor.values))
    return max((abs(end) for end in ends if isfinite(end)), default=nan)


def _absolute(element: Element) -> float:
    return abs(complex(element) if isinstance(element, str) else element)
