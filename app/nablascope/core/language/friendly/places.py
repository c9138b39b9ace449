"""Where the parts of a rewritten text stand in the text as typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nablascope.core.language.bounds import split_lines
from nablascope.core.language.failure import Failure
from nablascope.core.language.friendly.edits import Edited
from nablascope.core.language.span import Span


@dataclass(frozen=True, slots=True)
class Places:
    """Turns columns of a rewritten text into columns as typed; the lines are the same.

    Attributes:
        lines: of the rewritten text.
    """

    lines: Sequence[str]
    _edited: Edited
    _starts: Sequence[int]
    _typed_starts: Sequence[int]

    def begins(self, line: int, column: int) -> int:
        """The column as typed of what begins there."""
        return self._edited.begins(self._starts[line - 1] + column) - self._typed_starts[line - 1]

    def ends(self, line: int, column: int) -> int:
        """The column as typed of what ends there."""
        return self._edited.ends(self._starts[line - 1] + column) - self._typed_starts[line - 1]

    def typed(self, span: Span) -> Span:
        """The stretch as typed."""
        start = self.begins(span.line, span.column)
        end = self.ends(span.end_line, span.end_column)
        if span.line == span.end_line:
            end = max(start, end)
        return Span(span.line, start, span.end_line, end)

    def placed(self, failure: Failure) -> Failure:
        """A failure of the rewritten text, as one of the text as typed."""
        span = failure.span and self.typed(failure.span)
        fix = failure.fix and replace(failure.fix, span=self.typed(failure.fix.span))
        return replace(failure, span=span, fix=fix)


def places(edited: Edited) -> Places:
    """The places of a text whose edits touched no line end."""
    starts, typed_starts = line_starts(edited.text), line_starts(edited.before)
    return Places(split_lines(edited.text), edited, starts, typed_starts)


def line_starts(text: str) -> list[int]:
    """Where each line of `text` begins, in characters from its beginning."""
    return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
