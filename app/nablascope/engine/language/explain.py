"""Torch's and Python's errors in a teacher's words."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import chain

import torch

from nablascope.core.language.article import corrected
from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span
from nablascope.engine.language.handles import Function
from nablascope.engine.language.torch_errors import NO_MEMORY, RULES

RUN_ERRORS: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What an operation on allow-listed values can raise."""

MAX_MESSAGE = 200
"""Characters kept of a message that has no words of its own here."""


_WORDLESS: dict[type[Exception], str] = {
    ZeroDivisionError: "this divides by zero",
    MemoryError: "there is not enough memory for this",
}
"""What is said of errors that come without a message."""

_CALLABLE = re.compile(r"([\w.]+)\(\)")
"""How Python's errors about arguments begin."""

_SHAPES_HINT = "sizes must be equal, or one of them 1, counted from the last dimension"


def explain(
    error: Exception, span: Span | None, operands: Sequence[object] = (), called: Function | None = None
) -> Failure:
    """The failure to show for `error`, raised by an operation on `operands` written at `span`.

    Args:
        error: what Python or torch raised.
        span: where the operation is written.
        operands: what it was given.
        called: the function, where it is one; a message calls it as the program does.
    """
    text = str(error) if called is None else _as_called(str(error), called)
    shapes = _shapes(operands)
    if "must match the size of tensor" in text and len(shapes) > 1:
        message = f"the shapes {shapes[0]} and {shapes[1]} do not fit together"
        return Failure(message, _SHAPES_HINT, span)
    known = in_words(text)
    if known is not None:
        return Failure(_with_shapes(known.message, shapes), known.hint, span)
    return Failure(_with_shapes(_shortened(text, error), shapes), "", span)


def _as_called(text: str, called: Function) -> str:
    """`text` without the name of what runs in place of Python's or torch's own function."""
    found = _CALLABLE.match(text)
    if found is None or not (found[1].startswith("_") or found[1] == _own_name(called.call)):
        return text
    return f"{called.name}(){text[found.end() :]}"


def _own_name(call: object) -> str | None:
    while isinstance(call, partial):
        call = call.func
    is_ours = str(getattr(call, "__module__", "")).startswith(__name__.partition(".")[0])
    return getattr(call, "__name__", None) if is_ours else None


def lacks_memory(error: Exception) -> bool:
    """Whether `error` says that there is not enough memory."""
    return isinstance(error, MemoryError) or re.search(NO_MEMORY, str(error), re.IGNORECASE) is not None


def in_words(text: str) -> Failure | None:
    """What a teacher says instead of an error's `text`, where we have words for it."""
    for rule in RULES:
        if match := rule.pattern.search(text):
            return Failure(corrected(match.expand(rule.message)), match.expand(rule.hint))
    return None


def _shapes(operands: Sequence[object]) -> list[list[int]]:
    """Of the tensors among `operands`, and in their lists."""
    parts = chain.from_iterable(one if isinstance(one, list | tuple) else (one,) for one in operands)
    return [list(part.shape) for part in parts if isinstance(part, torch.Tensor)]


def _with_shapes(message: str, shapes: Sequence[Sequence[int]]) -> str:
    other = next((shape for shape in shapes if shape != shapes[0]), None)
    mentions = re.search(r"\bsize|dimensions", message)
    if other is None or not mentions:
        return message
    return f"{message} (the shapes are {shapes[0]} and {other})"


def _shortened(text: str, error: Exception) -> str:
    """The first sentence of torch's own message."""
    first = text.strip().split("\n")[0]
    sentence = re.split(r"(?<=[a-z)\]'\"])\. ", first)[0]
    return sentence[:MAX_MESSAGE] or _WORDLESS.get(type(error), type(error).__name__)
