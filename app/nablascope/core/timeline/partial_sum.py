"""The sum of the shares that have arrived so far, in the precision in which torch adds them."""

from collections.abc import Callable, Sequence
from functools import reduce
from math import copysign, inf, isfinite
from struct import pack, unpack

from nablascope.core.graph.tensor import Element, TensorSummary


def partial_sum(shares: Sequence[TensorSummary]) -> TensorSummary | None:
    """`shares` added element by element from the first on, as torch's engine adds them; None for none.

    Of tensors that are not here whole, the sum of the elements that are.
    """
    return reduce(_added, shares) if shares else None


def _added(one: TensorSummary, other: TensorSummary) -> TensorSummary:
    rounded = _ROUNDINGS.get(one.dtype, float)
    pairs = zip(one.values, other.values, strict=False)
    values = tuple(_sum(a, b, rounded) for a, b in pairs)
    return TensorSummary(one.shape, one.dtype, one.device, values, None, one.layout)


def _sum(a: Element, b: Element, rounded: Callable[[float], float]) -> Element:
    if isinstance(a, str) or isinstance(b, str):
        total = complex(a) + complex(b) * _ONE
        return str(complex(rounded(total.real), rounded(total.imag)))
    return rounded(a + b)


def _packed(code: str) -> Callable[[float], float]:
    def rounded(value: float) -> float:
        try:
            return unpack(code, pack(code, value))[0]
        except OverflowError:
            return copysign(inf, value)

    return rounded


def _bfloat16(value: float) -> float:
    """The upper half of a float32, rounded to even."""
    if not isfinite(value):
        return value
    (bits,) = unpack("<I", pack("<f", _FLOAT32(value)))
    bits = (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000
    return unpack("<f", pack("<I", bits))[0]


_ONE = complex(1, 0)
"""Torch adds ``other * alpha``: with a complex ``alpha`` of one, signs of zeros and infinities change."""

_FLOAT32 = _packed("<f")
_FLOAT16 = _packed("<e")

_ROUNDINGS: dict[str, Callable[[float], float]] = {
    "float32": _FLOAT32,
    "complex64": _FLOAT32,
    "float16": _FLOAT16,
    "bfloat16": _bfloat16,
}
"""How each dtype rounds; all others are as wide as Python's own numbers."""
