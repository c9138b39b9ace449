"""A colon that is missing behind ``if x > 0``, ``=`` where a comparison belongs, and ``:=``."""

import re

from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.friendly.tokens import tokens
from nablascope.core.language.refusal import Refusal, Rule

_WALRUS = re.compile(r"\s*([^\W\d]\w*(?:[ \t]*\([^()]*\))?)[ \t]*:=")
_HEAD = re.compile(r"\s*(?:def|for|while|if|elif|else|with)\b")


def _missing(refusal: Refusal) -> Failure | None:
    if refusal.message != "expected ':'":
        return None
    return _failure(refusal, refusal.span.column)


def _unsaid(refusal: Refusal) -> Failure | None:
    """Of ``if x > 0 y = 1`` Python says no more than that it is invalid."""
    head = _HEAD.match(refusal.line)
    if (
        refusal.message != "invalid syntax"
        or head is None
        or any(t.text == ":" for t in tokens(refusal.line))
    ):
        return None
    return _failure(refusal, len(refusal.line) if refusal.span.column < head.end() else refusal.span.column)


def _failure(refusal: Refusal, column: int) -> Failure:
    end = max(
        (token.end for token in tokens(refusal.line) if token.end <= column and token.text), default=column
    )
    gap = refusal.part(end, end)
    is_last = not refusal.line[end:].split("#")[0].strip()
    hint = "write a : at the end of the line" if is_last else f"write a : behind {refusal.line[:end].strip()}"
    return Failure("a : is missing here", hint, refusal.part(end, end), Fix("Write :", gap, ":"))


def _comparison(refusal: Refusal) -> Failure | None:
    """``if x = 1:``."""
    is_head = _HEAD.match(refusal.line) is not None or refusal.message.startswith("invalid syntax")
    if "Maybe you meant '=='" not in refusal.message or not is_head:
        return None
    signs = (token.start for token in tokens(refusal.line) if token.text == "=")
    place = next((start for start in signs if start >= refusal.span.column), None)
    if place is None:
        return None
    span = refusal.part(place, place + 1)
    return Failure("= gives a name a value", "to compare, write ==", span, Fix("Write ==", span, "=="))


def _walrus(refusal: Refusal) -> Failure | None:
    """``y := x``."""
    match = _WALRUS.match(refusal.line)
    if match is None:
        return None
    span = refusal.part(match.end() - 2, match.end())
    return Failure(":= is written as = in Python", f"write {match[1]} = ...", span, Fix("Write =", span, "="))


COLONS: tuple[Rule, ...] = (_walrus, _missing, _unsaid, _comparison)
"""What is said of them."""
