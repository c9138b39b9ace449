"""`Refusal`: what Python's parser said of a text, and where."""

from collections.abc import Callable
from dataclasses import dataclass

from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span


@dataclass(frozen=True, slots=True)
class Refusal:
    """The parser's message, the line it points at, and the stretch on it."""

    message: str
    line: str
    lines: tuple[str, ...]
    span: Span

    def part(self, start: int, end: int) -> Span:
        """A stretch of the line."""
        return Span(self.span.line, start, self.span.line, end)

    @property
    def character(self) -> str:
        """What the parser stopped at."""
        return self.line[self.span.column : self.span.column + 1]

    @property
    def before(self) -> str:
        """The line up to there, without spaces at its end."""
        return self.line[: self.span.column].rstrip()


Rule = Callable[[Refusal], Failure | None]
"""Says what happened, if it knows."""


def refusal_of(error: SyntaxError, lines: tuple[str, ...]) -> Refusal:
    """What `error`, raised on a text of these `lines`, says."""
    number = min(max(error.lineno or 1, 1), len(lines))
    line = lines[number - 1]
    shift = _shift(error, line)
    column = min(max((error.offset or 1) - 1 + shift, 0), len(line))
    same_line = error.end_lineno == number and (error.end_offset or 0) - 1 + shift > column
    end = min((error.end_offset or 0) - 1 + shift, len(line)) if same_line else min(column + 1, len(line))
    return Refusal(error.msg, line, lines, Span(number, column, number, max(end, column)))


def _shift(error: SyntaxError, line: str) -> int:
    """Python 3.11 puts an f-string's field in brackets of its own, and counts from there."""
    field = (error.text or "").strip()
    if len(field) < 3 or field in line or not field.startswith("("):
        return 0
    return max(line.find(field[1:-1]) - 1, 0)
