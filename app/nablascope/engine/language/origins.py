"""Where the tensors of a failed operation come from, with their shapes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import torch

from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source
from nablascope.engine.watcher import Operand

_ABOUT_SHAPES = re.compile(r"\bshapes?\b|\bsizes?\b|dimensions|cannot be multiplied")

MAX_TEXT = 32
"""Characters of an operand's own text that are shown."""


def with_origins(
    failure: Failure, operands: Sequence[Operand], source: Source, bound: Mapping[str, Span]
) -> Failure:
    """A failure about shapes with each tensor's, and the line that made it; any other as it is.

    Args:
        failure: why the operation failed.
        operands: what the operation was given.
        source: the program's lines.
        bound: where each name was last given its value; a name that is not here is an input.
    """
    told = [_told(operand, source, bound) for operand in operands if isinstance(operand.value, torch.Tensor)]
    if len(told) < 2 or not _ABOUT_SHAPES.search(failure.message):
        return failure
    return replace(failure, hint=": ".join(filter(None, (" and ".join(told), failure.hint))))


def _told(operand: Operand, source: Source, bound: Mapping[str, Span]) -> str:
    assert isinstance(operand.value, torch.Tensor)
    return f"{_named(operand, source, bound)} is {list(operand.value.shape)}"


def _named(operand: Operand, source: Source, bound: Mapping[str, Span]) -> str:
    if operand.name is None:
        text = source.text(operand.span)
        return text if len(text) <= MAX_TEXT and "\n" not in text else f"what line {operand.span.line} gives"
    place = bound.get(operand.name)
    return f"{operand.name}, an input," if place is None else f"{operand.name}, from line {place.line},"
