"""A tensor as it travels: no live tensor leaves the engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

Element = bool | int | float | str
"""One element; a complex number travels as its Python text, e.g. ``(1+2j)``."""

Nested = Element | list["Nested"]
"""A number, or lists of them nested as deep as the tensor has dimensions."""

STRIDED = "strided"
"""The layout of an ordinary tensor, as torch names it."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a tensor's elements are like; of complex ones, their absolute values.

    Attributes:
        least: the smallest finite element; NaN where there is none.
        most: the largest finite element; NaN where there is none.
        mean: of the finite elements; NaN where there are none.
        deviation: their standard deviation, with N in the denominator.
        norm: the Euclidean norm of the finite elements.
        nan: how many elements are not a number.
        infinite: how many are plus or minus infinity.
        zero: how many are zero.
    """

    least: float
    most: float
    mean: float
    deviation: float
    norm: float
    nan: int
    infinite: int
    zero: int


@dataclass(frozen=True, slots=True)
class TensorSummary:
    """A tensor's description and its first elements in row-major order.

    Attributes:
        shape: sizes by dimension; ``()`` is a scalar.
        dtype: torch's name without its prefix, e.g. ``float32``.
        device: torch's name, e.g. ``cpu`` or ``cuda:0``.
        values: the first elements; all of them when `whole` is true.
        statistics: of all elements; None where every element is here, and where torch could not tell.
        layout: torch's name without its prefix, e.g. ``strided`` or ``sparse_coo``.
    """

    shape: tuple[int, ...]
    dtype: str
    device: str
    values: tuple[Element, ...]
    statistics: Statistics | None = None
    layout: str = STRIDED

    @property
    def size(self) -> int:
        """How many elements the tensor has."""
        return prod(self.shape)

    @property
    def whole(self) -> bool:
        """Whether every element travelled."""
        return len(self.values) == self.size


def nested(tensor: TensorSummary) -> Nested:
    """The elements as lists nested like the tensor's shape; a scalar is a bare number.

    Raises:
        ValueError: if `tensor` is not whole.
    """
    if not tensor.whole:
        raise ValueError(f"only {len(tensor.values)} of {tensor.size} elements are here")
    flat = iter(tensor.values)
    return _shaped(flat, tensor.shape)


def _shaped(flat: Iterator[Element], shape: tuple[int, ...]) -> Nested:
    if not shape:
        return next(flat)
    return [_shaped(flat, shape[1:]) for _ in range(shape[0])]
