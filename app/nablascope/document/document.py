"""`Document`: everything a person typed or chose, and the edits on it."""

from dataclasses import dataclass, replace

from nablascope.core.language.failure import Fix
from nablascope.core.language.span import Span
from nablascope.core.wire.messages import DType, Input

MAX_ORDER = 5
"""The highest order of a gradient that is offered."""


@dataclass(frozen=True, slots=True)
class Document:
    """What an engine needs to run a program.

    Attributes:
        text: the program as typed.
        inputs: every value a person ever gave a free name, also of names the text no longer has.
        device: torch's name, e.g. ``cpu``.
        dtype: default dtype of the run.
        order: of the gradient whose graph is shown, from 1 to `MAX_ORDER`.
        wrt: the leaf by which a gradient of a higher order is taken; None for the first.
    """

    text: str = ""
    inputs: tuple[Input, ...] = ()
    device: str = "cpu"
    dtype: DType = "float32"
    order: int = 1
    wrt: str | None = None


@dataclass(frozen=True, slots=True)
class InputFix:
    """A change of an input that would mend a failure; `label` is what the button says."""

    label: str
    value: Input


def with_text(document: Document, text: str) -> Document:
    """`document` with another text."""
    return replace(document, text=text)


def with_input(document: Document, value: Input) -> Document:
    """`document` with `value` in the place of the input of its name, or after the others."""
    names = [known.name for known in document.inputs]
    if value.name not in names:
        return replace(document, inputs=(*document.inputs, value))
    inputs = tuple(value if known.name == value.name else known for known in document.inputs)
    return replace(document, inputs=inputs)


def with_device(document: Document, device: str) -> Document:
    """`document` on another device."""
    return replace(document, device=device)


def with_dtype(document: Document, dtype: DType) -> Document:
    """`document` with another default dtype."""
    return replace(document, dtype=dtype)


def with_order(document: Document, order: int) -> Document:
    """`document` with the gradient of another order."""
    return replace(document, order=order)


def with_wrt(document: Document, name: str | None) -> Document:
    """`document` with its higher gradients taken by another leaf."""
    return replace(document, wrt=name)


def with_fix(document: Document, fix: Fix | InputFix) -> Document:
    """`document` with the fix's stretch of text, or its input, replaced."""
    if isinstance(fix, InputFix):
        return with_input(document, fix.value)
    start, end = offsets(document.text, fix.span)
    return replace(document, text=document.text[:start] + fix.text + document.text[end:])


def offsets(text: str, span: Span) -> tuple[int, int]:
    """Where `span` starts and ends in `text`, in characters from its beginning.

    A span past the end of a line or of the text is cut to it.
    """
    lines = text.split("\n")
    return _offset(lines, span.line, span.column), _offset(lines, span.end_line, span.end_column)


def _offset(lines: list[str], line: int, column: int) -> int:
    if line > len(lines):
        return sum(map(len, lines)) + len(lines) - 1
    before = sum(len(text) + 1 for text in lines[: line - 1])
    return before + min(column, len(lines[line - 1]))
