"""π glued to letters: ``2πr`` is a product, though Python takes ``πr`` for one name."""

import ast
import keyword
import unicodedata
from collections.abc import Iterator

from nablascope.core.language.friendly.edits import Edit, insertion
from nablascope.core.language.friendly.places import line_starts
from nablascope.core.language.names import FUNCTIONS
from nablascope.core.language.scopes import unbound_reads
from nablascope.core.language.spans import Source


def pi_signs(tree: ast.Module, source: Source, typed: str) -> list[Edit]:
    """The signs that part π from its letters, as edits of the text as typed.

    A name that the program gives a value of its own stays one name.
    """
    if not any(map(_is_pi, typed)):
        return []
    starts = line_starts(typed)
    return [edit for read in unbound_reads(tree) for edit in _signs(read.node, source, starts)]


def _signs(name: ast.Name, source: Source, starts: list[int]) -> Iterator[Edit]:
    span = source.span(name)
    text = source.text(span)
    # Inside of f-strings Python may misplace what it holds; ``₁`` was written as a plain digit.
    if unicodedata.normalize("NFKC", text) != name.id:
        return
    factors = pi_factors(text)
    place = starts[span.line - 1] + span.column
    for factor in factors[:-1]:
        place += len(factor)
        yield insertion(place, "*")


def pi_factors(name: str) -> list[str]:
    """``π`` and ``r`` of ``πr``; of any other name the whole."""
    factors = [""]
    for character in name:
        if _is_pi(character) or _is_pi(factors[-1]):
            factors.append("")
        factors[-1] += character
    factors = [factor for factor in factors if factor]
    return factors if all(map(_is_factor, factors)) and _applies_nothing(factors) else [name]


def _is_factor(text: str) -> bool:
    """``π_1`` and ``π1`` are names."""
    return text[0].isalpha() and not text.endswith("_") and not keyword.iskeyword(text)


def _applies_nothing(factors: list[str]) -> bool:
    """``sinπ`` is no product."""
    return not any(factor in FUNCTIONS for factor in factors[:-1])


def _is_pi(text: str) -> bool:
    return text == "π" or (len(text) == 1 and text > "~" and unicodedata.normalize("NFKC", text) == "π")
