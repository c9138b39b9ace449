"""How large the gradients inside of groups are."""

from collections.abc import Iterable, Sequence
from math import inf, isfinite
from struct import Struct

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.tensor import Element, Statistics, TensorSummary
from nablascope.core.graph.tensors import Tensors

Range = tuple[float, float]
"""The smallest and the largest absolute value of elements that are finite and not zero."""

NO_RANGE: Range = (inf, 0.0)
"""Where there is no such element."""


def range_of(tensor: TensorSummary) -> Range:
    """The range of one tensor; of one that is not here whole the smallest is that of its first elements."""
    sizes = [size for size in map(_size, tensor.values) if 0.0 < size < inf]
    least, most = (min(sizes), max(sizes)) if sizes else NO_RANGE
    if tensor.statistics is not None:
        ends = [size for size in _ends(tensor.statistics) if 0.0 < size < inf]
        least, most = min([least, *ends]), max([most, *ends])
    return least, most


def ranges(tensors: Tensors, grads: Iterable[tuple[int, Sequence[int]]], count: int) -> list[Range]:
    """The ranges of `count` groups.

    Args:
        tensors: where the gradients are.
        grads: pairs of a group and the indexes of gradients inside of it.
        count: how many groups there are.
    """
    found = [NO_RANGE] * count
    known = _Ranges(tensors)
    for group, indexes in grads:
        for index in indexes:
            if index != NOTHING:
                (least, most), (low, high) = found[group], known.of(index)
                found[group] = low if low < least else least, high if high > most else most
    return found


class _Ranges:
    """Reads single numbers, most of a large graph, from the buffer without a tensor made of each."""

    def __init__(self, tensors: Tensors) -> None:
        self._tensors = tensors
        self._form, self._start = tensors.form.view(), tensors.start.view()
        self._read = [
            None if form.shape or form.code[0] == "z" else Struct(f"={form.code}").unpack_from
            for form in tensors.forms
        ]
        self._count = tensors.count.view()

    def of(self, index: int) -> Range:
        """The range of the tensor of `index`."""
        read = self._read[self._form[index]]
        if read is None or not self._count[index]:
            return range_of(self._tensors[index])
        size = abs(read(self._tensors.data, self._start[index])[0])
        return (size, size) if 0.0 < size < inf else NO_RANGE


def _size(element: Element) -> float:
    return abs(complex(element)) if isinstance(element, str) else abs(element)


def _ends(statistics: Statistics) -> tuple[float, ...]:
    ends = abs(statistics.least), abs(statistics.most)
    return tuple(end for end in ends if isfinite(end))
