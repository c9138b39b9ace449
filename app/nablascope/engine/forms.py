"""How the elements of every dtype lie in a trace: as torch holds them, or in a wider form that is exact."""

from functools import cache

import torch

from nablascope.core.graph.tensors import Code, Form

_CODES: dict[torch.dtype, Code] = {
    torch.float32: "f",
    torch.float64: "d",
    torch.int64: "q",
    torch.uint64: "Q",
    torch.bool: "?",
    torch.complex64: "zf",
    torch.complex128: "zd",
}
"""Dtypes whose elements lie in a trace exactly as in torch's memory."""

_WIDER: dict[torch.dtype, torch.dtype] = {
    torch.float16: torch.float32,
    torch.bfloat16: torch.float32,
    torch.float8_e4m3fn: torch.float32,
    torch.float8_e4m3fnuz: torch.float32,
    torch.float8_e5m2: torch.float32,
    torch.float8_e5m2fnuz: torch.float32,
    torch.complex32: torch.complex64,
    torch.int8: torch.int64,
    torch.int16: torch.int64,
    torch.int32: torch.int64,
    torch.uint8: torch.int64,
    torch.uint16: torch.int64,
    torch.uint32: torch.int64,
}


@cache
def dtype_name(dtype: torch.dtype) -> str:
    """Torch's name of a dtype without its prefix, e.g. ``float32``."""
    return str(dtype).removeprefix("torch.")


def dtype_in(form: Form) -> torch.dtype:
    """Torch's own dtype of a form that was made from one."""
    return getattr(torch, form.dtype)


def stored_dtype(dtype: torch.dtype) -> torch.dtype | None:
    """The dtype whose elements are kept for one of `dtype`; None where torch cannot convert it."""
    return dtype if dtype in _CODES else _WIDER.get(dtype)


@cache
def form_of(shape: tuple[int, ...], dtype: torch.dtype, device: str, layout: str) -> Form:
    """The form of a tensor, made once."""
    stored = stored_dtype(dtype)
    code: Code = "f" if stored is None else _CODES[stored]
    return Form(shape, dtype_name(dtype), device, code, layout)


@cache
def number_form(kind: type, dtype: torch.dtype) -> Form:
    """The form of a Python number: in its full precision, under the dtype torch would give it."""
    code: Code = {bool: "?", int: "q", float: "d"}.get(kind, "zd")  # pyright: ignore[reportAssignmentType]
    return Form((), dtype_name(dtype), "cpu", code)


SCALAR_FORMS = {
    dtype: Form((), dtype_name(dtype), "cpu", _CODES[_WIDER.get(dtype, dtype)])
    for dtype in (*_CODES, *_WIDER)
}
"""The form of one number in the CPU's memory."""
