"""`Written`: where the nodes of a text stand in it, and what can be told of their values."""

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from nablascope.core.language import number_names
from nablascope.core.language.friendly.places import line_starts
from nablascope.core.language.spans import Located, Source, source_of


@dataclass(frozen=True, slots=True)
class Written:
    """A text of Python, by its nodes."""

    text: str
    _source: Source
    _starts: Sequence[int]
    _numbers: Collection[str]

    def start(self, node: Located) -> int:
        """Where `node` begins, in characters from the text's beginning."""
        span = self._source.span(node)
        return self._starts[span.line - 1] + span.column

    def end(self, node: Located) -> int:
        """Where it ends."""
        span = self._source.span(node)
        return self._starts[span.end_line - 1] + span.end_column

    def shows(self, name: ast.expr) -> bool:
        """Whether `name` really stands there: inside of f-strings Python may misplace what it holds."""
        there = self.text[self.start(name) : self.end(name)]
        return isinstance(name, ast.Name) and normalize("NFKC", there) == name.id

    def argument(self, before: ast.expr, value: ast.expr) -> int:
        """Where `value`, an argument behind `before`, begins with its brackets."""
        comma = self.text.index(",", self.end(before), self.start(value)) + 1
        return comma + len(self.text[comma:]) - len(self.text[comma:].lstrip())

    def is_number(self, node: ast.expr) -> bool:
        """Whether its value is made of numbers alone."""
        return number_names.is_number(node, self._numbers)


def written(text: str, tree: ast.Module) -> Written:
    """`text` with the nodes of its syntax tree."""
    return Written(text, source_of(text), line_starts(text), number_names.number_names(tree))
