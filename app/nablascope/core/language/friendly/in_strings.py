"""Notation of mathematics inside of an f-string is offered as Python and never read: ``f'{x²}'``."""

import re
from collections.abc import Iterator

from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.friendly.edits import Edit, edited, replacement
from nablascope.core.language.friendly.rewrite import rewrite
from nablascope.core.language.friendly.tokens import Token, tokens
from nablascope.core.language.refusal import Refusal

_FORMATTED = re.compile(r"[rR]?[fF]")
_FIELD = re.compile(r"(?<!\{)\{([^{}!:=]+)")


def explain_in_string(refusal: Refusal) -> Failure | None:
    """The failure to show where the parser stopped inside of an f-string because of such notation."""
    for token in tokens(refusal.line):
        if token.start <= refusal.span.column < token.end and _is_formatted(token):
            return _failure(refusal, list(_edits(token)))
    return None


def _is_formatted(token: Token) -> bool:
    return token.kind == "string" and _FORMATTED.match(token.text) is not None


def _edits(string: Token) -> Iterator[Edit]:
    for field in _FIELD.finditer(string.text):
        python = _python(field[1])
        if python != field[1]:
            start = string.start + field.start(1)
            yield replacement(start, start + len(field[1]), python)


def _python(text: str) -> str:
    try:
        return edited(text, rewrite(text)).text
    except LanguageError:
        return text


def _failure(refusal: Refusal, edits: list[Edit]) -> Failure | None:
    if not edits:
        return None
    start, end = edits[0].start, edits[-1].end
    text = edited(refusal.line[:end], edits).text[start:]
    message = "inside of a text in quotes only Python's own signs are read"
    fix = Fix(f"Write {edits[0].text}" if len(edits) == 1 else "Write them", refusal.part(start, end), text)
    return Failure(message, f"write {edits[0].text}", refusal.part(start, edits[0].end), fix)
