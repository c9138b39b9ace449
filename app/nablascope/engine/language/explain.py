"""Torch's and Python's errors in a teacher's words."""

import re
from collections.abc import Sequence

import torch

from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span
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

_SHAPES_HINT = "sizes must be equal, or one of them 1, counted from the last dimension"


def explain(error: Exception, span: Span | None, operands: Sequence[object] = ()) -> Failure:
    """The failure to show for `error`, raised by an operation on `operands` written at `span`."""
    text = str(error)
    shapes = [list(value.shape) for value in operands if isinstance(value, torch.Tensor)]
    if "must match the size of tensor" in text and len(shapes) > 1:
        message = f"the shapes {shapes[0]} and {shapes[1]} do not fit together"
        return Failure(message, _SHAPES_HINT, span)
    known = in_words(text)
    if known is not None:
        return Failure(_with_shapes(known.message, shapes), known.hint, span)
    return Failure(_with_shapes(_shortened(error), shapes), "", span)


def lacks_memory(error: Exception) -> bool:
    """Whether `error` says that there is not enough memory."""
    return isinstance(error, MemoryError) or re.search(NO_MEMORY, str(error), re.IGNORECASE) is not None


def in_words(text: str) -> Failure | None:
    """What a teacher says instead of an error's `text`, where we have words for it."""
    for rule in RULES:
        if match := rule.pattern.search(text):
            return Failure(match.expand(rule.message), match.expand(rule.hint))
    return None


def _with_shapes(message: str, shapes: Sequence[Sequence[int]]) -> str:
    differ = len(shapes) > 1 and shapes[0] != shapes[1]
    mentions = re.search(r"\bsize|dimensions", message)
    if not differ or not mentions:
        return message
    return f"{message} (the shapes are {shapes[0]} and {shapes[1]})"


def _shortened(error: Exception) -> str:
    """The first sentence of torch's own message."""
    first = str(error).strip().split("\n")[0]
    sentence = re.split(r"(?<=[a-z)\]'\"])\. ", first)[0]
    return sentence[:MAX_MESSAGE] or _WORDLESS.get(type(error), type(error).__name__)
