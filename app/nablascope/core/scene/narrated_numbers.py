"""How numbers and tensors are said, and whether an equation between recorded numbers may be."""

from collections.abc import Iterable, Sequence
from math import hypot, isclose, isfinite, isinf, isnan, prod

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.scene.narrated import Part, Tone, Words
from nablascope.core.scene.numbers import MINUS, number, preview, shape_text

MOST_TERMS = 4
"""So many terms of a sum are told one by one."""

_HALF_DECIMAL = 5e-5
"""Half of the last decimal that is shown."""

_MOST_FIXED = 1e7
"""From here on numbers are shown with so many decimals times a power of ten."""

_MOST_SHOWN = 4
_WIDTH = 28
_DTYPES = {"float16": 4e-3, "bfloat16": 2e-2, "float32": 1e-5, "float64": 1e-9}
"""How far a recorded number may lie from what it is the product of, relative to that."""


def real(tensor: TensorSummary | None) -> float | None:
    """The number of a scalar that is real; None for anything else."""
    if tensor is None or tensor.shape or not tensor.values:
        return None
    element = tensor.values[0]
    return None if isinstance(element, str | bool) else float(element)


def figure(tensor: TensorSummary, tone: Tone) -> Part:
    """The number of a scalar."""
    return Part(number(tensor.values[0]), tone)


def term(tensor: TensorSummary, tone: Tone) -> Words:
    """The number of a scalar behind a sign: in brackets where it has one itself."""
    part = figure(tensor, tone)
    return ("(", part, ")") if part.text.startswith(MINUS) else (part,)


def told(tensor: TensorSummary | None, noun: str, tone: Tone) -> Words:
    """A scalar's number, else ``a 3×4 tensor``, with its elements where they are few."""
    if tensor is None:
        return (f"a {noun} that was not seen",)
    if not tensor.shape and tensor.values:
        return (figure(tensor, tone),)
    shown = bool(tensor.values) and tensor.size <= _MOST_SHOWN
    words = f"{_article(tensor.shape)} {noun}"
    return (words, *((" ", Part(preview(tensor, _WIDTH), tone)) if shown else ()))


def form(tensor: TensorSummary) -> str:
    """A tensor's shape as it stands behind its name; ``(2)`` alone would read as a value."""
    if len(tensor.shape) != 1:
        return shape_text(tensor.shape)
    return f"{tensor.shape[0]:,} element{'' if tensor.shape[0] == 1 else 's'}"


def _article(shape: tuple[int, ...]) -> str:
    if len(shape) > 1:
        return f"{_a(shape[0])} {shape_text(shape)}"
    return f"{_a(shape[0])} {shape[0]}-element" if shape else "a"


def _a(count: int) -> str:
    """As the number is read: an eight, an eleven, an eighteen."""
    text = str(count)
    return "an" if text.startswith("8") or (text[:2] in ("11", "18") and len(text) % 3 == 2) else "a"


def agrees(expected: float, recorded: float, dtype: str, scale: float | None = None) -> bool:
    """Whether `recorded` is `expected` but for the rounding of its dtype.

    Args:
        expected: computed from recorded numbers.
        recorded: by torch.
        dtype: torch's name of the coarsest precision that had part in it.
        scale: of the terms of a sum the largest, which is what it is rounded by.
    """
    if isnan(expected) or isnan(recorded):
        return isnan(expected) and isnan(recorded)
    if not (isfinite(expected) and isfinite(recorded)):
        return expected == recorded
    tolerance = _DTYPES.get(dtype, 1e-9)
    return isclose(expected, recorded, rel_tol=tolerance, abs_tol=tolerance * (scale or 0.0))


def overflows(result: float, operands: Iterable[float]) -> bool:
    """Whether a result is infinite only since it is too large: a pole needs a zero somewhere."""
    return isinf(result) and all(isfinite(one) and one != 0 for one in operands)


def coarsest(*tensors: TensorSummary | None) -> str:
    """Of the dtypes of these the one that rounds the most."""
    names = [tensor.dtype for tensor in tensors if tensor is not None]
    return max(names, key=lambda name: _DTYPES.get(name, 0.0), default="float64")


def is_sum(terms: Sequence[TensorSummary], total: TensorSummary | None) -> bool:
    """Whether scalars add up to the total, so that it can be told as their sum."""
    numbers = [real(term) for term in terms]
    whole, known = real(total), [one for one in numbers if one is not None]
    if whole is None or len(known) < len(numbers):
        return False
    if isinf(whole) and all(map(isfinite, known)):
        return False
    dtype, scale = coarsest(total, *terms), max(map(abs, known), default=0.0)
    if not agrees(sum(known), whole, dtype, scale):
        return False
    shown = _HALF_DECIMAL * (scale if scale >= _MOST_FIXED else 1.0)
    # Where large terms cancel each other, their rounding can be seen in what is left.
    return not abs(sum(known) - whole) > shown + _DTYPES.get(dtype, 1e-9) / 5 * abs(whole)


def is_product(
    grad: TensorSummary | None, local: TensorSummary | None, share: TensorSummary | None
) -> bool | None:
    """Whether a share is gradient × local derivative, summed where it was broadcast; None where unknown."""
    if grad is None or local is None or share is None or grad.shape != local.shape:
        return None
    if not (grad.whole and local.whole and share.whole) or prod(share.shape) > prod(local.shape):
        return None
    factors, sent = _floats(grad), _floats(share)
    slopes = _floats(local)
    if factors is None or slopes is None or sent is None:
        return None
    products = [a * b for a, b in zip(factors, slopes, strict=True)]
    dtype = coarsest(grad, local, share)
    if share.shape == local.shape:
        return all(agrees(a, b, dtype) for a, b in zip(products, sent, strict=True))
    return agrees(sum(products), sum(sent), dtype, sum(map(abs, products)))


def _floats(tensor: TensorSummary) -> list[float] | None:
    if any(isinstance(element, str) for element in tensor.values):
        return None
    return [float(element) for element in tensor.values]


def same(one: TensorSummary, other: TensorSummary) -> bool:
    """Whether two tensors are the same but for rounding, as far as their elements are here."""
    if one.shape != other.shape:
        return False
    pairs = zip(one.values, other.values, strict=False)
    dtype = coarsest(one, other)
    numbers = map(complex, other.values)
    scale = max((hypot(number.real, number.imag) for number in numbers), default=0.0)
    scale = scale if isfinite(scale) else 0.0
    return all(_same(complex(a), complex(b), dtype, scale) for a, b in pairs)


def _same(one: complex, other: complex, dtype: str, scale: float) -> bool:
    halves = ((one.real, other.real), (one.imag, other.imag))
    return all(agrees(a, b, dtype.replace("complex64", "float32"), scale) for a, b in halves)
