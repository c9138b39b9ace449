"""What a search compares of each tensor: its ends, and whether there is a NaN or an infinity."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, isnan, nan
from struct import Struct

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.tensor import Element, TensorSummary
from nablascope.core.graph.tensors import Tensors

Measure = tuple[float, float, bool, bool]
"""The least and the largest element, NaN where there is none; whether there is a NaN, and an infinity."""

_FLOATS = {code: Struct(f"={code}").unpack_from for code in ("f", "d")}


@dataclass(frozen=True, slots=True)
class Measures:
    """Of each tensor by its index; see `Measure`. Complex elements count by their absolute value."""

    least: "array[float]"
    most: "array[float]"
    nan: bytes
    infinite: bytes


def measure(tensors: Tensors) -> Measures:
    """The measures of all of `tensors`."""
    least, most = array("d"), array("d")
    nans, infinities = bytearray(), bytearray()
    for low, high, has_nan, has_infinity in _measures(tensors):
        least.append(low)
        most.append(high)
        nans.append(has_nan)
        infinities.append(has_infinity)
    return Measures(least, most, bytes(nans), bytes(infinities))


def measure_of(tensor: TensorSummary) -> Measure:
    """The measure of one tensor; of one that is not here whole, an infinity may have either sign."""
    known = tensor.statistics
    if known is not None and known.infinite:
        return -inf, inf, known.nan > 0, True
    if known is not None:
        return known.least, known.most, known.nan > 0, False
    numbers = [_real(element) for element in tensor.values]
    ordered = [number for number in numbers if not isnan(number)]
    has_infinity = inf in ordered or -inf in ordered
    return min(ordered, default=nan), max(ordered, default=nan), len(ordered) < len(numbers), has_infinity


def _measures(tensors: Tensors) -> Iterator[Measure]:
    """A single number, of which large graphs are made, is not made a tensor first."""
    read = [_FLOATS.get(form.code) for form in tensors.forms]
    data = tensors.data
    rows = zip(tensors.form, tensors.start, tensors.count, tensors.described, strict=True)
    for index, (form, start, count, described) in enumerate(rows):
        unpack = read[form]
        if unpack is not None and count == 1 and described == NOTHING:
            (number,) = unpack(data, start)
            yield number, number, number != number, number in (inf, -inf)
        else:
            yield measure_of(tensors[index])


def _real(element: Element) -> float:
    return abs(complex(element)) if isinstance(element, str) else float(element)
