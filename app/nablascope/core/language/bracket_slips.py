"""Brackets that are missing, too many or of another kind."""

import re
from collections.abc import Iterator
from itertools import pairwise

from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.friendly.tokens import Token, partners, tokens
from nablascope.core.language.plain_python import is_python
from nablascope.core.language.refusal import Refusal, Rule
from nablascope.core.language.span import Span

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_MOST = 12
"""Lines at whose end a missing bracket is tried; each is a parse."""


def _unclosed(refusal: Refusal) -> Failure | None:
    if "was never closed" not in refusal.message:
        return None
    fixes = _closings(refusal)
    whole = next((fix for fix, _, whole in fixes if is_python(whole)), None)
    fix = whole or next((fix for fix, start, _ in fixes if is_python(start)), None)
    missing = fix.text if fix else _CLOSING.get(refusal.character, ")")
    hint = f"write the {missing} that belongs to it" if len(missing) == 1 else f"write {missing}"
    return Failure(f"this {refusal.character} is never closed", hint, refusal.span, fix)


def _closings(refusal: Refusal) -> list[tuple[Fix, str, str]]:
    """Fixes to try, each with the text up to it and the whole text after it."""
    found: list[tuple[Fix, str, str]] = []
    for number in range(refusal.span.line, min(len(refusal.lines), refusal.span.line + _MOST) + 1):
        start = "\n".join(refusal.lines[:number])
        rest = "\n".join(("", *refusal.lines[number:])) if number < len(refusal.lines) else ""
        for column, missing in _ends(start):
            place = len(start) - len(refusal.lines[number - 1]) + column
            span = Span(number, column, number, column)
            closed = start[:place] + missing + start[place:]
            found.append((Fix(f"Write {missing}", span, missing), closed, closed + rest))
    return found


def _ends(text: str) -> Iterator[tuple[int, str]]:
    """Where on the last line of `text` brackets could be missing, and which are."""
    line = tokens(text)[:-1]
    closing = partners(line)
    open_ = [token for place, token in enumerate(line) if token.text in _CLOSING and place not in closing]
    if not open_:
        return
    missing = "".join(_CLOSING[token.text] for token in reversed(open_))
    start = text.rfind("\n") + 1
    for last in _last_tokens(line):
        if last.end > start:
            yield last.end - start, missing


def _last_tokens(line: list[Token]) -> list[Token]:
    """The last one, or the one in front of a colon."""
    return [line[-2], line[-1]] if line[-1].text == ":" and len(line) > 1 else line[-1:]


def _before_colon(refusal: Refusal) -> Failure | None:
    """``for i in range(3:``."""
    if not refusal.line.split("#")[0].rstrip().endswith(":"):
        return None
    fix = next((fix for fix, start, _ in _closings(refusal)[:1] if is_python(f"{start} pass")), None)
    if fix is None:
        return None
    return Failure("a bracket is never closed on this line", f"write {fix.text}", refusal.span, fix)


def _unmatched(refusal: Refusal) -> Failure | None:
    if "unmatched" not in refusal.message:
        return None
    first = refusal.span.column
    extra = [place for place in _extra(refusal.line) if place >= first] or [first]
    text = "".join(refusal.line[a + 1 : b] for a, b in pairwise(extra))
    fix = Fix("Remove it" if len(extra) == 1 else "Remove them", refusal.part(first, extra[-1] + 1), text)
    return Failure(f"this {refusal.character} closes nothing", "remove it", refusal.span, fix)


def _extra(line: str) -> list[int]:
    """Where brackets close that nothing opened on the line."""
    found = tokens(line)
    closed = set(partners(found).values())
    places = [place for place, token in enumerate(found) if token.text in _CLOSING.values()]
    return [found[place].start for place in places if place not in closed]


def _mismatched(refusal: Refusal) -> Failure | None:
    match = re.search(r"parenthesis '(.)' does not match opening parenthesis '(.)'", refusal.message)
    if match is None:
        return None
    closing = _CLOSING[match[2]]
    return Failure(
        f"this {match[1]} cannot close {match[2]}",
        f"write {closing}",
        refusal.span,
        Fix(f"Write {closing}", refusal.span, closing),
    )


BRACKETS: tuple[Rule, ...] = (_before_colon, _unclosed, _unmatched, _mismatched)
"""What is said of them."""
