"""Numbers for reading: four decimals, a real minus sign, scientific where that would mislead."""

import struct
from collections.abc import Sequence
from math import isinf, isnan

from nablascope.core.graph.tensor import Element, TensorSummary
from nablascope.core.scene.text import ELLIPSIS, cells, elided

VALUE_WIDTH = 13
"""Characters in a card's row."""

MINUS = "−"

NOTHING = "·"
"""Instead of a number that is not there."""

_COMMA = ", "
_DECIMALS = 4
_ELEMENT_DIGITS = 4
_LEAST_FIXED = 1e-3
_MOST_FIXED = 1e7
_FLOAT32_DIGITS = 9
"""So many significant digits tell any two float32 numbers apart (IEEE 754)."""


def number(value: Element, width: int = VALUE_WIDTH) -> str:
    """`value` in at most `width` characters (7 or more); complex numbers come as their Python text."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return _complex(value, width)
    if isinstance(value, int):
        text = _signed(str(value))
        return text if len(text) <= width else number(float(value), width)
    return _special(value) or _fitted(value, width)


def exact(value: Element, dtype: str = "float64") -> str:
    """`value` in the fewest digits that read back to it in its `dtype`.

    A float32 travels as a float64, which takes more digits to tell from its neighbours.
    """
    if isinstance(value, float):
        text = _shortest_float32(value) if dtype == "float32" else repr(value)
        return _special(value) or _signed(text)
    return _signed(str(value))


def _shortest_float32(value: float) -> str:
    texts = (f"{value:.{digits}g}" for digits in range(1, _FLOAT32_DIGITS + 1))
    return repr(float(next((text for text in texts if _reads_back(text, value)), repr(value))))


def _reads_back(text: str, value: float) -> bool:
    try:
        return struct.unpack("f", struct.pack("f", float(text)))[0] == value
    except OverflowError:
        return False


def preview(tensor: TensorSummary, width: int = VALUE_WIDTH) -> str:
    """A scalar's number, or as many whole first elements of a tensor as fit `width` characters."""
    if not tensor.shape and tensor.values:
        return number(tensor.values[0], width)
    if tensor.size == 0:
        return "[]"
    for digits in range(_ELEMENT_DIGITS, 0, -1):
        elements = [brief(value, digits) for value in tensor.values]
        shown = _as_many_as_fit(elements, tensor.size, width - cells("[]"))
        if shown:
            return f"[{shown}]"
    return f"[{ELLIPSIS}]"


def previews(outputs: Sequence[TensorSummary | None], width: int = VALUE_WIDTH) -> str:
    """The preview of an operation's output; of several, shorter ones of as many as fit `width`."""
    if len(outputs) == 1 and outputs[0] is not None:
        return preview(outputs[0], width)
    room = width - cells(f", {ELLIPSIS}")
    return _as_many_as_fit([_brief(output, room) for output in outputs], len(outputs), width)


def _brief(output: TensorSummary | None, width: int) -> str:
    if output is None:
        return NOTHING
    if output.shape or not output.values:
        return preview(output, width)
    text = brief(output.values[0], _ELEMENT_DIGITS)
    return text if cells(text) <= width else number(output.values[0], width)


def _as_many_as_fit(texts: Sequence[str], count: int, width: int) -> str:
    """The first of `texts` with an ellipsis for the rest of `count`; nothing where not even one fits."""
    most = (width + len(_COMMA)) // (1 + len(_COMMA))
    for shown in range(min(len(texts), most), 0, -1):
        rest = [] if shown == count else [ELLIPSIS]
        joined = _COMMA.join([*texts[:shown], *rest])
        if cells(joined) <= width:
            return joined
    return ""


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as people say it, e.g. ``3×4``; ``()`` for a scalar."""
    return "×".join(map(str, shape)) if shape else "()"


def _fitted(value: float, width: int) -> str:
    text = _signed(f"{value:.{_DECIMALS}f}")
    if (value == 0 or _LEAST_FIXED <= abs(value) < _MOST_FIXED) and len(text) <= width:
        return text
    return _longest_that_fits([f"{value:.{decimals}e}" for decimals in range(_DECIMALS + 1)], width)


def _complex(text: str, width: int) -> str:
    try:
        value = complex(text)
    except ValueError:
        return elided(text, width)
    return _longest_that_fits([f"{value:.{digits}g}" for digits in range(1, _DECIMALS + 2)], width)


def _longest_that_fits(texts: list[str], width: int) -> str:
    """The last of `texts`, which grow, that fits; the start of the first where none does."""
    fitting = [text for text in texts if len(text) <= width] or [elided(texts[0], width)]
    return _signed(fitting[-1])


def brief(value: Element, digits: int) -> str:
    """`value` in so many significant digits; an integer whole."""
    if isinstance(value, float):
        return _special(value) or _signed(f"{value:.{digits}g}")
    return _signed(str(value))


def _special(value: float) -> str:
    if isnan(value):
        return "NaN"
    if isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    return ""


def _signed(text: str) -> str:
    return text.replace("-", MINUS)
