"""A setting of an operation, such as a dimension, as text."""

import torch

from nablascope.core.language.article import with_article

LONGEST = 200
"""Characters; a longer text, such as a list of a thousand sizes, is cut off."""

_UNSIGNED = 1 << 63
_DEPTH = 2
"""Lists inside of lists that are written out; what stands deeper is only named."""

_SHOWN = (bool, int, float, complex, str, type(None), torch.dtype, torch.device, torch.layout)
"""What has a short text that runs nobody's code."""

_SMALL = {number: str(number) for number in range(-10, 10)}


def setting_text(value: object) -> str:
    """A setting as Python prints it; negative dimensions, which torch hands out as unsigned, as written."""
    if type(value) is int and value in _SMALL:
        return _SMALL[value]
    text = _written(value, _DEPTH)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _written(value: object, depth: int) -> str:
    if type(value) is int and value >= _UNSIGNED:
        return str(value - 2 * _UNSIGNED)
    if type(value) in _SHOWN:
        return repr(value)
    if not isinstance(value, tuple | list) or not depth:
        return with_article(type(value).__name__)
    inner = ", ".join(_written(one, depth - 1) for one in value[:LONGEST])
    if isinstance(value, list):
        return f"[{inner}]"
    return f"({inner},)" if len(value) == 1 else f"({inner})"
