"""`Program`: text that was bounded, parsed and allow-listed, ready to evaluate."""

import ast
from dataclasses import dataclass

from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source


@dataclass(frozen=True, slots=True)
class Program:
    """A checked program.

    Attributes:
        text: what the person typed.
        tree: its syntax tree; it holds allow-listed nodes only.
        free: the names it reads but never binds, each with the span of its first use, in order of
            first use; they become inputs.
    """

    text: str
    tree: ast.Module
    free: tuple[tuple[str, Span], ...]
    source: Source
    understood: str = ""
