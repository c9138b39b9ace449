"""How large tensors are, for thousands of them at once."""

from math import log10
from typing import Any

import numpy as np
import numpy.typing as npt

from nablascope.core.graph.columns import NOTHING, Ints
from nablascope.core.graph.tensors import Form, Tensors
from nablascope.core.scene.strength import BAD, EVEN, LEVELS, NONE, Range

Floats = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]

_MOST_ELEMENTS = 64
_TYPES = {"f": "f4", "d": "f8", "q": "i8", "Q": "u8", "?": "?"}


def column(ints: Ints) -> Indexes:
    """The integers of a column, without a copy."""
    return np.frombuffer(ints.data, dtype={"b": np.int8, "i": np.int32, "q": np.int64}[ints.code])


def among(sizes: Floats) -> Range:
    """The range of shares of these sizes."""
    known = sizes[np.isfinite(sizes) & (sizes > 0)]
    return Range(float(known.min()), float(known.max())) if len(known) else Range()


def strengths(sizes: Floats, flows: Flags, shares: Range) -> npt.NDArray[np.uint8]:
    """Of each share how strong it is, by the rule of `core.scene.strength`; `NONE` where nothing flows.

    Args:
        sizes: of the shares.
        flows: where there is one.
        shares: their range.
    """
    strong = np.full(len(sizes), NONE, np.uint8)
    strong[flows] = 1
    bad, known = flows & ~np.isfinite(sizes), flows & np.isfinite(sizes) & (sizes > 0)
    strong[bad] = BAD
    if shares.even:
        strong[known] = EVEN
        return strong
    levels = np.rint(LEVELS + np.log10(sizes[known]) - log10(shares.most))
    strong[known] = np.clip(levels, 1, LEVELS).astype(np.uint8)
    return strong


def magnitudes(tensors: Tensors, index: Indexes) -> Floats:
    """The largest absolute value of each of the tensors `index`; 0 for `NOTHING`, infinity where NaN is."""
    found = np.zeros(len(index))
    here = np.flatnonzero(index != NOTHING)
    form = column(tensors.form)[index[here]]
    for number in np.unique(form):
        places = here[form == number]
        found[places] = _of_one_form(tensors, tensors.forms[int(number)], index[places])
    return found


def _of_one_form(tensors: Tensors, form: Form, index: Indexes) -> Floats:
    counts = column(tensors.count)[index]
    found = np.zeros(len(index))
    for count in np.unique(np.minimum(counts, _MOST_ELEMENTS)):
        chosen = np.minimum(counts, _MOST_ELEMENTS) == count
        if count:
            found[chosen] = _largest(tensors, form, index[chosen], int(count))
    described = column(tensors.described)[index]
    for place in np.flatnonzero(described != NOTHING):
        one = tensors.statistics[int(described[place])]
        largest = max(abs(one.least), abs(one.most)) if one.least == one.least else 0.0
        found[place] = np.inf if one.nan or one.infinite else max(found[place], largest)
    return found


def _largest(tensors: Tensors, form: Form, index: Indexes, count: int) -> Floats:
    """Elements begin at any byte, so that they are gathered byte by byte."""
    halves, kind = (2, form.code[1:]) if form.code.startswith("z") else (1, form.code)
    dtype = np.dtype(_TYPES[kind])
    starts = column(tensors.start)[index]
    width = count * halves * dtype.itemsize
    raw = np.frombuffer(tensors.data, np.uint8)[starts[:, None] + np.arange(width)]
    elements = np.ascontiguousarray(raw).view(dtype).astype(np.float64)
    absolute = np.abs(elements) if halves == 1 else np.hypot(elements[:, ::2], elements[:, 1::2])
    return np.nan_to_num(absolute.max(axis=1), nan=np.inf, posinf=np.inf)
