"""Syntax tree positions, in UTF-8 bytes, turned into spans, in characters."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from nablascope.core.language.bounds import split_lines
from nablascope.core.language.friendly.places import Places
from nablascope.core.language.span import Span

Located = ast.expr | ast.stmt | ast.keyword | ast.alias | ast.arg


@dataclass(frozen=True, slots=True)
class Source:
    """A program's lines as typed, able to say where a node stands and what it says.

    Attributes:
        lines: as typed.
        places: where the text that was parsed stands in them; None where that is the text as typed.
    """

    lines: Sequence[str]
    places: Places | None = None
    _known: dict[Located, Span] = field(default_factory=dict[Located, Span], compare=False, repr=False)

    def span(self, node: Located) -> Span:
        """Where `node` is written."""
        # A loop asks for the same ones over and over.
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = self._span(node)
        return known

    def _span(self, node: Located) -> Span:
        line, end_line = node.lineno, node.end_lineno or node.lineno
        end = node.col_offset if node.end_col_offset is None else node.end_col_offset
        span = Span(line, self._column(line, node.col_offset), end_line, self._column(end_line, end))
        return span if self.places is None else self.places.typed(span)

    def text(self, span: Span) -> str:
        """What stands in `span`."""
        if span.line == span.end_line:
            return self.lines[span.line - 1][span.column : span.end_column]
        first, *middle = self.lines[span.line - 1 : span.end_line]
        return "\n".join([first[span.column :], *middle[:-1], middle[-1][: span.end_column]])

    def between(self, left: Located, right: Located) -> Span:
        """The stretch from the end of `left` to the start of `right`."""
        before, after = self.span(left), self.span(right)
        return Span(before.end_line, before.end_column, after.line, after.column)

    def _column(self, line: int, offset: int) -> int:
        """The column in the text that was parsed."""
        lines = self.lines if self.places is None else self.places.lines
        text = lines[line - 1] if line <= len(lines) else ""
        if text.isascii():
            return min(offset, len(text))
        return len(text.encode()[:offset].decode("utf-8", "ignore"))


def source_of(text: str, places: Places | None = None) -> Source:
    """The lines of `text`, as typed, as Python's tokenizer counts them."""
    return Source(tuple(split_lines(text)), places)
