"""`parse_so_far`: as much of a text as can be read, and why the rest cannot."""

import re
from typing import NamedTuple

from nablascope.core.language.bounds import split_lines
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.parse import parse
from nablascope.core.language.program import Program

MAX_CUTS = 8
"""How often a text is cut shorter before nothing of it is read: each cut is a parse."""


class SoFar(NamedTuple):
    """What was read of a text.

    Attributes:
        program: the whole of it, or the statements before the first that cannot be read; None where
            there are none.
        failure: why the rest cannot be read, or None where all was.
    """

    program: Program | None
    failure: Failure | None


def parse_so_far(text: str) -> SoFar:
    """Reads `text`, or the top-level statements before the first one at fault."""
    lines = split_lines(text)
    found = _read(text)
    failure = found.failure
    for _ in range(MAX_CUTS):
        if found.failure is None or found.failure.span is None:
            break
        lines = lines[: _start(lines, found.failure.span.line)]
        if not lines:
            break
        found = _read("\n".join(lines))
    return SoFar(found.program, failure)


def _read(text: str) -> SoFar:
    try:
        return SoFar(parse(text), None)
    except LanguageError as error:
        return SoFar(None, error.failure)


def _start(lines: list[str], number: int) -> int:
    """How many lines stand before the top-level statement that holds line `number`."""
    start = min(number, len(lines)) - 1
    while start > 0 and _goes_on(lines[start]):
        start -= 1
    return max(start, 0)


def _goes_on(line: str) -> bool:
    """Whether `line` belongs to a statement that began above it."""
    first = line[:1]
    return first.isspace() or first in (")", "]", "}", "#", "") or _CLAUSE.match(line) is not None


_CLAUSE = re.compile(r"(elif|else|except|finally)\b")
