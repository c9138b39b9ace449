"""`read`: what Python reads of a text, once its notation of mathematics is turned into Python."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from nablascope.core.language.bounds import check_tree
from nablascope.core.language.failure import LanguageError
from nablascope.core.language.friendly.edits import Edit, Edited, edited
from nablascope.core.language.friendly.pi import pi_signs
from nablascope.core.language.friendly.places import places
from nablascope.core.language.friendly.rewrite import rewrite
from nablascope.core.language.friendly.side_by_side import product_signs
from nablascope.core.language.friendly.tokens import MIDDLE_DOTS
from nablascope.core.language.friendly.two_ways import check_reach
from nablascope.core.language.mended import with_proven_fix
from nablascope.core.language.python import parse_python
from nablascope.core.language.spans import Source, source_of


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as Python reads it.

    Attributes:
        text: as typed where that is Python already.
        tree: its syntax tree, within the bounds.
        source: places the tree's nodes in the text as typed.
    """

    text: str
    tree: ast.Module
    source: Source


def read(text: str) -> Reading:
    """Reads `text`, which is bounded; its notation of mathematics counts only where Python has no meaning.

    Raises:
        LanguageError: if it is not Python even then, a part could be read in two ways, or the tree is
            over a bound.
    """
    try:
        return _read(text)
    except LanguageError as error:
        failure = error.failure
    # Raised outside of the handler, so that the parser's own error is not kept alive with it.
    raise LanguageError(with_proven_fix(failure, text, _read))


def _read(text: str) -> Reading:
    plain = _plain(text)
    edits: Sequence[Edit] = () if plain else rewrite(text)
    reading = plain or _rewritten(edited(text, edits))
    for missing_signs in (pi_signs, product_signs):
        if signs := missing_signs(reading.tree, reading.source, text):
            edits = [*edits, *signs]
            reading = _rewritten(edited(text, edits))
    check_reach(reading.tree, reading.source)
    return reading


def _plain(text: str) -> Reading | None:
    """The reading of a text that is Python, and means what it says, as it stands."""
    if any(dot in text for dot in MIDDLE_DOTS):
        return None
    try:
        tree = parse_python(text)
    except LanguageError:
        return None
    check_tree(tree)
    return Reading(text, tree, source_of(text))


def _rewritten(written: Edited) -> Reading:
    at = places(written)
    try:
        tree = parse_python(written.text)
    except LanguageError as error:
        failure = at.placed(error.failure)
    else:
        check_tree(tree)
        return Reading(written.text, tree, source_of(written.before, at))
    raise LanguageError(failure)
