"""Numbers and nested lists of numbers as a person types them into an input."""

import json
import re
from itertools import chain
from math import prod
from typing import Any

from nablascope.core.wire.messages import Number

MAX_DIMENSIONS = 16
MAX_INTEGER = 2**53
"""From here on whole numbers are read as floats, which hold the smaller ones exactly."""

_DIGITS = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?|[+-]?inf(inity)?|nan", re.IGNORECASE)
"""What JSON reads, with the freedoms of a person's hand; `float` alone would read ``1_0`` as 10."""

_TOKEN = re.compile(r"[\[\],]|[^\s\[\],]+")


class LiteralError(ValueError):
    """The text is neither a number nor a rectangular nested list of numbers; says why."""


def parse_literal(text: str) -> tuple[tuple[Number, ...], tuple[int, ...]]:
    """The elements in row-major order and the shape, which is ``()`` for a bare number.

    Raises:
        LiteralError: with one sentence for the person who typed it.
    """
    tokens = _TOKEN.findall(text)
    numbers = [_number(token) for token in tokens if token not in "[],"]
    order, shape = _flat(_lists(tokens))
    return tuple(numbers[index] for index in order), shape


def literal_text(values: tuple[Number, ...], shape: tuple[int, ...]) -> str:
    """The text that `parse_literal` reads back to the same elements and shape."""
    pieces = [number_text(value) for value in values]
    for axis in reversed(range(len(shape))):
        size, rows = shape[axis], prod(shape[:axis])
        pieces = ["[" + ", ".join(pieces[row * size : (row + 1) * size]) + "]" for row in range(rows)]
    return pieces[0]


def number_text(value: Number) -> str:
    """A number's shortest text that reads back equal, without a trailing ``.0``."""
    return repr(value).removesuffix(".0")


def _number(token: str) -> Number:
    plain = token.replace("−", "-")
    if not _NUMBER.fullmatch(plain):
        raise LiteralError(f"“{token}” is not a number.")
    real = float(plain)
    # An int has no negative zero.
    whole = _DIGITS.fullmatch(plain) and abs(real) < MAX_INTEGER and repr(real) != "-0.0"
    return int(plain) if whole else real


def _lists(tokens: list[str]) -> Any:
    """The tokens' nesting, read as JSON, with each number's position in the place of the number."""
    if tokens.count("[") > MAX_DIMENSIONS and _deepest(tokens) > MAX_DIMENSIONS:
        raise LiteralError(f"A tensor here has at most {MAX_DIMENSIONS} dimensions.")
    positions = iter(range(len(tokens)))
    text = " ".join(token if token in "[]," else str(next(positions)) for token in tokens)
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise LiteralError("Write a number, or numbers in brackets such as [1, 2, 3].") from None


def _deepest(tokens: list[str]) -> int:
    depth = deepest = 0
    for token in tokens:
        depth += (token == "[") - (token == "]")
        deepest = max(deepest, depth)
    return deepest


def _flat(lists: Any) -> tuple[list[int], tuple[int, ...]]:
    items: list[Any] = [lists]
    shape: list[int] = []
    while any(isinstance(item, list) for item in items):
        if not all(isinstance(item, list) for item in items) or len({len(item) for item in items}) > 1:
            raise LiteralError("Every row needs the same number of elements.")
        shape.append(len(items[0]))
        items = list(chain.from_iterable(items))
    return items, tuple(shape)
